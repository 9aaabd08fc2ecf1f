/* The modules copy and copyreg: Python, in sim/vm/frozen/. */
#include "sim/vm/modules.h"

SimObject *
sim_copy_module(SimVm *vm)
{
    return sim_frozen_module(vm, "copy", sim_frozen_copy);
}

SimObject *
sim_copyreg_module(SimVm *vm)
{
    return sim_frozen_module(vm, "copyreg", sim_frozen_copyreg);
}
