/* The collector during an import: see import_cost.def. Here much less happens, and at other times,
 * so collections wait for the end of the import and the counts are set to what CPython's would
 * be. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/model/gc.h"
#include "sim/objects/dict.h"
#include "sim/objects/str.h"
#include "sim/vm/import_cost.h"

enum {
    MAX_STEPS = 4
};

typedef struct {
    const char *module;
    const char *after;
    int64_t objects;
    struct {
        int64_t position;
        size_t garbage;
    } steps[MAX_STEPS];
} Cost;

static const Cost costs[] = {
#define IMPORT_COST(module, after, objects, ...) {module, after, objects, {__VA_ARGS__}},
#include "sim/vm/import_cost.def"
#undef IMPORT_COST
};

static const Cost *
cost_of(SimWorld *world, const char *module)
{
    for (size_t i = 0; i < G_N_ELEMENTS(costs); i++) {
        const Cost *cost = &costs[i];
        if (strcmp(cost->module, module) == 0 &&
            (cost->after[0] == '\0' ||
             sim_dict_get_c(world, world->modules, cost->after) != NULL)) {
            return cost;
        }
    }
    return NULL;
}

static size_t
garbage_after(const Cost *cost, int64_t position)
{
    size_t i = 0;
    while (i < MAX_STEPS - 1 && cost->steps[i].position < position) {
        i++;
    }
    return cost->steps[i].garbage;
}

void
sim_import_begin(SimWorld *world, const char *module, SimImport *import)
{
    SimVm *vm = sim_vm_of(world);
    SimGc *gc = world->gc;
    const Cost *cost = vm->loaded && vm->importing == 0 ? cost_of(world, module) : NULL;
    vm->importing++;
    *import = (SimImport){.cost = cost, .count = gc->generations[0].count, .enabled = gc->enabled};
    if (cost != NULL) {
        gc->enabled = false;
    }
}

void
sim_import_end(SimWorld *world, const SimImport *import)
{
    const Cost *cost = import->cost;
    SimGc *gc = world->gc;
    sim_vm_of(world)->importing--;
    if (cost == NULL) {
        return;
    }
    gc->enabled = import->enabled;
    if (sim_err_occurred(world) != NULL) {
        return;
    }
    SimGcGeneration *young = &gc->generations[0];
    int64_t count = import->count + cost->objects;
    int64_t round = young->threshold + 1;
    bool collects = gc->enabled && young->threshold > 0 && count >= round;
    while (collects && count >= round) {
        young->count = round;
        sim_gc_collect_generations(world);
        count -= round;
    }
    young->count = count;
    gc->import_garbage += garbage_after(cost, collects ? cost->objects - count : 0);
}
