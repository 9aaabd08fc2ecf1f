/* From a flow graph to a code object. */
#include <string.h>

#include "sim/bytecode/code_private.h"
#include "sim/bytecode/compile_private.h"
#include "sim/bytecode/const.h"

static uint32_t
code_flags(const Compiler *c)
{
    const SimBlockScope *scope = c->unit->scope;
    uint32_t future = c->text_annotations ? SIM_CO_FUTURE_ANNOTATIONS : 0;
    if (scope->kind != SIM_BLOCK_FUNCTION) {
        return future;
    }
    return future | SIM_CO_NEWLOCALS | SIM_CO_OPTIMIZED | (scope->nested ? SIM_CO_NESTED : 0) |
           (scope->is_generator ? SIM_CO_GENERATOR : 0) |
           (scope->has_varargs ? SIM_CO_VARARGS : 0) |
           (scope->has_varkeywords ? SIM_CO_VARKEYWORDS : 0);
}

static void
return_at_end(Compiler *c, bool add_none)
{
    const SimFlowInstr *last = sim_flowgraph_last(c->unit->graph.current);
    if (last != NULL && last->op == SIM_OPCODE_RETURN_VALUE) {
        return;
    }
    sim_compile_unset_span(c);
    if (add_none) {
        sim_compile_emit_none(c);
    }
    sim_compile_emit(c, SIM_OPCODE_RETURN_VALUE);
}

/* Where each cell and free variable lies among the locals: a cell that is a parameter
 * keeps the parameter's place. To be freed. */
static uint32_t *
place_cells(const Unit *unit)
{
    size_t nlocals = sim_name_table_size(&unit->varnames);
    size_t ncells = sim_name_table_size(&unit->cellvars);
    size_t nfrees = sim_name_table_size(&unit->freevars);
    uint32_t *places = g_new(uint32_t, ncells + nfrees + 1);
    size_t next = nlocals;
    for (size_t i = 0; i < ncells; i++) {
        int local = sim_name_table_find(&unit->varnames, sim_name_table_get(&unit->cellvars, i));
        places[i] = local >= 0 ? (uint32_t) local : (uint32_t) next++;
    }
    for (size_t i = 0; i < nfrees; i++) {
        places[ncells + i] = (uint32_t) next++;
    }
    return places;
}

static void
number_cells(Unit *unit, const uint32_t *places)
{
    for (SimBasicBlock *block = unit->graph.entry; block != NULL; block = block->next) {
        for (size_t i = 0; i < block->used; i++) {
            SimFlowInstr *instr = &block->instrs[i];
            if (instr->op < SIM_OPCODE_COUNT &&
                sim_opcode_arg((SimOpcode) instr->op) == SIM_OPCODE_ARG_CELL) {
                instr->arg = places[instr->arg];
            }
        }
    }
}

static int
compare_places(gconstpointer a, gconstpointer b)
{
    uint32_t x = *(const uint32_t *) a;
    uint32_t y = *(const uint32_t *) b;
    return (x > y) - (x < y);
}

/* COPY_FREE_VARS, MAKE_CELL in the order of the places, RETURN_GENERATOR. */
static void
insert_prefix(Unit *unit, const uint32_t *places)
{
    SimFlowgraph *graph = &unit->graph;
    size_t at = 0;
    if (sim_name_table_size(&unit->freevars) > 0) {
        SimFlowInstr copy = {.op = SIM_OPCODE_COPY_FREE_VARS,
                             .arg = (uint32_t) sim_name_table_size(&unit->freevars),
                             .span = SIM_FLOWGRAPH_NO_SPAN};
        sim_flowgraph_insert(graph, graph->entry, at++, copy);
    }
    size_t ncells = sim_name_table_size(&unit->cellvars);
    uint32_t *sorted = g_memdup2(places, ncells * sizeof *places);
    if (ncells > 0) {
        qsort(sorted, ncells, sizeof *sorted, compare_places);
    }
    for (size_t i = 0; i < ncells; i++) {
        SimFlowInstr make = {
            .op = SIM_OPCODE_MAKE_CELL, .arg = sorted[i], .span = SIM_FLOWGRAPH_NO_SPAN};
        sim_flowgraph_insert(graph, graph->entry, at++, make);
    }
    g_free(sorted);
    if (unit->scope->is_generator) {
        SimSpan span = {unit->first_line, -1, unit->first_line, -1};
        SimFlowInstr make = {.op = SIM_OPCODE_RETURN_GENERATOR, .span = span};
        sim_flowgraph_insert(graph, graph->entry, at++, make);
        SimFlowInstr pop = {.op = SIM_OPCODE_POP_TOP, .span = SIM_FLOWGRAPH_NO_SPAN};
        sim_flowgraph_insert(graph, graph->entry, at, pop);
    }
}

/* Constants behind the last that is used were those of dead or folded code. The first
 * may be a docstring and stays. */
