/* What each event does to a state. */
#include <string.h>

#include "sim/replay/state_private.h"

enum {
    INDEX_FROM = 16,  /* pairs an object may have before lookups use an index */
    MAX_GAP = 1 << 16 /* slots that are skipped at once: objects that moved had them for a moment */
};

#define BLOCK_KEY(address) GSIZE_TO_POINTER((gsize) (address))
#define SLOT_KEY(slot)     GSIZE_TO_POINTER((gsize) (slot) + 1)

static SimStateEntry *
find(SimState *state, SimSlot slot)
{
    return slot < state->objects->len ? state->objects->pdata[slot] : NULL;
}

static bool
apply_alloc(SimState *state, unsigned domain, uint64_t size, SimAddr address)
{
    SimStateBlock *block = g_new0(SimStateBlock, 1);
    *block = (SimStateBlock){address, size, state->step, domain, false};
    state->bytes += size;
    sim_state_touch(state, address, size);
    return g_hash_table_insert(state->blocks, BLOCK_KEY(address), block);
}

static bool
apply_free(SimState *state, SimAddr address)
{
    const SimStateBlock *block = sim_state_block(state, address);
    if (block == NULL) {
        return false;
    }
    state->bytes -= block->size;
    return g_hash_table_remove(state->blocks, BLOCK_KEY(address));
}

/* Something moves into a block, or out of it while it stays allocated. */
static void
occupy(SimState *state, const SimStateBlock *found, bool occupied)
{
    SimStateBlock *block =
        found == NULL ? NULL : g_hash_table_lookup(state->blocks, BLOCK_KEY(found->address));
    if (block != NULL) {
        block->born = occupied && block->vacant ? state->step : block->born;
        block->vacant = !occupied;
    }
}

static bool
apply_create(SimState *state, SimSlot slot, SimSlot type, SimAddr address, uint64_t size)
{
    if (slot > state->objects->len + MAX_GAP || find(state, slot) != NULL) {
        return false;
    }
    SimStateEntry *entry = g_new0(SimStateEntry, 1);
    entry->pub.slot = slot;
    entry->pub.type = type;
    entry->pub.born = state->step;
    entry->pub.address = address;
    entry->pub.size = size;
    entry->pub.refcnt = 1;
    if (slot >= state->objects->len) {
        g_ptr_array_set_size(state->objects, (gint) slot + 1);
    }
    state->objects->pdata[slot] = entry;
    state->live++;
    occupy(state, sim_state_object_block(state, &entry->pub), true);
    return true;
}

static bool
apply_destroy(SimState *state, SimSlot slot)
{
    SimStateEntry *entry = find(state, slot);
    if (entry == NULL) {
        return false;
    }
    g_hash_table_remove(state->suspended, SLOT_KEY(slot));
    occupy(state, sim_state_object_block(state, &entry->pub), false);
    sim_state_entry_free(entry);
    state->objects->pdata[slot] = NULL;
    state->live--;
    if (state->exception == slot) {
        state->exception = SIM_SLOT_NONE;
    }
    return true;
}

static bool
apply_value(SimState *state, SimSlot slot, SimValue value)
{
    SimStateEntry *entry = find(state, slot);
    if (entry == NULL) {
        return false;
    }
    if (entry->pub.value.text != NULL) {
        g_ref_string_release((char *) entry->pub.value.text);
    }
    entry->pub.value = value;
    return true;
}

static bool
apply_text(SimState *state, SimSlot slot, SimValueKind kind, SimText text)
{
    if (find(state, slot) == NULL) {
        return false;
    }
    SimValue value = {.kind = kind, .length = text.length};
    value.text = g_ref_string_new_len(text.bytes, (gssize) text.length);
    return apply_value(state, slot, value);
}

static bool
apply_count(SimState *state, SimSlot slot, int64_t difference)
{
    SimStateEntry *entry = find(state, slot);
    if (entry == NULL) {
        return false;
    }
    entry->pub.refcnt += difference;
    return true;
}

