/* The references that the main script's syntax tree holds while the script runs.
 *
 * CPython keeps the tree of the file it runs, with every literal in it, until the module has
 * returned (run_mod of Python/pythonrun.c, the arena of Python/pyarena.c): sys.getrefcount
 * sees one more reference to each. Of an identifier-like string the tree holds the one that got
 * interned, unless an identifier of the file was it before; how often the tree holds an identifier
 * depends on how often the parser went back, which is not modelled. */
#include "sim/objects/function.h"
#include "sim/objects/set.h"
#include "sim/objects/tuple.h"
#include "sim/vm/vm_private.h"

static void hold(SimVm *vm, SimObject *constant);

static void
hold_items(SimVm *vm, SimObject *constant)
{
    if (SIM_IS_TUPLE(constant)) {
        for (size_t i = 0; i < sim_tuple_size(constant); i++) {
            hold(vm, sim_tuple_get(constant, i));
        }
    } else if (SIM_IS_ANYSET(constant)) {
        SimObject *item;
        size_t position = 0;
        while (sim_set_next(constant, &position, &item)) {
            hold(vm, item);
        }
    }
}

static void
hold(SimVm *vm, SimObject *constant)
{
    if (constant->type == sim_type(vm->world, SIM_TYPE_CODE)) {
        SimObject *consts = ((SimCodeObject *) (void *) constant)->consts;
        hold_items(vm, consts);
        return;
    }
    if ((constant->flags & SIM_OBJECT_STATIC) == 0 &&
        !g_hash_table_contains(vm->identifiers, constant) &&
        g_hash_table_add(vm->literals, constant)) {
        sim_incref(vm->world, constant);
        hold_items(vm, constant);
    }
}

static void
note_identifiers(SimVm *vm, const SimCodeObject *code)
{
    SimObject *const tuples[] = {code->names, code->varnames};
    for (size_t i = 0; i < G_N_ELEMENTS(tuples); i++) {
        for (size_t k = 0; k < sim_tuple_size(tuples[i]); k++) {
            g_hash_table_add(vm->identifiers, sim_tuple_get(tuples[i], k));
        }
    }
    g_hash_table_add(vm->identifiers, code->name);
    g_hash_table_add(vm->identifiers, code->qualname);
    for (size_t i = 0; i < sim_tuple_size(code->consts); i++) {
        SimObject *constant = sim_tuple_get(code->consts, i);
        if (constant->type == sim_type(vm->world, SIM_TYPE_CODE)) {
            note_identifiers(vm, (SimCodeObject *) (void *) constant);
        }
    }
}

void
sim_literals_hold(SimVm *vm, SimObject *code)
{
    vm->literals = g_hash_table_new(NULL, NULL);
    vm->identifiers = g_hash_table_new(NULL, NULL);
    note_identifiers(vm, (SimCodeObject *) (void *) code);
    hold(vm, code);
    g_clear_pointer(&vm->identifiers, g_hash_table_unref);
}

static GPtrArray *
keys_of(GHashTable *table)
{
    GPtrArray *keys = g_ptr_array_new();
    GHashTableIter iter;
    void *key;
    g_hash_table_iter_init(&iter, table);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        g_ptr_array_add(keys, key);
    }
    return keys;
}

static int
compare_slots(const void *a, const void *b)
{
    const SimObject *x = *(SimObject *const *) a;
    const SimObject *y = *(SimObject *const *) b;
    return x->slot < y->slot ? -1 : x->slot > y->slot;
}

/* In order of slots: the order of host addresses would change from run to run. */
void
sim_literals_release(SimVm *vm)
{
    if (vm->literals == NULL) {
        return;
    }
    g_autoptr(GPtrArray) held = keys_of(vm->literals);
    g_clear_pointer(&vm->literals, g_hash_table_unref);
    g_ptr_array_sort(held, compare_slots);
    for (guint i = 0; i < held->len; i++) {
        sim_decref(vm->world, held->pdata[i]);
    }
}
