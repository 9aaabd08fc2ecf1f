/* Start-up of a world: types, singletons, small ints, interned names.
 *
 * Stands for pycore_init_types and pycore_init_singletons of Python/pylifecycle.c. The
 * types are those of type.def; the file that defines type ID has a
 * `const SimTypeSpec sim_spec_ID` (exceptions: exception.c makes them all).
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* What the types' own files add, in the order sim_startup calls them once every type is
 * ready. Static objects: sim_object_init_static or sim_object_alloc_static; the arrays
 * (small_ints, latin1, byte_chars) are g_malloc'ed and freed with the world. */
void sim_int_startup(SimWorld *world);   /* small_ints, true_object, false_object (int.c) */
void sim_tuple_startup(SimWorld *world); /* empty_tuple (tuple.c) */
void sim_str_startup(SimWorld *world);   /* interned, latin1, empty_str (str.c) */
void sim_bytes_startup(SimWorld *world); /* empty_bytes, byte_chars (bytes.c) */
/* A static, interned str that lives as long as the world: the names of C code, as _Py_ID.
 * Borrowed. When an equal str is interned already, that one, made immortal by a reference of
 * the world (str.c). @ascii must be ASCII. */
SimObject *sim_str_intern_static(SimWorld *world, const char *ascii);

/* A world ready for code to run in, without modules. As sim_world_new. */
SimWorld *sim_startup(const SimConfig *config, SimTrace *trace);

G_END_DECLS
