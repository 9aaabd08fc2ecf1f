#include "sim/vm/vm.h"

#include <pthread.h>
#include <string.h>

#include "sim/model/error.h"
#include "sim/model/gc.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/module.h"
#include "sim/objects/startup.h"
#include "sim/objects/str.h"
#include "sim/vm/modules.h"
#include "sim/vm/numpy/np_state.h"
#include "sim/vm/threads.h"
#include "sim/vm/vm_private.h"

extern const SimTypeSpec sim_spec_FRAME;
extern const SimTypeSpec sim_spec_TRACEBACK;
extern const SimTypeSpec sim_spec_GENERATOR;
extern const SimTypeSpec sim_spec_TEXT_IO;

void
sim_vm_write(SimVm *vm, bool error, const char *text, size_t length)
{
    if (!error) {
        SIM_RECORD(vm->world, OUTPUT, ((SimText){text, length}));
    }
    if (vm->write != NULL) {
        vm->write(vm->write_data, error, text, length);
    }
}

static void
on_write(SimWorld *world, bool error, const char *text, size_t length)
{
    sim_vm_write(sim_vm_of(world), error, text, length);
}

static void
on_exception(SimWorld *world, SimObject *exception)
{
    SIM_RECORD(world, RAISE, exception->slot);
}

static void
ready_types(SimWorld *world)
{
    sim_type_ready(world, &sim_spec_FRAME);
    sim_type_ready(world, &sim_spec_TRACEBACK);
    sim_type_ready(world, &sim_spec_GENERATOR);
    sim_type_ready(world, &sim_spec_TEXT_IO);
    sim_sys_ready_types(world);
    SimType *function = sim_type(world, SIM_TYPE_FUNCTION);
    function->slots.tp_vectorcall = sim_call_function;
    function->slots.tp_call = sim_vectorcall_as_call;
}

/* Makes the module known as sys.modules[name]; borrowed. */
static SimObject *
add_module(SimVm *vm, const char *name, SimObject *module)
{
    int status = sim_dict_set_c(vm->world, vm->world->modules, name, module);
    g_assert(status == 0);
    sim_decref(vm->world, module);
    return module;
}

static void
start_main(SimVm *vm)
{
    SimWorld *world = vm->world;
    vm->main_module = sim_module_new(world, "__main__");
    SimObject *dict = sim_module_dict(vm->main_module);
    SimObject *annotations = sim_dict_new(world);
    sim_dict_set_c(world, dict, "__annotations__", annotations);
    sim_decref(world, annotations);
    sim_dict_set_c(world, dict, "__builtins__", sim_dict_get_c(world, world->modules, "builtins"));
    sim_incref(world, vm->main_module);
    add_module(vm, "__main__", vm->main_module);
}

SimVm *
sim_vm_new(const SimConfig *config, SimTrace *trace, SimVmWrite write, void *data)
{
    SimVm *vm = g_new0(SimVm, 1);
    SimWorld *world = sim_startup(config, trace);
    vm->world = world;
    vm->write = write;
    vm->write_data = data;
    vm->max_steps = config->max_steps;
    vm->main.vm = vm;
    vm->main.handling = &vm->main.handled;
    vm->main.base = *world->thread;
    vm->thread = &vm->main;
    world->thread = &vm->main.base;
    world->vm = vm;
    world->hooks.write = on_write;
    world->hooks.import = sim_import_module;
    world->hooks.elapse = sim_threads_elapse;
    world->hooks.exception_set = on_exception;
    world->hooks.unraisable = sim_traceback_unraisable;
    world->hooks.warn = sim_vm_warn;
    sim_class_hooks_install(world);
    sim_gc_hooks_install(world);
    ready_types(world);
    if (world->modules == NULL) {
        world->modules = sim_dict_new(world);
    }
    SimObject *sys = add_module(vm, "sys", sim_sys_module(vm));
    ((SimModule *) (void *) sys)->builtin = true;
    vm->sys = sim_newref(world, sim_module_dict(sys));
    SimObject *builtins = add_module(vm, "builtins", sim_builtins_module(vm));
    ((SimModule *) (void *) builtins)->builtin = true;
    world->builtins = sim_newref(world, sim_module_dict(builtins));
    vm->builtins_count = sim_dict_size(world->builtins);
    start_main(vm);
    sim_gc_ring_merge(&world->gc->generations[1].head, &world->gc->generations[0].head);
    return vm;
}

