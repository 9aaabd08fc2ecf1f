#include "sim/vm/numpy/np_state.h"

#include "sim/vm/vm_private.h"

SimNumpy *
sim_np_state(SimWorld *world)
{
    SimVm *vm = sim_vm_of(world);
    if (G_UNLIKELY(vm->numpy == NULL)) {
        vm->numpy = g_new0(SimNumpy, 1);
        vm->numpy->random = world->config.seed;
    }
    return vm->numpy;
}

void
sim_np_state_free(SimNumpy *state)
{
    if (state != NULL) {
        g_free(state->seeded);
        g_free(state);
    }
}
