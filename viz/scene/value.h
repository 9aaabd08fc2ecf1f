/* Values of objects in a few letters, as a person would write them in Python. */
#pragma once

#include "sim/replay/state.h"

G_BEGIN_DECLS

/* A repr cut to about @limit letters, or NULL for an object that has no value of its own
 * (containers, instances). Returns (transfer full). */
char *viz_value_text(const SimState *state, const SimStateObject *object, size_t limit);
/* Whether the object belongs to the program's text rather than to its data: modules,
 * functions, classes. */
bool viz_value_is_program(const SimState *state, const SimStateObject *object);
/* What such an object is called: "function f", "class Node", "module numpy". Returns (transfer
 * full). */
char *viz_value_program(const SimState *state, const SimStateObject *object);
/* "8000 bytes", "8.2 MB". Returns (transfer full). */
char *viz_value_bytes(uint64_t bytes);
/* Nanoseconds with so many digits, or those before the point: "850 ns", "12.4 ms". Returns
 * (transfer full). */
char *viz_value_time(uint64_t ns, int digits);

G_END_DECLS