static void
trim_consts(Unit *unit)
{
    size_t needed = 1;
    for (SimBasicBlock *block = unit->graph.entry; block != NULL; block = block->next) {
        for (size_t i = 0; i < block->used; i++) {
            const SimFlowInstr *instr = &block->instrs[i];
            if (instr->op == SIM_OPCODE_LOAD_CONST || instr->op == SIM_OPCODE_KW_NAMES) {
                needed = MAX(needed, instr->arg + (size_t) 1);
            }
        }
    }
    sim_const_table_truncate(unit->consts, needed);
}

static const char *
copy_name(SimCode *code, const char *name)
{
    return sim_region_copy_text(sim_code_region(code), name, strlen(name));
}

static void
store_names(SimCode *code, const Unit *unit)
{
    size_t count = sim_name_table_size(&unit->names);
    const char **names = sim_region_alloc(sim_code_region(code), (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = copy_name(code, sim_name_table_get(&unit->names, i));
    }
    code->names = names;
    code->nnames = count;
}

static void
store_consts(SimCode *code, const Unit *unit)
{
    SimRegion *region = sim_code_region(code);
    size_t count = sim_const_table_size(unit->consts);
    SimCodeConst *consts = sim_region_alloc(region, (count + 1) * sizeof *consts);
    for (size_t i = 0; i < count; i++) {
        SimCodeConst member = sim_const_table_get(unit->consts, i);
        if (member.code != NULL) {
            consts[i].code = sim_code_ref(member.code);
        } else {
            consts[i].value = sim_const_copy(region, member.value);
        }
    }
    code->consts = consts;
    code->nconsts = count;
}

static void
store_locals(SimCode *code, const Unit *unit, const uint32_t *places)
{
    SimRegion *region = sim_code_region(code);
    size_t nlocals = sim_name_table_size(&unit->varnames);
    size_t ncells = sim_name_table_size(&unit->cellvars);
    size_t nfrees = sim_name_table_size(&unit->freevars);
    size_t room = nlocals + ncells + nfrees + 1;
    const char **names = sim_region_alloc(region, room * sizeof *names);
    uint8_t *kinds = sim_region_alloc(region, room);
    size_t count = nlocals;
    for (size_t i = 0; i < nlocals; i++) {
        names[i] = copy_name(code, sim_name_table_get(&unit->varnames, i));
        kinds[i] = SIM_FAST_LOCAL;
    }
    for (size_t i = 0; i < ncells; i++) {
        kinds[places[i]] |= SIM_FAST_CELL;
        if (places[i] >= nlocals) {
            names[places[i]] = copy_name(code, sim_name_table_get(&unit->cellvars, i));
            count++;
        }
    }
    for (size_t i = 0; i < nfrees; i++) {
        uint32_t place = places[ncells + i];
        kinds[place] = SIM_FAST_FREE;
        names[place] = copy_name(code, sim_name_table_get(&unit->freevars, i));
        count++;
    }
    code->localsplus = names;
    code->localsplus_kinds = kinds;
    code->nlocalsplus = count;
    code->nlocals = nlocals;
    code->ncells = ncells;
    code->nfrees = nfrees;
}

static uint32_t
number_blocks(SimFlowgraph *graph)
{
    uint32_t index = 0;
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        block->index = index;
        index += (uint32_t) block->used;
    }
    return index;
}

static SimSpan
final_span(SimSpan span)
{
    if (span.line < 0) {
        return (SimSpan){0, 0, 0, 0};
    }
    if (span.column < 0 || span.end_column < 0) {
        return (SimSpan){span.line, -1, span.line, -1};
    }
    return span;
}

/* Whether an instruction that always follows its neighbour may be the first of a line: the others
 * are those that are jumped to. RESUME says that a frame goes on. */
static bool
may_start_line(const SimInstr *instr, const SimSpan *span)
{
    return instr->op == SIM_OPCODE_RESUME || instr[-1].op == SIM_OPCODE_RESUME ||
           span[-1].line != span->line;
}

/* a = b + c, of locals and constants, on one line. */
static bool
is_assigned_operation(const SimInstr *instr)
{
    return instr[0].op == SIM_OPCODE_LOAD_FAST &&
           (instr[1].op == SIM_OPCODE_LOAD_FAST || instr[1].op == SIM_OPCODE_LOAD_CONST) &&
           instr[2].op == SIM_OPCODE_BINARY_OP && instr[3].op == SIM_OPCODE_STORE_FAST &&
           ((instr[1].marks | instr[2].marks | instr[3].marks) & SIM_MARK_LINE) == 0;
}

/* for a in ..., a local: the block of STORE_FAST has this one way in. */
static bool
is_assigned_item(const SimInstr *instr, const SimSpan *span)
{
    return instr[0].op == SIM_OPCODE_FOR_ITER && instr[1].op == SIM_OPCODE_STORE_FAST &&
           (instr->marks & SIM_MARK_LINE) != 0 && span[0].line != 0 && span[0].line == span[1].line;
}