static bool
apply_refcnt(SimState *state, SimSlot slot, uint64_t count)
{
    SimStateEntry *entry = find(state, slot);
    if (entry == NULL) {
        return false;
    }
    entry->pub.refcnt = (int64_t) count;
    return true;
}

static bool
apply_field(SimState *state, SimSlot slot, uint64_t label, SimSlot target)
{
    SimStateEntry *entry = find(state, slot);
    if (entry == NULL || label >= SIM_LABEL_COUNT) {
        return false;
    }
    if (entry->pub.fields == NULL) {
        entry->pub.fields = g_array_new(FALSE, FALSE, sizeof(SimStateField));
    }
    GArray *fields = entry->pub.fields;
    for (guint i = 0; i < fields->len; i++) {
        SimStateField *field = &g_array_index(fields, SimStateField, i);
        if (field->label != (SimLabel) label) {
            continue;
        }
        field->target = target;
        if (target == SIM_SLOT_NONE) {
            g_array_remove_index(fields, i);
        }
        return true;
    }
    if (target != SIM_SLOT_NONE) {
        SimStateField field = {(SimLabel) label, target};
        g_array_append_val(fields, field);
    }
    return true;
}

static bool
apply_attr(SimState *state, SimSlot slot, SimSlot name_slot, SimSlot target)
{
    SimStateEntry *entry = find(state, slot);
    const SimStateEntry *name = find(state, name_slot);
    if (entry == NULL || name == NULL || name->pub.value.kind != SIM_VALUE_STR) {
        return false;
    }
    if (entry->pub.attrs == NULL) {
        entry->pub.attrs = g_array_new(FALSE, FALSE, sizeof(SimStateAttr));
    }
    GArray *attrs = entry->pub.attrs;
    for (guint i = 0; i < attrs->len; i++) {
        SimStateAttr *attr = &g_array_index(attrs, SimStateAttr, i);
        if (strcmp(attr->name, name->pub.value.text) != 0) {
            continue;
        }
        attr->target = target;
        if (target == SIM_SLOT_NONE) {
            g_array_remove_index(attrs, i);
        }
        return true;
    }
    if (target != SIM_SLOT_NONE) {
        SimStateAttr attr = {
            g_string_chunk_insert_const(state->shared->strings, name->pub.value.text), target};
        g_array_append_val(attrs, attr);
    }
    return true;
}

static bool
apply_splice(SimState *state, SimSlot slot, uint64_t start, uint64_t removed, SimSlots items)
{
    SimStateEntry *entry = find(state, slot);
    if (entry == NULL) {
        return false;
    }
    if (entry->pub.items == NULL) {
        entry->pub.items = g_array_new(FALSE, FALSE, sizeof(SimSlot));
    }
    GArray *all = entry->pub.items;
    if (start > all->len || removed > all->len - start) {
        return false;
    }
    if (removed > 0) {
        g_array_remove_range(all, (guint) start, (guint) removed);
    }
    if (items.count > 0) {
        g_array_insert_vals(all, (guint) start, items.items, (guint) items.count);
    }
    return true;
}

static GHashTable *
index_pairs(GArray *pairs)
{
    GHashTable *index = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < pairs->len; i++) {
        const SimStatePair *pair = &g_array_index(pairs, SimStatePair, i);
        if (pair->key != SIM_SLOT_NONE) {
            g_hash_table_insert(index, SLOT_KEY(pair->key), GSIZE_TO_POINTER((gsize) i + 1));
        }
    }
    return index;
}

/* Position of @key among the pairs of @entry, or -1. */
static int
find_pair(SimStateEntry *entry, SimSlot key)
{
    GArray *pairs = entry->pub.pairs;
    if (pairs != NULL && pairs->len >= INDEX_FROM) {
        if (entry->index == NULL) {
            entry->index = index_pairs(pairs);
        }
        return (int) GPOINTER_TO_SIZE(g_hash_table_lookup(entry->index, SLOT_KEY(key))) - 1;
    }
    for (guint i = 0; pairs != NULL && i < pairs->len; i++) {
        if (g_array_index(pairs, SimStatePair, i).key == key) {
            return (int) i;
        }
    }
    return -1;
}

