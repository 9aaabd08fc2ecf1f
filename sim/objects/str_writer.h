/* Strings that are put together piece by piece.
 *
 * Stands for _PyUnicodeWriter (Objects/unicodeobject.c): a string of the simulated heap that
 * grows by its rules (a quarter more than needed when `overallocate` is set) and is cut to
 * its length at the end; a single exact piece is passed on as it is.
 *
 * Embedded by value. After a failure the exception is set; clear the writer.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    SimObject *buffer; /* owned; NULL: nothing written */
    int64_t size;      /* its room; 0 if it is read-only */
    int64_t pos;
    int64_t min_length;
    uint32_t bound; /* of the buffer's representation */
    uint32_t min_bound;
    bool overallocate;
    bool readonly; /* the buffer is somebody's string */
} SimStrWriter;

void sim_str_writer_init(SimStrWriter *writer);
void sim_str_writer_clear(SimWorld *world, SimStrWriter *writer);
/* Room for @length more code points up to @max. */
bool sim_str_writer_prepare(SimWorld *world, SimStrWriter *writer, int64_t length, uint32_t max);
bool sim_str_writer_add(SimWorld *world, SimStrWriter *writer, SimObject *str);
bool sim_str_writer_add_char(SimWorld *world, SimStrWriter *writer, uint32_t point);
/* @start up to @end of @str. */
bool sim_str_writer_add_part(
    SimWorld *world, SimStrWriter *writer, SimObject *str, int64_t start, int64_t end);
bool
sim_str_writer_add_ascii(SimWorld *world, SimStrWriter *writer, const char *text, size_t length);
/* The string (a new reference), or NULL. The writer is empty afterwards. */
SimObject *sim_str_writer_finish(SimWorld *world, SimStrWriter *writer);

G_END_DECLS
