/* Text to bytes and back: utf-8, utf-16, utf-32, ascii, latin-1, with CPython's error handlers.
 *
 * Stands for Objects/unicodeobject.c (PyUnicode_AsEncodedString, PyUnicode_Decode) and
 * Python/codecs.c. Other encodings are refused: LookupError for a name nobody knows,
 * NotImplementedError for one that Python would know.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* @encoding NULL: utf-8; @errors NULL: strict. Both return new references. */
SimObject *
sim_codec_encode(SimWorld *world, SimObject *str, const char *encoding, const char *errors);
/* Decodes the content of @bytes. */
SimObject *
sim_codec_decode(SimWorld *world, SimObject *bytes, const char *encoding, const char *errors);

/* encode(encoding='utf-8', errors='strict') and decode(): the arguments as C strings, NULL
 * where they are not given. */
bool sim_codec_parse_args(SimWorld *world,
                          const char *function,
                          SimObject *const *args,
                          size_t nargs,
                          SimObject *kwnames,
                          const char **encoding,
                          const char **errors);

G_END_DECLS