/* The last block of a name changes when a namespace that is running binds it. */
static void
remember_block(SimState *state, const char *name, SimSlot target)
{
    const SimStateObject *object = sim_state_object(state, target);
    const SimStateBlock *block = object == NULL ? NULL : sim_state_data_block(state, object);
    if (block != NULL) {
        g_hash_table_insert(state->last_blocks,
                            g_string_chunk_insert_const(state->shared->strings, name),
                            g_memdup2(block, sizeof *block));
    }
}

static void
remember_key(SimState *state, SimSlot dict, SimSlot key, SimSlot value)
{
    const GPtrArray *stack = sim_state_stack(state);
    const SimStateEntry *name = find(state, key);
    if (!state->in_main || stack == NULL || stack->len == 0 || name == NULL ||
        name->pub.value.kind != SIM_VALUE_STR) {
        return;
    }
    const SimStateFrame *frame = stack->pdata[stack->len - 1];
    if (frame->names == dict || frame->globals == dict) {
        remember_block(state, name->pub.value.text, value);
    }
}

static bool
apply_key(SimState *state, SimSlot slot, SimSlot key, SimSlot value)
{
    SimStateEntry *entry = find(state, slot);
    if (entry == NULL || find(state, key) == NULL) {
        return false;
    }
    if (entry->pub.pairs == NULL) {
        entry->pub.pairs = g_array_new(FALSE, FALSE, sizeof(SimStatePair));
    }
    int at = find_pair(entry, key);
    if (at >= 0) {
        g_array_index(entry->pub.pairs, SimStatePair, at).value = value;
    } else {
        SimStatePair pair = {key, value};
        g_array_append_val(entry->pub.pairs, pair);
        if (entry->index != NULL) {
            g_hash_table_insert(entry->index, SLOT_KEY(key),
                                GSIZE_TO_POINTER((gsize) entry->pub.pairs->len));
        }
    }
    remember_key(state, slot, key, value);
    return true;
}

static bool
apply_unkey(SimState *state, SimSlot slot, SimSlot key)
{
    SimStateEntry *entry = find(state, slot);
    int at = entry == NULL ? -1 : find_pair(entry, key);
    if (at < 0) {
        return false;
    }
    g_array_index(entry->pub.pairs, SimStatePair, at).key = SIM_SLOT_NONE;
    if (entry->index != NULL) {
        g_hash_table_remove(entry->index, SLOT_KEY(key));
    }
    if (++entry->holes > entry->pub.pairs->len / 2) {
        sim_state_entry_compact(entry);
    }
    return true;
}

static bool
apply_clear(SimState *state, SimSlot slot)
{
    SimStateEntry *entry = find(state, slot);
    if (entry == NULL) {
        return false;
    }
    g_clear_pointer(&entry->pub.pairs, g_array_unref);
    g_clear_pointer(&entry->index, g_hash_table_unref);
    entry->holes = 0;
    return true;
}

static bool
apply_buffer(SimState *state, SimSlot slot, uint64_t label, SimAddr address)
{
    SimStateEntry *entry = find(state, slot);
    if (entry == NULL || label >= SIM_LABEL_COUNT) {
        return false;
    }
    if (entry->pub.buffers == NULL) {
        entry->pub.buffers = g_array_new(FALSE, FALSE, sizeof(SimStateBuffer));
    }
    GArray *buffers = entry->pub.buffers;
    for (guint i = 0; i < buffers->len; i++) {
        const SimStateBuffer *old = &g_array_index(buffers, SimStateBuffer, i);
        if (old->label == (SimLabel) label) {
            occupy(state, sim_state_block(state, old->address), false);
            g_array_remove_index(buffers, i);
            break;
        }
    }
    if (address != 0) {
        occupy(state, sim_state_block(state, address), true);
        SimStateBuffer buffer = {(SimLabel) label, address};
        g_array_append_val(buffers, buffer);
    }
    return true;
}

