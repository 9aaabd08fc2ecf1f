#include "sim/base/real.h"
#include "sim/replay/state_private.h"

static void
dump_value(const SimValue *value, GString *out)
{
    switch (value->kind) {
    case SIM_VALUE_NONE:
        break;
    case SIM_VALUE_TEXT:
        g_string_append_printf(out, " value %s", value->text);
        break;
    case SIM_VALUE_INT:
        g_string_append_printf(out, " value %" G_GINT64_FORMAT, value->integer);
        break;
    case SIM_VALUE_REAL:
        g_string_append(out, " value ");
        sim_real_repr(value->real, out);
        break;
    case SIM_VALUE_STR: {
        g_autofree char *escaped = g_strescape(value->text, NULL);
        g_string_append_printf(out, " value \"%s\"", escaped);
        break;
    }
    }
}

static void
dump_target(GString *out, SimSlot slot)
{
    if (slot == SIM_SLOT_NONE) {
        g_string_append(out, "-");
    } else {
        g_string_append_printf(out, "#%u", slot);
    }
}

static void
dump_references(const SimStateObject *object, GString *out)
{
    for (guint i = 0; object->buffers != NULL && i < object->buffers->len; i++) {
        const SimStateBuffer *buffer = &g_array_index(object->buffers, SimStateBuffer, i);
        g_string_append_printf(out, " %s@0x%" G_GINT64_MODIFIER "x", sim_label_name(buffer->label),
                               buffer->address);
    }
    for (guint i = 0; object->fields != NULL && i < object->fields->len; i++) {
        const SimStateField *field = &g_array_index(object->fields, SimStateField, i);
        g_string_append_printf(out, " %s=", sim_label_name(field->label));
        dump_target(out, field->target);
    }
    for (guint i = 0; object->attrs != NULL && i < object->attrs->len; i++) {
        const SimStateAttr *attr = &g_array_index(object->attrs, SimStateAttr, i);
        g_string_append_printf(out, " .%s=", attr->name);
        dump_target(out, attr->target);
    }
    for (guint i = 0; object->items != NULL && i < object->items->len; i++) {
        g_string_append(out, i == 0 ? " [" : " ");
        dump_target(out, g_array_index(object->items, SimSlot, i));
        g_string_append(out, i + 1 == object->items->len ? "]" : "");
    }
    for (guint i = 0; object->pairs != NULL && i < object->pairs->len; i++) {
        const SimStatePair *pair = &g_array_index(object->pairs, SimStatePair, i);
        g_string_append(out, i == 0 ? " {" : " ");
        dump_target(out, pair->key);
        g_string_append_c(out, ':');
        dump_target(out, pair->value);
        g_string_append(out, i + 1 == object->pairs->len ? "}" : "");
    }
}

static void
dump_object(const SimState *state, const SimStateObject *object, GString *out)
{
    g_string_append_printf(out,
                           "object #%u %s ref %" G_GINT64_FORMAT " at 0x%" G_GINT64_MODIFIER
                           "x size %" G_GUINT64_FORMAT,
                           object->slot, sim_state_type_name(state, object), object->refcnt,
                           object->address, object->size);
    dump_value(&object->value, out);
    if (object->elements != NULL) {
        g_string_append_printf(out, " elements %s", object->elements);
    }
    dump_references(object, out);
    g_string_append_c(out, '\n');
}

static void
dump_frame(const SimState *state, size_t index, GString *out)
{
    const SimStateFrame *frame = sim_state_frame(state, index);
    g_string_append_printf(out, "frame %zu %s line %d", index, frame->code->name, frame->line);
    g_autoptr(GArray) names = sim_state_names(state, index);
    for (guint i = 0; i < names->len; i++) {
        const SimStateName *name = &g_array_index(names, SimStateName, i);
        g_string_append_printf(out, " %s=", name->name);
        dump_target(out, name->target);
    }
    g_string_append_c(out, '\n');
}

void
sim_state_dump(const SimState *state, bool all, GString *out)
{
    g_string_append_printf(out, "step %" G_GUINT64_FORMAT "\n", state->step);
    for (size_t i = 0; i < sim_state_frame_count(state); i++) {
        dump_frame(state, i, out);
    }
    for (SimSlot slot = 0; slot < state->objects->len; slot++) {
        const SimStateObject *object = sim_state_object(state, slot);
        if (object != NULL && (all || object->size > 0)) {
            dump_object(state, object, out);
        }
    }
    g_autoptr(GPtrArray) blocks = sim_state_blocks(state);
    for (guint i = 0; i < blocks->len; i++) {
        const SimStateBlock *block = blocks->pdata[i];
        g_string_append_printf(out, "block 0x%" G_GINT64_MODIFIER "x size %" G_GUINT64_FORMAT "\n",
                               block->address, block->size);
    }
    g_autofree char *shown = g_strndup(state->shared->output->str, state->output_length);
    g_autofree char *escaped = g_strescape(shown, NULL);
    g_string_append_printf(out, "output \"%s\"\n", escaped);
}
