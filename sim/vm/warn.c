/* Warnings while a program runs. Stands for Python/_warnings.c under the default filters, without
 * the module: each is told on stderr once for its line, and those meant for the authors of modules
 * only where the main script is at fault. */
#include <string.h>

#include "sim/objects/dict.h"
#include "sim/objects/id.h"
#include "sim/objects/str.h"
#include "sim/vm/vm_private.h"

static bool
is_main(SimWorld *world, const SimFrame *frame)
{
    SimObject *name = sim_dict_get(world, frame->globals, SIM_ID(world, __name__));
    return name != NULL && SIM_IS_STR(name) && sim_str_equal_c(name, "__main__");
}

static bool
is_ignored(SimWorld *world, const SimFrame *frame, SimTypeId category)
{
    switch ((int) category) {
    case SIM_TYPE_DeprecationWarning:
        return !is_main(world, frame);
    case SIM_TYPE_PendingDeprecationWarning:
    case SIM_TYPE_ImportWarning:
    case SIM_TYPE_ResourceWarning:
        return true;
    default:
        return false;
    }
}

void
sim_vm_warn(SimWorld *world, SimTypeId category, const char *message)
{
    SimVm *vm = sim_vm_of(world);
    const SimFrame *frame = sim_vm_frame(world);
    if (vm->stopping || frame == NULL || is_ignored(world, frame, category)) {
        return;
    }
    GString *out = g_string_new(NULL);
    sim_source_warn(frame->code->code->source, sim_frame_line(frame),
                    sim_type(world, category)->name, message, out);
    if (vm->warned == NULL) {
        vm->warned = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    }
    if (g_hash_table_add(vm->warned, g_strdup(out->str))) {
        sim_vm_write(vm, true, out->str, out->len);
    }
    g_string_free(out, TRUE);
}