static bool
apply_elements(SimState *state, SimSlot slot, SimText list)
{
    SimStateEntry *entry = find(state, slot);
    if (entry == NULL) {
        return false;
    }
    if (entry->pub.elements != NULL) {
        g_ref_string_release((char *) entry->pub.elements);
    }
    entry->pub.elements = g_ref_string_new_len(list.bytes, (gssize) list.length);
    return true;
}

static SimStateCode *
make_code(SimState *state, uint64_t number, uint64_t line, SimText name, SimText locals)
{
    SimStateCode *code = g_new0(SimStateCode, 1);
    code->number = number;
    code->line = (int32_t) line;
    code->name =
        g_string_chunk_insert_len(state->shared->strings, name.bytes, (gssize) name.length);
    g_autofree char *text = g_strndup(locals.bytes, locals.length);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    code->nlocals = g_strv_length(lines);
    code->nlocals -= code->nlocals > 0; /* each name ends in a newline */
    const char **names = g_new0(const char *, code->nlocals + 1);
    for (size_t i = 0; i < code->nlocals; i++) {
        names[i] = g_string_chunk_insert_const(state->shared->strings, lines[i]);
    }
    code->locals = names;
    return code;
}

static bool
apply_code(SimState *state, uint64_t number, uint64_t line, SimText name, SimText locals)
{
    GPtrArray *codes = state->shared->codes;
    if (number == codes->len) { /* else known from an earlier walk */
        g_ptr_array_add(codes, make_code(state, number, line, name, locals));
    }
    return number < codes->len;
}

static GPtrArray *
need_stack(SimState *state)
{
    while (state->threads->len <= state->thread) {
        g_ptr_array_add(state->threads, NULL);
    }
    if (state->threads->pdata[state->thread] == NULL) {
        state->threads->pdata[state->thread] = g_ptr_array_new_with_free_func(sim_state_frame_free);
    }
    return state->threads->pdata[state->thread];
}

static bool
apply_frame(SimState *state, uint64_t code, SimSlot globals, SimSlot names)
{
    if (code >= state->shared->codes->len) {
        return false;
    }
    SimStateFrameEntry *frame = g_new0(SimStateFrameEntry, 1);
    frame->pub.born = state->step;
    frame->pub.code = state->shared->codes->pdata[code];
    frame->pub.globals = globals;
    frame->pub.names = names;
    size_t n = frame->pub.code->nlocals;
    frame->pub.locals = g_new(SimSlot, n);
    frame->bound = g_new0(uint64_t, n);
    for (size_t i = 0; i < n; i++) {
        frame->pub.locals[i] = SIM_SLOT_NONE;
    }
    g_ptr_array_add(need_stack(state), frame);
    return true;
}

static SimStateFrameEntry *
top_frame(SimState *state)
{
    GPtrArray *stack = sim_state_stack(state);
    return stack == NULL || stack->len == 0 ? NULL : stack->pdata[stack->len - 1];
}

static bool
apply_unframe(SimState *state)
{
    GPtrArray *stack = sim_state_stack(state);
    if (top_frame(state) == NULL) {
        return false;
    }
    g_ptr_array_remove_index(stack, stack->len - 1);
    return true;
}

static bool
apply_suspend(SimState *state, SimSlot generator)
{
    GPtrArray *stack = sim_state_stack(state);
    if (top_frame(state) == NULL || find(state, generator) == NULL) {
        return false;
    }
    SimStateFrameEntry *frame = g_ptr_array_steal_index(stack, stack->len - 1);
    return g_hash_table_insert(state->suspended, SLOT_KEY(generator), frame);
}