void
sim_vm_free(SimVm *vm)
{
    if (vm == NULL) {
        return;
    }
    sim_threads_unwind(vm);
    vm->world->trace = NULL;
    sim_world_free(vm->world);
    sim_threads_free(vm);
    sim_trace_free(vm->discarded);
    sim_np_state_free(vm->numpy);
    sim_frame_free_chunks(&vm->main);
    sim_source_unref(vm->source);
    g_free(vm->error_line);
    g_free(vm->deadlock);
    g_clear_pointer(&vm->warned, g_hash_table_unref);
    g_clear_pointer(&vm->literals, g_hash_table_unref);
    g_free(vm);
}

SimWorld *
sim_vm_world(SimVm *vm)
{
    return vm->world;
}

SimVmThread *
sim_vm_main_thread(SimVm *vm)
{
    return &vm->main;
}

uint64_t
sim_vm_steps(const SimVm *vm)
{
    return vm->steps + (uint64_t) (vm->given - vm->fuel);
}

void
sim_vm_interrupt(SimVm *vm)
{
    g_atomic_int_set(&vm->interrupted, 1);
}

bool
sim_vm_load(SimVm *vm, SimCode *code, GError **error)
{
    SimWorld *world = vm->world;
    g_assert(!vm->loaded);
    vm->loaded = true;
    vm->source = sim_source_ref(code->source);
    SimObject *globals = sim_module_dict(vm->main_module);
    SimObject *file = sim_str_new(world, sim_source_name(code->source));
    SimObject *object = file == NULL ? NULL : sim_code_object_new(world, code);
    SimObject *function = NULL;
    if (object != NULL) {
        sim_dict_set_c(world, globals, "__file__", file);
        sim_dict_set_c(world, globals, "__cached__", SIM_NONE(world));
        sim_list_append(world, sim_dict_get_c(world, vm->sys, "argv"), file);
        sim_literals_hold(vm, object);
        function = sim_function_new(world, object, globals);
        sim_decref(world, object);
    }
    sim_xdecref(world, file);
    if (function == NULL) {
        sim_diag_set(error, SIM_DIAG_LIMIT, code->source, (SimSpan){0},
                     "no memory to load the code");
        return false;
    }
    if (code->warnings != NULL) {
        sim_vm_write(vm, true, code->warnings, strlen(code->warnings));
    }
    sim_settle(world);
    SIM_RECORD_PLAIN(world, MAIN);
    SimFrame *frame = sim_call_push(world, (SimFunction *) (void *) function,
                                    sim_newref(world, globals), NULL, 0, NULL);
    frame->delivery = SIM_DELIVER_HOST;
    vm->main.frame = frame;
    return sim_recursion_enter(world, "");
}

/* Where this host thread's stack must not be used any further. */
static void
measure_stack(SimVm *vm)
{
    const size_t wanted = (size_t) 256 * 1024;
    if (vm->host_thread == g_thread_self()) {
        return;
    }
    vm->host_thread = g_thread_self();
    vm->main.stack_end = NULL;
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        void *start;
        size_t size;
        if (pthread_attr_getstack(&attributes, &start, &size) == 0) {
            vm->main.stack_end = (const char *) start + MAX(wanted, size / 8);
        }
        pthread_attr_destroy(&attributes);
    }
}

static void
enter_thread(SimVm *vm, SimVmThread *thread)
{
    measure_stack(vm);
    vm->thread = thread;
    vm->world->thread = &thread->base;
}

static void
note_stop(SimVm *vm)
{
    if (vm->stopping) {
        vm->main.status = vm->deadlock != NULL ? SIM_VM_DEADLOCK : SIM_VM_LIMIT;
    }
}

