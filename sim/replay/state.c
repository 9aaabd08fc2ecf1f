#include <string.h>

#include "sim/replay/state_private.h"

#define BLOCK_KEY(address) GSIZE_TO_POINTER((gsize) (address))

static void
free_value(SimValue *value)
{
    if (value->text != NULL) {
        g_ref_string_release((char *) value->text);
    }
}

static void
free_elements(SimStateObject *object)
{
    if (object->elements != NULL) {
        g_ref_string_release((char *) object->elements);
    }
}

void
sim_state_entry_free(void *data)
{
    SimStateEntry *entry = data;
    if (entry == NULL) {
        return;
    }
    free_value(&entry->pub.value);
    free_elements(&entry->pub);
    g_clear_pointer(&entry->pub.fields, g_array_unref);
    g_clear_pointer(&entry->pub.attrs, g_array_unref);
    g_clear_pointer(&entry->pub.items, g_array_unref);
    g_clear_pointer(&entry->pub.pairs, g_array_unref);
    g_clear_pointer(&entry->pub.buffers, g_array_unref);
    g_clear_pointer(&entry->index, g_hash_table_unref);
    g_free(entry);
}

void
sim_state_frame_free(void *data)
{
    SimStateFrameEntry *frame = data;
    if (frame != NULL) {
        g_free(frame->pub.locals);
        g_free(frame->bound);
        g_free(frame);
    }
}

static void
free_stack(void *stack)
{
    if (stack != NULL) {
        g_ptr_array_unref(stack);
    }
}

SimState *
sim_state_new(SimReplayShared *shared)
{
    SimState *state = g_new0(SimState, 1);
    state->shared = shared;
    state->objects = g_ptr_array_new_with_free_func(sim_state_entry_free);
    state->blocks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    state->threads = g_ptr_array_new_with_free_func(free_stack);
    state->suspended = g_hash_table_new_full(NULL, NULL, NULL, sim_state_frame_free);
    state->last_blocks = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    state->exception = SIM_SLOT_NONE;
    state->regions = g_array_new(FALSE, FALSE, sizeof(SimStateRegion));
    state->touched = g_array_new(FALSE, FALSE, sizeof(SimPageSpan));
    return state;
}

void
sim_state_free(SimState *state)
{
    if (state == NULL) {
        return;
    }
    g_ptr_array_unref(state->objects);
    g_hash_table_unref(state->blocks);
    g_ptr_array_unref(state->threads);
    g_hash_table_unref(state->suspended);
    g_hash_table_unref(state->last_blocks);
    g_array_unref(state->regions);
    g_array_unref(state->touched);
    g_free(state);
}

static GArray *
copy_array(GArray *array)
{
    return array == NULL ? NULL : g_array_copy(array);
}

static SimStateEntry *
copy_entry(const SimStateEntry *entry)
{
    SimStateEntry *copy = g_memdup2(entry, sizeof *entry);
    if (copy->pub.value.text != NULL) {
        copy->pub.value.text = g_ref_string_acquire((char *) copy->pub.value.text);
    }
    if (copy->pub.elements != NULL) {
        copy->pub.elements = g_ref_string_acquire((char *) copy->pub.elements);
    }
    copy->pub.fields = copy_array(entry->pub.fields);
    copy->pub.attrs = copy_array(entry->pub.attrs);
    copy->pub.items = copy_array(entry->pub.items);
    copy->pub.pairs = copy_array(entry->pub.pairs);
    copy->pub.buffers = copy_array(entry->pub.buffers);
    copy->index = NULL;
    return copy;
}

static SimStateFrameEntry *
copy_frame(const SimStateFrameEntry *frame)
{
    SimStateFrameEntry *copy = g_memdup2(frame, sizeof *frame);
    size_t n = frame->pub.code->nlocals;
    copy->pub.locals = g_memdup2(frame->pub.locals, n * sizeof *frame->pub.locals);
    copy->bound = g_memdup2(frame->bound, n * sizeof *frame->bound);
    return copy;
}

static void
copy_blocks(GHashTable *from, GHashTable *to)
{
    GHashTableIter iter;
    void *key;
    void *block;
    g_hash_table_iter_init(&iter, from);
    while (g_hash_table_iter_next(&iter, &key, &block)) {
        g_hash_table_insert(to, key, g_memdup2(block, sizeof(SimStateBlock)));
    }
}

static GPtrArray *
copy_stack(const GPtrArray *stack)
{
    GPtrArray *copy = g_ptr_array_new_with_free_func(sim_state_frame_free);
    for (guint i = 0; i < stack->len; i++) {
        g_ptr_array_add(copy, copy_frame(stack->pdata[i]));
    }
    return copy;
}

