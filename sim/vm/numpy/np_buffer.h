/* Elements of arrays on the host: reference counted apart from the arrays. */
#pragma once

#include "sim/vm/numpy/ndarray.h"

G_BEGIN_DECLS

SimNpBuffer *sim_np_buffer_new(SimNpKind kind, int64_t count, SimNpFill fill);
SimNpBuffer *sim_np_buffer_ref(SimNpBuffer *buffer);
void sim_np_buffer_unref(SimNpBuffer *buffer);
/* False when the elements are too many for the host. */
bool sim_np_buffer_touch(SimNpBuffer *buffer);

G_END_DECLS