static SimVmStatus
run(SimVm *vm, SimVmThread *thread, SimRunMode mode)
{
    if (thread->status != SIM_VM_READY || thread->frame == NULL) {
        return thread->status;
    }
    enter_thread(vm, thread);
    thread->status = sim_interp_run(vm, thread, thread->frame, mode, &thread->result);
    note_stop(vm);
    return thread->status;
}

SimVmStatus
sim_vm_step(SimVm *vm, SimVmThread *thread)
{
    return run(vm, thread, SIM_RUN_ONE);
}

SimVmStatus
sim_vm_run(SimVm *vm)
{
    return run(vm, &vm->main, SIM_RUN_ALL);
}

void
sim_vm_stop(SimVm *vm)
{
    SimWorld *world = vm->world;
    vm->stopping = true;
    if (vm->sched != NULL) {
        sim_sched_abandon(vm->sched);
    }
    if (world->trace != NULL && vm->discarded == NULL) {
        /* Frames above may be in the loop that records. */
        vm->discarded = sim_trace_new(sim_trace_source(world->trace));
        world->trace = vm->discarded;
    }
}

/* Instructions until somebody has to look again. */
static int64_t
next_look(SimVm *vm)
{
    uint64_t fuel = MIN(vm->max_steps - vm->steps, SIM_VM_FUEL);
    if (vm->sched != NULL) {
        const SimCosts *costs = &vm->world->config.costs;
        double instructions =
            (double) sim_sched_budget(vm->sched) / sim_cost_ns(costs, SIM_COST_BYTECODE);
        fuel = instructions < (double) fuel ? (uint64_t) instructions + 1 : fuel;
    }
    return (int64_t) fuel;
}

bool
sim_vm_refuel(SimVm *vm, bool breaks, bool *limit)
{
    SimWorld *world = vm->world;
    sim_threads_charge(vm);
    vm->given = vm->fuel = 0;
    if (!vm->stopping && vm->steps >= vm->max_steps) {
        if (vm->thread == &vm->main && vm->main.nested == 0) {
            *limit = true;
            return false;
        }
        sim_vm_stop(vm);
    }
    bool going = vm->stopping || vm->sched == NULL || !breaks || sim_threads_break(vm);
    bool interrupted =
        vm->thread == &vm->main && g_atomic_int_compare_and_exchange(&vm->interrupted, 1, 0);
    if (!going || vm->stopping || interrupted) {
        sim_err_set_object(world, SIM_TYPE_KeyboardInterrupt, NULL);
        vm->given = vm->fuel = SIM_VM_FUEL;
        return false;
    }
    vm->given = vm->fuel = next_look(vm);
    return true;
}

/* SystemExit: its code. Prints what is no number. */
static int
exit_status(SimVm *vm, SimObject *exception)
{
    SimWorld *world = vm->world;
    SimObject *code = ((SimException *) (void *) exception)->value;
    int64_t status;
    if (code == NULL || code == SIM_NONE(world)) {
        return 0;
    }
    if (SIM_IS_INT(code)) {
        return sim_int_get(code, &status) ? (int) (status & 0xff) : 255;
    }
    SimObject *text = sim_object_str(world, code);
    if (text == NULL) {
        sim_err_clear(world);
    } else {
        size_t length;
        const char *utf8 = sim_str_utf8(text, &length);
        sim_vm_write(vm, true, utf8, length);
        sim_decref(world, text);
    }
    sim_vm_write(vm, true, "\n", 1);
    return 1;
}

/* PyErr_Print: the traceback, and what is left in sys.last_value for who looks for it. */
static void
print_uncaught(SimVm *vm, SimObject *exception)
{
    SimWorld *world = vm->world;
    SimException *raised = (SimException *) (void *) exception;
    sim_dict_set_c(world, vm->sys, "last_type", &exception->type->ob);
    sim_dict_set_c(world, vm->sys, "last_value", exception);
    sim_dict_set_c(world, vm->sys, "last_traceback",
                   raised->traceback != NULL ? raised->traceback : SIM_NONE(world));
    sim_err_clear(world);
    g_autoptr(GString) text = g_string_new(NULL);
    sim_traceback_print(world, exception, text);
    sim_traceback_write(vm, text);
    size_t end = text->len > 0 ? text->len - 1 : 0;
    size_t start = end;
    while (start > 0 && text->str[start - 1] != '\n') {
        start--;
    }
    vm->error_line = g_strndup(text->str + start, end - start);
}