SimState *
sim_state_copy(const SimState *state)
{
    SimState *copy = sim_state_new(state->shared);
    copy->step = state->step;
    copy->in_main = state->in_main;
    copy->ended = state->ended;
    copy->live = state->live;
    copy->bytes = state->bytes;
    copy->thread = state->thread;
    copy->output_length = state->output_length;
    copy->exception = state->exception;
    for (guint i = 0; i < state->objects->len; i++) {
        const SimStateEntry *entry = state->objects->pdata[i];
        g_ptr_array_add(copy->objects, entry == NULL ? NULL : copy_entry(entry));
    }
    g_array_append_vals(copy->regions, state->regions->data, state->regions->len);
    g_array_append_vals(copy->touched, state->touched->data, state->touched->len);
    copy_blocks(state->blocks, copy->blocks);
    copy_blocks(state->last_blocks, copy->last_blocks);
    for (guint i = 0; i < state->threads->len; i++) {
        const GPtrArray *stack = state->threads->pdata[i];
        g_ptr_array_add(copy->threads, stack == NULL ? NULL : copy_stack(stack));
    }
    GHashTableIter iter;
    void *key;
    void *frame;
    g_hash_table_iter_init(&iter, state->suspended);
    while (g_hash_table_iter_next(&iter, &key, &frame)) {
        g_hash_table_insert(copy->suspended, key, copy_frame(frame));
    }
    return copy;
}

uint64_t
sim_state_step(const SimState *state)
{
    return state->step;
}

bool
sim_state_in_main(const SimState *state)
{
    return state->in_main;
}

bool
sim_state_ended(const SimState *state)
{
    return state->ended;
}

void
sim_state_entry_compact(SimStateEntry *entry)
{
    GArray *pairs = entry->pub.pairs;
    guint to = 0;
    for (guint from = 0; from < pairs->len; from++) {
        SimStatePair pair = g_array_index(pairs, SimStatePair, from);
        if (pair.key != SIM_SLOT_NONE) {
            g_array_index(pairs, SimStatePair, to++) = pair;
        }
    }
    g_array_set_size(pairs, to);
    g_clear_pointer(&entry->index, g_hash_table_unref);
    entry->holes = 0;
}

const SimStateObject *
sim_state_object(const SimState *state, SimSlot slot)
{
    SimStateEntry *entry = slot < state->objects->len ? state->objects->pdata[slot] : NULL;
    if (entry != NULL && entry->holes > 0) {
        sim_state_entry_compact(entry);
    }
    return entry == NULL ? NULL : &entry->pub;
}

SimSlot
sim_state_slot_limit(const SimState *state)
{
    return state->objects->len;
}

size_t
sim_state_object_count(const SimState *state)
{
    return state->live;
}

const char *
sim_state_type_name(const SimState *state, const SimStateObject *object)
{
    const SimStateObject *type = sim_state_object(state, object->type);
    if (type == NULL || type->value.text == NULL) {
        return "object";
    }
    const char *dot = strrchr(type->value.text, '.');
    return dot == NULL ? type->value.text : dot + 1;
}

SimSlot
sim_state_field(const SimStateObject *object, SimLabel label)
{
    for (guint i = 0; object->fields != NULL && i < object->fields->len; i++) {
        const SimStateField *field = &g_array_index(object->fields, SimStateField, i);
        if (field->label == label) {
            return field->target;
        }
    }
    return SIM_SLOT_NONE;
}

SimAddr
sim_state_buffer(const SimStateObject *object, SimLabel label)
{
    for (guint i = 0; object->buffers != NULL && i < object->buffers->len; i++) {
        const SimStateBuffer *buffer = &g_array_index(object->buffers, SimStateBuffer, i);
        if (buffer->label == label) {
            return buffer->address;
        }
    }
    return 0;
}

const SimStateBlock *
sim_state_block(const SimState *state, SimAddr address)
{
    return address == 0 ? NULL : g_hash_table_lookup(state->blocks, BLOCK_KEY(address));
}

/* Before the object lie nothing, a GC head, or a GC head and a pre-header. */
const SimStateBlock *
sim_state_object_block(const SimState *state, const SimStateObject *object)
{
    for (SimAddr head = 0; object->size > 0 && head <= 32; head += 16) {
        const SimStateBlock *block = sim_state_block(state, object->address - head);
        if (block != NULL && block->size >= head) {
            return block;
        }
    }
    return NULL;
}

const SimStateObject *
sim_state_owner(const SimState *state, const SimStateObject *object)
{
    for (size_t i = 0; i < state->live; i++) {
        const SimStateObject *base =
            sim_state_object(state, sim_state_field(object, SIM_LABEL_BASE));
        if (base == NULL || strcmp(sim_state_type_name(state, object), "ndarray") != 0) {
            break;
        }
        object = base;
    }
    return object;
}

const SimStateBlock *
sim_state_data_block(const SimState *state, const SimStateObject *object)
{
    const SimStateObject *owner = sim_state_owner(state, object);
    const SimStateBlock *data = sim_state_block(state, sim_state_buffer(owner, SIM_LABEL_DATA));
    return data != NULL ? data : sim_state_object_block(state, object);
}

static int
compare_blocks(const void *a, const void *b)
{
    const SimStateBlock *x = *(SimStateBlock *const *) a;
    const SimStateBlock *y = *(SimStateBlock *const *) b;
    return x->address < y->address ? -1 : x->address > y->address;
}