static void
mark_sequences(SimInstr *instrs, const SimSpan *spans, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        if ((i + 3 < count && is_assigned_operation(&instrs[i])) ||
            is_assigned_item(&instrs[i], &spans[i])) {
            instrs[i].marks |= SIM_MARK_SEQUENCE;
        }
    }
}

static void
store_instrs(SimCode *code, SimFlowgraph *graph)
{
    SimRegion *region = sim_code_region(code);
    size_t count = number_blocks(graph);
    SimInstr *instrs = sim_region_alloc(region, (count + 1) * sizeof *instrs);
    SimSpan *spans = sim_region_alloc(region, (count + 1) * sizeof *spans);
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        for (size_t i = 0; i < block->used; i++) {
            const SimFlowInstr *from = &block->instrs[i];
            SimInstr *to = &instrs[block->index + i];
            to->op = (uint8_t) from->op;
            if (from->target != NULL) {
                to->arg = from->target->index;
            } else if (sim_opcode_arg((SimOpcode) from->op) != SIM_OPCODE_ARG_NONE) {
                to->arg = from->arg;
            }
            if (sim_opcode_caches((SimOpcode) from->op) > 0) {
                to->cache = (uint16_t) code->ncaches++;
            }
            spans[block->index + i] = final_span(from->span);
            bool line = i == 0 || may_start_line(to, &spans[block->index + i]);
            to->marks = line ? SIM_MARK_LINE : 0;
        }
    }
    mark_sequences(instrs, spans, count);
    code->instrs = instrs;
    code->spans = spans;
    code->ninstrs = count;
}

/* The number of a cache has 16 bits. */
static void
check_caches(Compiler *c, const SimCode *code)
{
    if (code->ncaches > UINT16_MAX && c->error == NULL) {
        SimSpan span = {code->firstlineno, 0, code->firstlineno, 0};
        sim_diag_set(&c->error, SIM_DIAG_LIMIT, c->source, span,
                     "'%s' is too large: more than %d instructions have a cache", code->name,
                     UINT16_MAX);
    }
}

static void
add_handler(GArray *handlers, const SimBasicBlock *target, uint32_t start, uint32_t end)
{
    if (target == NULL || start == end) {
        return;
    }
    SimHandler handler = {
        .start = start,
        .end = end,
        .target = target->index,
        .depth = (uint32_t) (target->start_depth - 1 - target->keeps_lasti),
        .push_lasti = target->keeps_lasti,
    };
    g_array_append_val(handlers, handler);
}

static void
store_handlers(SimCode *code, SimFlowgraph *graph)
{
    GArray *handlers = g_array_new(FALSE, TRUE, sizeof(SimHandler));
    const SimBasicBlock *current = NULL;
    uint32_t start = 0;
    uint32_t index = 0;
    for (SimBasicBlock *block = graph->entry; block != NULL; block = block->next) {
        for (size_t i = 0; i < block->used; i++, index++) {
            if (block->instrs[i].handler != current) {
                add_handler(handlers, current, start, index);
                current = block->instrs[i].handler;
                start = index;
            }
        }
    }
    add_handler(handlers, current, start, index);
    SimHandler *copy = sim_region_alloc(sim_code_region(code), (handlers->len + 1) * sizeof *copy);
    if (handlers->len > 0) {
        memcpy(copy, handlers->data, handlers->len * sizeof *copy);
    }
    code->handlers = copy;
    code->nhandlers = handlers->len;
    g_array_unref(handlers);
}

SimCode *
sim_assemble(Compiler *c, bool add_none)
{
    Unit *unit = c->unit;
    SimFlowgraph *graph = &unit->graph;
    return_at_end(c, add_none);
    sim_flowgraph_normalize(graph);
    uint32_t *places = place_cells(unit);
    number_cells(unit, places);
    insert_prefix(unit, places);
    sim_flowgraph_optimize(graph, unit->consts);
    sim_flowgraph_split_exits(graph);
    trim_consts(unit);
    sim_flowgraph_spread_lines(graph, unit->first_line);
    SimCode *code = sim_code_new(c->source);
    code->stacksize = sim_flowgraph_stack_depth(graph, unit->scope->is_generator);
    sim_flowgraph_label_handlers(graph);
    sim_flowgraph_direct_jumps(graph);
    code->name = copy_name(code, unit->name);
    code->qualname = copy_name(code, unit->qualname);
    code->argcount = unit->argcount;
    code->posonlyargcount = unit->posonlyargcount;
    code->kwonlyargcount = unit->kwonlyargcount;
    code->flags = code_flags(c);
    code->firstlineno = unit->first_line;
    store_names(code, unit);
    store_consts(code, unit);
    store_locals(code, unit, places);
    store_instrs(code, graph);
    check_caches(c, code);
    store_handlers(code, graph);
    g_free(places);
    return code;
}