static int
end_with_exception(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *exception = sim_err_fetch(world);
    int status = 1;
    if (sim_type_is_subtype(exception->type, sim_type(world, SIM_TYPE_SystemExit))) {
        status = exit_status(vm, exception);
    } else {
        print_uncaught(vm, exception);
        if (sim_type_is_subtype(exception->type, sim_type(world, SIM_TYPE_KeyboardInterrupt))) {
            status = 130;
        }
    }
    sim_decref(world, exception);
    return status;
}

/* Flushes a sys.stdout that is the scenario's own: false with an exception. */
static bool
flush_stdout(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *file = sim_dict_get_c(world, vm->sys, "stdout");
    if (file == NULL || file == SIM_NONE(world) ||
        file->type == sim_type(world, SIM_TYPE_TEXT_IO)) {
        return true;
    }
    sim_incref(world, file);
    SimObject *method = sim_object_getattr_c(world, file, "flush");
    SimObject *result = method == NULL ? NULL : sim_object_call_noargs(world, method);
    bool ok = result != NULL;
    sim_xdecref(world, result);
    sim_xdecref(world, method);
    sim_decref(world, file);
    return ok;
}

/* flush_io, which runs when the program has ended, whatever its exception. */
static void
flush_quietly(SimVm *vm)
{
    SimObject *exception = sim_err_fetch(vm->world);
    if (!flush_stdout(vm)) {
        sim_err_clear(vm->world);
    }
    vm->world->thread->exception = exception;
}

static bool
has_stopped(const SimVm *vm)
{
    SimVmStatus status = vm->main.status;
    return status == SIM_VM_READY || status == SIM_VM_LIMIT || status == SIM_VM_DEADLOCK;
}

/* The exit status of a machine that cannot go on. */
static int
stop_status(SimVm *vm)
{
    if (vm->main.status != SIM_VM_DEADLOCK) {
        return 3;
    }
    g_autofree char *text =
        g_strdup_printf("%s: deadlock: %s\n", sim_source_name(vm->source), vm->deadlock);
    sim_vm_write(vm, true, text, strlen(text));
    return 1;
}

/* wait_for_thread_shutdown: the end of all threads that are no daemons. */
static void
join_threads(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *module = sim_dict_get_c(world, world->modules, "threading");
    if (module == NULL || module == SIM_NONE(world)) {
        return;
    }
    sim_incref(world, module);
    SimObject *function = sim_object_getattr_c(world, module, "_shutdown");
    SimObject *result = function == NULL ? NULL : sim_object_call_noargs(world, function);
    if (result == NULL) {
        world->hooks.unraisable(world, NULL, module);
    }
    sim_xdecref(world, result);
    sim_xdecref(world, function);
    sim_decref(world, module);
    note_stop(vm);
}

SimVmStatus
sim_vm_status(const SimVm *vm)
{
    return vm->main.status;
}

int
sim_vm_finish(SimVm *vm)
{
    SimWorld *world = vm->world;
    enter_thread(vm, &vm->main);
    if (has_stopped(vm)) {
        return stop_status(vm);
    }
    int status = 0;
    sim_literals_release(vm);
    flush_quietly(vm);
    if (vm->main.status == SIM_VM_RAISED) {
        status = end_with_exception(vm);
    } else {
        SIM_CLEAR(world, vm->main.result);
    }
    join_threads(vm);
    if (has_stopped(vm)) {
        return stop_status(vm);
    }
    vm->finishing = true;
    if (!flush_stdout(vm)) {
        sim_traceback_unraisable(world, NULL, sim_dict_get_c(world, vm->sys, "stdout"));
        status = 120;
    }
    SIM_RECORD_PLAIN(world, END);
    sim_finalize(vm);
    return status;
}

const char *
sim_vm_error_line(const SimVm *vm)
{
    return vm->error_line;
}
