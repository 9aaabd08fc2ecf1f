#include "sim/vm/numpy/np_state.h"

#include "sim/vm/vm_private.h"

SimNumpy *
sim_np_state(SimWorld *world)
{
    SimVm *vm = sim_vm_of(world);
    if (G_UNLIKELY(vm->numpy == NULL)) {
        vm->numpy = g_new0(SimNumpy, 1);
        vm->numpy->random = world->config.seed;
        vm->numpy->errors[SIM_NP_ERR_DIVIDE] = SIM_NP_ERR_WARN;
        vm->numpy->errors[SIM_NP_ERR_OVER] = SIM_NP_ERR_WARN;
        vm->numpy->errors[SIM_NP_ERR_INVALID] = SIM_NP_ERR_WARN;
        vm->numpy->printing = sim_np_print_default;
        vm->numpy->changed = g_ptr_array_new();
    }
    return vm->numpy;
}

void
sim_np_state_free(SimNumpy *state)
{
    if (state != NULL) {
        g_free(state->seeded);
        g_clear_pointer(&state->warned, g_hash_table_unref);
        g_ptr_array_unref(state->changed);
        g_free(state);
    }
}
