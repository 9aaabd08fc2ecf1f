/* The mini-language of format(): [[fill]align][sign][z][#][0][width][grouping][.precision][type]
 * for int, float and str.
 *
 * Stands for Python/formatter_unicode.c; grouping as _PyUnicode_InsertThousandsGrouping does
 * it. The locale is C: 'n' groups nothing.
 */
#pragma once

#include "sim/objects/str_writer.h"

G_BEGIN_DECLS

/* Appends @object formatted by @spec[start:end]. False with an exception: ValueError for a
 * spec that is wrong or not for this type. The object must be a str, int or float. */
bool sim_format_write(SimWorld *world,
                      SimStrWriter *writer,
                      SimObject *object,
                      SimObject *spec,
                      int64_t start,
                      int64_t end);
/* object.__format__(spec) for str, int and float. */
SimObject *sim_format_value(SimWorld *world, SimObject *object, SimObject *spec);
/* The method table's entry; its argument must be a str. */
SimObject *sim_format_method(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames);

G_END_DECLS