static bool
apply_resume(SimState *state, SimSlot generator)
{
    void *frame = NULL;
    if (!g_hash_table_steal_extended(state->suspended, SLOT_KEY(generator), NULL, &frame)) {
        return false;
    }
    g_ptr_array_add(need_stack(state), frame);
    return true;
}

static bool
apply_bind(SimState *state, uint64_t local, SimSlot object)
{
    SimStateFrameEntry *frame = top_frame(state);
    if (frame == NULL || local >= frame->pub.code->nlocals) {
        return false;
    }
    if (frame->pub.locals[local] == SIM_SLOT_NONE) {
        frame->bound[local] = state->step;
    }
    frame->pub.locals[local] = object;
    if (object != SIM_SLOT_NONE) {
        remember_block(state, frame->pub.code->locals[local], object);
    }
    return true;
}

static bool
apply_line(SimState *state, uint64_t line)
{
    SimStateFrameEntry *frame = top_frame(state);
    if (frame == NULL) {
        return false;
    }
    frame->pub.line = (int32_t) line;
    return true;
}

static bool
apply_output(SimState *state, SimText text)
{
    GString *output = state->shared->output;
    state->output_length += text.length;
    if (state->output_length > output->len) {
        g_string_append_len(output, text.bytes, (gssize) text.length);
    }
    return true;
}

static bool
apply_thread(SimState *state, uint64_t thread)
{
    state->thread = (uint32_t) thread;
    return thread < 1 << 20;
}

static bool
apply_memory(SimState *state, const SimEvent *event)
{
    switch ((int) event->kind) {
    case SIM_EVENT_ALLOC:
        return apply_alloc(state, (unsigned) event->as.ALLOC.domain, event->as.ALLOC.size,
                           event->as.ALLOC.address);
    case SIM_EVENT_FREE:
        return apply_free(state, event->as.FREE.address);
    case SIM_EVENT_REALLOC:
        return apply_free(state, event->as.REALLOC.old) &&
               apply_alloc(state, (unsigned) event->as.REALLOC.domain, event->as.REALLOC.size,
                           event->as.REALLOC.address);
    case SIM_EVENT_ARENA_NEW:
        return sim_state_map(state, SIM_REGION_ARENA, event->as.ARENA_NEW.address,
                             event->as.ARENA_NEW.size);
    case SIM_EVENT_ARENA_FREE:
        return sim_state_drop_arena(state, event->as.ARENA_FREE.address);
    case SIM_EVENT_MMAP:
        return sim_state_map(state, SIM_REGION_MAPPING, event->as.MMAP.address,
                             event->as.MMAP.size);
    case SIM_EVENT_MUNMAP:
        return sim_state_unmap(state, event->as.MUNMAP.address, event->as.MUNMAP.size);
    case SIM_EVENT_BRK:
        return sim_state_set_break(state, event->as.BRK.address);
    default:
        g_assert_not_reached();
    }
}

static bool
apply_object(SimState *state, const SimEvent *event)
{
    switch ((int) event->kind) {
    case SIM_EVENT_CREATE:
        return apply_create(state, event->as.CREATE.object, event->as.CREATE.type,
                            event->as.CREATE.address, event->as.CREATE.size);
    case SIM_EVENT_VALUE:
        return apply_text(state, event->as.VALUE.object, SIM_VALUE_TEXT, event->as.VALUE.repr);
    case SIM_EVENT_STR:
        return apply_text(state, event->as.STR.object, SIM_VALUE_STR, event->as.STR.value);
    case SIM_EVENT_INT:
        return apply_value(state, event->as.INT.object,
                           (SimValue){.kind = SIM_VALUE_INT, .integer = event->as.INT.value});
    case SIM_EVENT_REAL:
        return apply_value(state, event->as.REAL.object,
                           (SimValue){.kind = SIM_VALUE_REAL, .real = event->as.REAL.value});
    case SIM_EVENT_DESTROY:
        return apply_destroy(state, event->as.DESTROY.object);
    case SIM_EVENT_INCREF:
        return apply_count(state, event->as.INCREF.object, 1);
    case SIM_EVENT_DECREF:
        return apply_count(state, event->as.DECREF.object, -1);
    case SIM_EVENT_REFCNT:
        return apply_refcnt(state, event->as.REFCNT.object, event->as.REFCNT.refcnt);
    default:
        g_assert_not_reached();
    }
}

