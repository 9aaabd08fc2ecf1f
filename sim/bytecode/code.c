#include "sim/bytecode/code.h"

#include <string.h>

#include "sim/bytecode/code_private.h"
#include "sim/bytecode/const.h"

SimCode *
sim_code_new(SimSource *source)
{
    SimRegion *region = sim_region_new();
    SimCode *code = sim_region_alloc(region, sizeof *code);
    g_atomic_ref_count_init(&code->refs);
    code->source = sim_source_ref(source);
    code->memory = region;
    return code;
}

SimRegion *
sim_code_region(SimCode *code)
{
    return code->memory;
}

SimCode *
sim_code_ref(SimCode *code)
{
    g_atomic_ref_count_inc(&code->refs);
    return code;
}

void
sim_code_unref(SimCode *code)
{
    if (code == NULL || !g_atomic_ref_count_dec(&code->refs)) {
        return;
    }
    for (size_t i = 0; i < code->nconsts; i++) {
        sim_code_unref(code->consts[i].code);
    }
    sim_source_unref(code->source);
    sim_region_free(code->memory);
}

const SimHandler *
sim_code_find_handler(const SimCode *code, uint32_t index)
{
    size_t low = 0;
    size_t high = code->nhandlers;
    while (low < high) { /* the first that ends behind the instruction */
        size_t middle = low + (high - low) / 2;
        if (code->handlers[middle].end <= index) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < code->nhandlers && code->handlers[low].start <= index ? &code->handlers[low]
                                                                       : NULL;
}

static bool
same_texts(const char *const *a, const char *const *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(a[i], b[i]) != 0) {
            return false;
        }
    }
    return true;
}

static bool
same_consts(const SimCode *a, const SimCode *b)
{
    for (size_t i = 0; i < a->nconsts; i++) {
        const SimCodeConst *x = &a->consts[i];
        const SimCodeConst *y = &b->consts[i];
        if ((x->code == NULL) != (y->code == NULL)) {
            return false;
        }
        if (x->code != NULL ? !sim_code_equal(x->code, y->code)
                            : !sim_const_equal(x->value, y->value)) {
            return false;
        }
    }
    return true;
}

static bool
same_instrs(const SimCode *a, const SimCode *b)
{
    for (size_t i = 0; i < a->ninstrs; i++) {
        if (a->instrs[i].op != b->instrs[i].op || a->instrs[i].arg != b->instrs[i].arg) {
            return false;
        }
    }
    return memcmp(a->spans, b->spans, a->ninstrs * sizeof(SimSpan)) == 0;
}

bool
sim_code_equal(const SimCode *a, const SimCode *b)
{
    return strcmp(a->name, b->name) == 0 && strcmp(a->qualname, b->qualname) == 0 &&
           a->argcount == b->argcount && a->posonlyargcount == b->posonlyargcount &&
           a->kwonlyargcount == b->kwonlyargcount && a->flags == b->flags &&
           a->firstlineno == b->firstlineno && a->ninstrs == b->ninstrs &&
           a->nconsts == b->nconsts && a->nnames == b->nnames && a->nlocalsplus == b->nlocalsplus &&
           a->nhandlers == b->nhandlers && same_instrs(a, b) &&
           same_texts(a->names, b->names, a->nnames) &&
           same_texts(a->localsplus, b->localsplus, a->nlocalsplus) && same_consts(a, b) &&
           memcmp(a->localsplus_kinds, b->localsplus_kinds, a->nlocalsplus) == 0;
}
