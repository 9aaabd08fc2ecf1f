#include <stdio.h>

#include "sim/base/real.h"
#include "sim/trace/trace.h"

static void
dump_slot(GString *out, SimSlot slot)
{
    if (slot == SIM_SLOT_NONE) {
        g_string_append_c(out, '-');
    } else {
        g_string_append_printf(out, "#%u", slot);
    }
}

static void
dump_addr(GString *out, SimAddr address)
{
    g_string_append_printf(out, "0x%" G_GINT64_MODIFIER "x", address);
}

static void
dump_uint(GString *out, uint64_t value)
{
    g_string_append_printf(out, "%" G_GUINT64_FORMAT, value);
}

static void
dump_sint(GString *out, int64_t value)
{
    g_string_append_printf(out, "%" G_GINT64_FORMAT, value);
}

static void
dump_real(GString *out, double value)
{
    sim_real_repr(value, out);
}

static void
dump_text(GString *out, SimText text)
{
    g_autofree char *valid = g_utf8_make_valid(text.bytes, (gssize) text.length);
    g_string_append_c(out, '"');
    for (const char *p = valid; *p != '\0'; p++) {
        if (*p == '\n') {
            g_string_append(out, "\\n");
        } else if (*p == '"' || *p == '\\') {
            g_string_append_c(out, '\\');
            g_string_append_c(out, *p);
        } else if ((unsigned char) *p < ' ') {
            g_string_append_printf(out, "\\x%02x", (unsigned) *p);
        } else {
            g_string_append_c(out, *p);
        }
    }
    g_string_append_c(out, '"');
}

static void
dump_slots(GString *out, SimSlots slots)
{
    g_string_append_c(out, '[');
    for (size_t i = 0; i < slots.count; i++) {
        if (i > 0) {
            g_string_append_c(out, ' ');
        }
        dump_slot(out, slots.items[i]);
    }
    g_string_append_c(out, ']');
}

#define FIELD(NAME, type, field)                                                                   \
    g_string_append(out, " " #field "=");                                                          \
    dump_##type(out, event->as.NAME.field);

/* Label fields are numbers in the trace and names for a reader. */
static bool
dump_label(const SimEvent *event, GString *out)
{
    if (event->kind == SIM_EVENT_FIELD && event->as.FIELD.label < SIM_LABEL_COUNT) {
        FIELD(FIELD, slot, object)
        g_string_append_printf(out, " label=%s", sim_label_name((SimLabel) event->as.FIELD.label));
        FIELD(FIELD, slot, target)
        return true;
    }
    if (event->kind == SIM_EVENT_BUFFER && event->as.BUFFER.label < SIM_LABEL_COUNT) {
        FIELD(BUFFER, slot, object)
        g_string_append_printf(out, " label=%s", sim_label_name((SimLabel) event->as.BUFFER.label));
        FIELD(BUFFER, addr, address)
        return true;
    }
    return false;
}

void
sim_event_dump(const SimEvent *event, GString *out)
{
    g_string_append(out, sim_event_name(event->kind));
    if (dump_label(event, out)) {
        return;
    }
    switch (event->kind) {
#define EVENT0(NAME, name)                                                                         \
    case SIM_EVENT_##NAME:                                                                         \
        break;
#define EVENT1(NAME, name, t1, f1)                                                                 \
    case SIM_EVENT_##NAME:                                                                         \
        FIELD(NAME, t1, f1)                                                                        \
        break;
#define EVENT2(NAME, name, t1, f1, t2, f2)                                                         \
    case SIM_EVENT_##NAME:                                                                         \
        FIELD(NAME, t1, f1) FIELD(NAME, t2, f2) break;
#define EVENT3(NAME, name, t1, f1, t2, f2, t3, f3)                                                 \
    case SIM_EVENT_##NAME:                                                                         \
        FIELD(NAME, t1, f1) FIELD(NAME, t2, f2) FIELD(NAME, t3, f3) break;
#define EVENT4(NAME, name, t1, f1, t2, f2, t3, f3, t4, f4)                                         \
    case SIM_EVENT_##NAME:                                                                         \
        FIELD(NAME, t1, f1) FIELD(NAME, t2, f2) FIELD(NAME, t3, f3) FIELD(NAME, t4, f4) break;
#include "sim/trace/event.def"
#undef EVENT0
#undef EVENT1
#undef EVENT2
#undef EVENT3
#undef EVENT4
    case SIM_EVENT_COUNT:
        break;
    }
}