static bool
apply_reference(SimState *state, const SimEvent *event)
{
    switch ((int) event->kind) {
    case SIM_EVENT_FIELD:
        return apply_field(state, event->as.FIELD.object, event->as.FIELD.label,
                           event->as.FIELD.target);
    case SIM_EVENT_ATTR:
        return apply_attr(state, event->as.ATTR.object, event->as.ATTR.name, event->as.ATTR.target);
    case SIM_EVENT_SPLICE:
        return apply_splice(state, event->as.SPLICE.object, event->as.SPLICE.start,
                            event->as.SPLICE.removed, event->as.SPLICE.items);
    case SIM_EVENT_KEY:
        return apply_key(state, event->as.KEY.object, event->as.KEY.key, event->as.KEY.value);
    case SIM_EVENT_UNKEY:
        return apply_unkey(state, event->as.UNKEY.object, event->as.UNKEY.key);
    case SIM_EVENT_CLEAR:
        return apply_clear(state, event->as.CLEAR.object);
    case SIM_EVENT_BUFFER:
        return apply_buffer(state, event->as.BUFFER.object, event->as.BUFFER.label,
                            event->as.BUFFER.address);
    case SIM_EVENT_ELEMENTS:
        return apply_elements(state, event->as.ELEMENTS.object, event->as.ELEMENTS.list);
    default:
        g_assert_not_reached();
    }
}

/* What the collector tells of its work changes nothing; its effects are events of their own. */
static bool
is_commentary(unsigned kind)
{
    return (kind >= SIM_EVENT_GC_START && kind <= SIM_EVENT_GC_STOP) ||
           (kind >= SIM_EVENT_CLOCK && kind <= SIM_EVENT_GIL_FORCED) || kind == SIM_EVENT_WEAKREF;
}

static bool
apply_execution(SimState *state, const SimEvent *event)
{
    switch ((int) event->kind) {
    case SIM_EVENT_CODE:
        return apply_code(state, event->as.CODE.code, event->as.CODE.line, event->as.CODE.name,
                          event->as.CODE.varnames);
    case SIM_EVENT_FRAME:
        return apply_frame(state, event->as.FRAME.code, event->as.FRAME.globals,
                           event->as.FRAME.names);
    case SIM_EVENT_UNFRAME:
        return apply_unframe(state);
    case SIM_EVENT_SUSPEND:
        return apply_suspend(state, event->as.SUSPEND.generator);
    case SIM_EVENT_RESUME:
        return apply_resume(state, event->as.RESUME.generator);
    case SIM_EVENT_BIND:
        return apply_bind(state, event->as.BIND.local, event->as.BIND.object);
    case SIM_EVENT_LINE:
        return apply_line(state, event->as.LINE.line);
    case SIM_EVENT_OUTPUT:
        return apply_output(state, event->as.OUTPUT.text);
    case SIM_EVENT_RAISE:
        state->exception = event->as.RAISE.exception;
        return true;
    case SIM_EVENT_THREAD:
        return apply_thread(state, event->as.THREAD.thread);
    case SIM_EVENT_MAIN:
        state->in_main = true;
        return true;
    case SIM_EVENT_END:
        state->ended = true;
        return true;
    default:
        g_assert(is_commentary(event->kind));
        return true;
    }
}

bool
sim_state_apply(SimState *state, const SimEvent *event)
{
    bool ok = event->kind < SIM_EVENT_CREATE  ? apply_memory(state, event)
              : event->kind < SIM_EVENT_FIELD ? apply_object(state, event)
              : event->kind < SIM_EVENT_CODE  ? apply_reference(state, event)
                                              : apply_execution(state, event);
    state->step++;
    return ok;
}
