#include "sim/run/run.h"

#include <string.h>

#include "sim/run/check.h"

SimScenario *
sim_scenario_new(SimSource *source, const SimConfig *config, GError **error)
{
    g_autoptr(SimScenario) scenario = g_new0(SimScenario, 1);
    scenario->config = *config;
    scenario->source = sim_source_ref(source);
    scenario->tree = sim_parse_module(source, error);
    if (scenario->tree == NULL || !sim_check_modelled(scenario->tree, error)) {
        return NULL;
    }
    scenario->directives = sim_directives_parse(scenario->tree, error);
    if (scenario->directives == NULL ||
        !sim_directives_configure(scenario->directives, &scenario->config, error)) {
        return NULL;
    }
    scenario->code = sim_compile_module(scenario->tree, error);
    if (scenario->code == NULL) {
        return NULL;
    }
    sim_directives_apply(scenario->directives, scenario->code);
    return g_steal_pointer(&scenario);
}

SimScenario *
sim_scenario_load(const char *path, const SimConfig *config, GError **error)
{
    g_autoptr(SimSource) source = sim_source_load(path, error);
    return source == NULL ? NULL : sim_scenario_new(source, config, error);
}

void
sim_scenario_free(SimScenario *scenario)
{
    if (scenario == NULL) {
        return;
    }
    g_clear_pointer(&scenario->code, sim_code_unref);
    g_clear_pointer(&scenario->directives, sim_directives_free);
    g_clear_pointer(&scenario->tree, sim_tree_free);
    g_clear_pointer(&scenario->source, sim_source_unref);
    g_free(scenario);
}

static void
tell_limit(const SimScenario *scenario, const SimRun *run, SimVmWrite write, void *data)
{
    g_autofree char *notice =
        g_strdup_printf("%s: limit: stopped after %" G_GUINT64_FORMAT
                        " bytecodes; the state reached is kept (--max-steps N allows more)\n",
                        sim_source_name(scenario->source), run->steps);
    write(data, true, notice, strlen(notice));
}

SimRun *
sim_run(const SimScenario *scenario,
        SimTrace *trace,
        SimVmWrite write,
        void *data,
        void (*started)(SimVm *vm, void *data),
        GError **error)
{
    g_autoptr(SimRun) run = g_new0(SimRun, 1);
    SimConfig config = scenario->config;
    if (trace == NULL && config.origin[SIM_OPTION_max_steps] == SIM_ORIGIN_DEFAULT) {
        config.max_steps = UINT64_MAX; /* nothing grows with time: whoever waits may interrupt */
    }
    run->trace = trace;
    run->vm = sim_vm_new(&config, run->trace, write, data);
    if (!sim_vm_load(run->vm, scenario->code, error)) {
        return NULL;
    }
    if (started != NULL) {
        started(run->vm, data);
    }
    run->status = sim_vm_run(run->vm);
    run->exit_status = sim_vm_finish(run->vm);
    run->status = sim_vm_status(run->vm);
    run->steps = sim_vm_steps(run->vm);
    if (run->status == SIM_VM_LIMIT) {
        run->exit_status = 3;
        tell_limit(scenario, run, write, data);
    }
    return g_steal_pointer(&run);
}

void
sim_run_free(SimRun *run)
{
    if (run != NULL) {
        sim_vm_free(run->vm);
        sim_trace_free(run->trace);
        g_free(run);
    }
}
