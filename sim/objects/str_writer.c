#include "sim/objects/str_writer.h"

#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/str_private.h"

void
sim_str_writer_init(SimStrWriter *writer)
{
    memset(writer, 0, sizeof *writer);
    writer->min_bound = 0x7f;
}

void
sim_str_writer_clear(SimWorld *world, SimStrWriter *writer)
{
    SIM_CLEAR(world, writer->buffer);
}

static void
note_buffer(SimStrWriter *writer)
{
    writer->bound = sim_str_bound(writer->buffer);
    writer->size = writer->readonly ? 0 : sim_str_length(writer->buffer);
}

/* A string of another size or representation with what was written so far. */
static bool
replace_buffer(SimWorld *world, SimStrWriter *writer, int64_t size, uint32_t max)
{
    SimObject *wider = sim_str_alloc(world, size, max);
    if (wider == NULL) {
        return false;
    }
    sim_str_copy(sim_str_cast(wider), 0, sim_str_cast(writer->buffer), 0, writer->pos);
    SimObject *old = writer->buffer;
    writer->buffer = wider;
    sim_decref(world, old);
    writer->readonly = false;
    return true;
}

static int64_t
room_for(const SimStrWriter *writer, int64_t length)
{
    if (writer->overallocate && length <= INT64_MAX - length / 4) {
        length += length / 4;
    }
    return MAX(length, writer->min_length);
}

bool
sim_str_writer_prepare(SimWorld *world, SimStrWriter *writer, int64_t length, uint32_t max)
{
    max = MAX(max, writer->min_bound);
    if (length > INT64_MAX - writer->pos) {
        sim_err_no_memory(world);
        return false;
    }
    int64_t needed = writer->pos + length;
    if (max <= writer->bound && needed <= writer->size) {
        return true;
    }
    if (needed == 0) {
        return true;
    }
    bool done = true;
    if (writer->buffer == NULL) {
        writer->buffer = sim_str_alloc(world, room_for(writer, needed), max);
        done = writer->buffer != NULL;
    } else if (needed > writer->size) {
        int64_t size = room_for(writer, needed);
        if (max > writer->bound || writer->readonly) {
            done = replace_buffer(world, writer, size, MAX(max, writer->bound));
        } else {
            done = sim_str_resize(world, &writer->buffer, size);
        }
    } else {
        done = replace_buffer(world, writer, writer->size, max);
    }
    if (done) {
        note_buffer(writer);
    }
    return done;
}

bool
sim_str_writer_add(SimWorld *world, SimStrWriter *writer, SimObject *object)
{
    const SimStr *str = sim_str_cast(object);
    if (str->length == 0) {
        return true;
    }
    uint32_t max = sim_str_bound(object);
    if (max > writer->bound || str->length > writer->size - writer->pos) {
        if (writer->buffer == NULL && !writer->overallocate) {
            writer->readonly = true;
            writer->buffer = sim_newref(world, object);
            note_buffer(writer);
            writer->pos += str->length;
            return true;
        }
        if (!sim_str_writer_prepare(world, writer, str->length, max)) {
            return false;
        }
    }
    sim_str_copy(sim_str_cast(writer->buffer), writer->pos, str, 0, str->length);
    writer->pos += str->length;
    return true;
}

bool
sim_str_writer_add_char(SimWorld *world, SimStrWriter *writer, uint32_t point)
{
    if (!sim_str_writer_prepare(world, writer, 1, point)) {
        return false;
    }
    sim_str_write(sim_str_cast(writer->buffer), writer->pos++, point);
    return true;
}

bool
sim_str_writer_add_part(
    SimWorld *world, SimStrWriter *writer, SimObject *object, int64_t start, int64_t end)
{
    const SimStr *str = sim_str_cast(object);
    if (end <= start) {
        return true;
    }
    if (start == 0 && end == str->length) {
        return sim_str_writer_add(world, writer, object);
    }
    uint32_t max = writer->bound >= sim_str_bound(object) ? 0 : sim_str_max(str, start, end);
    if (!sim_str_writer_prepare(world, writer, end - start, max)) {
        return false;
    }
    sim_str_copy(sim_str_cast(writer->buffer), writer->pos, str, start, end - start);
    writer->pos += end - start;
    return true;
}

bool
sim_str_writer_add_ascii(SimWorld *world, SimStrWriter *writer, const char *text, size_t length)
{
    if (!sim_str_writer_prepare(world, writer, (int64_t) length, 0x7f)) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        sim_str_write(sim_str_cast(writer->buffer), writer->pos++, (unsigned char) text[i]);
    }
    return true;
}

SimObject *
sim_str_writer_finish(SimWorld *world, SimStrWriter *writer)
{
    if (writer->pos == 0) {
        sim_str_writer_clear(world, writer);
        return sim_newref(world, world->empty_str);
    }
    SimObject *str = writer->buffer;
    writer->buffer = NULL;
    if (writer->readonly) {
        return str;
    }
    if (sim_str_length(str) != writer->pos && !sim_str_resize(world, &str, writer->pos)) {
        return NULL;
    }
    return sim_str_finish(world, str);
}