GPtrArray *
sim_state_blocks(const SimState *state)
{
    GPtrArray *blocks = g_ptr_array_new();
    GHashTableIter iter;
    void *block;
    g_hash_table_iter_init(&iter, state->blocks);
    while (g_hash_table_iter_next(&iter, NULL, &block)) {
        g_ptr_array_add(blocks, block);
    }
    g_ptr_array_sort(blocks, compare_blocks);
    return blocks;
}

uint64_t
sim_state_bytes(const SimState *state)
{
    return state->bytes;
}

GPtrArray *
sim_state_stack(const SimState *state)
{
    return state->thread < state->threads->len ? state->threads->pdata[state->thread] : NULL;
}

size_t
sim_state_frame_count(const SimState *state)
{
    const GPtrArray *stack = sim_state_stack(state);
    return stack == NULL ? 0 : stack->len;
}

const SimStateFrame *
sim_state_frame(const SimState *state, size_t index)
{
    return sim_state_stack(state)->pdata[index];
}

static bool
is_dunder(const char *name)
{
    size_t n = strlen(name);
    return n > 4 && g_str_has_prefix(name, "__") && g_str_has_suffix(name, "__");
}

typedef struct {
    SimStateName name;
    uint64_t bound;
} BoundName;

static int
compare_bound(const void *a, const void *b)
{
    const BoundName *x = a;
    const BoundName *y = b;
    return x->bound < y->bound ? -1 : x->bound > y->bound;
}

/* A captured variable's fast local is its cell: what a person sees is the content. */
static SimSlot
through_cell(const SimState *state, SimSlot slot)
{
    const SimStateObject *object = sim_state_object(state, slot);
    if (object != NULL && strcmp(sim_state_type_name(state, object), "cell") == 0) {
        return sim_state_field(object, SIM_LABEL_CONTENTS);
    }
    return slot;
}

static GArray *
local_names(const SimState *state, const SimStateFrameEntry *frame)
{
    g_autoptr(GArray) bound = g_array_new(FALSE, FALSE, sizeof(BoundName));
    for (size_t i = 0; i < frame->pub.code->nlocals; i++) {
        BoundName entry = {{frame->pub.code->locals[i], through_cell(state, frame->pub.locals[i])},
                           frame->bound[i]};
        bool internal = entry.name.name[0] == '.' || is_dunder(entry.name.name);
        if (entry.name.target != SIM_SLOT_NONE && !internal) {
            g_array_append_val(bound, entry);
        }
    }
    g_array_sort(bound, compare_bound);
    GArray *names = g_array_new(FALSE, FALSE, sizeof(SimStateName));
    for (guint i = 0; i < bound->len; i++) {
        g_array_append_val(names, g_array_index(bound, BoundName, i).name);
    }
    return names;
}

static GArray *
namespace_names(const SimState *state, SimSlot dict)
{
    GArray *names = g_array_new(FALSE, FALSE, sizeof(SimStateName));
    const SimStateObject *object = sim_state_object(state, dict);
    for (guint i = 0; object != NULL && object->pairs != NULL && i < object->pairs->len; i++) {
        const SimStatePair *pair = &g_array_index(object->pairs, SimStatePair, i);
        const SimStateObject *key = sim_state_object(state, pair->key);
        if (key != NULL && key->value.kind == SIM_VALUE_STR && !is_dunder(key->value.text)) {
            SimStateName name = {key->value.text, pair->value};
            g_array_append_val(names, name);
        }
    }
    return names;
}

GArray *
sim_state_names(const SimState *state, size_t index)
{
    const SimStateFrame *frame = sim_state_frame(state, index);
    return frame->names != SIM_SLOT_NONE ? namespace_names(state, frame->names)
                                         : local_names(state, (const SimStateFrameEntry *) frame);
}

static SimSlot
find_name(const GArray *names, const char *name)
{
    for (guint i = 0; i < names->len; i++) {
        const SimStateName *entry = &g_array_index(names, SimStateName, i);
        if (strcmp(entry->name, name) == 0) {
            return entry->target;
        }
    }
    return SIM_SLOT_NONE;
}

SimSlot
sim_state_lookup(const SimState *state, const char *name)
{
    size_t count = sim_state_frame_count(state);
    if (count == 0) {
        return SIM_SLOT_NONE;
    }
    g_autoptr(GArray) names = sim_state_names(state, count - 1);
    SimSlot found = find_name(names, name);
    if (found != SIM_SLOT_NONE) {
        return found;
    }
    g_autoptr(GArray) globals = namespace_names(state, sim_state_frame(state, count - 1)->globals);
    return find_name(globals, name);
}

bool
sim_state_last_block(const SimState *state, const char *name, SimStateBlock *out)
{
    const SimStateBlock *block = g_hash_table_lookup(state->last_blocks, name);
    if (block != NULL) {
        *out = *block;
    }
    return block != NULL;
}

const char *
sim_state_output(const SimState *state, size_t *length)
{
    *length = state->output_length;
    return state->shared->output->str;
}

SimSlot
sim_state_exception(const SimState *state)
{
    return state->exception;
}
