#include "sim/bytecode/compile_private.h"
#include "sim/bytecode/const.h"

static bool
has_starred(SimNodes args)
{
    for (size_t i = 0; i < args.count; i++) {
        if (args.items[i]->kind == SIM_NODE_Starred) {
            return true;
        }
    }
    return false;
}

static bool
has_mapping(SimNodes keywords)
{
    for (size_t i = 0; i < keywords.count; i++) {
        if (keywords.items[i]->as.keyword.arg == NULL) {
            return true;
        }
    }
    return false;
}

static void
check_keywords(Compiler *c, SimNodes keywords)
{
    for (size_t i = 0; i < keywords.count; i++) {
        const char *name = keywords.items[i]->as.keyword.arg;
        if (name == NULL) {
            continue;
        }
        sim_compile_check_forbidden(c, name, SIM_OP_Store);
        for (size_t j = i + 1; j < keywords.count; j++) {
            if (keywords.items[j]->as.keyword.arg == name) {
                sim_compile_set_span(c, keywords.items[j]);
                sim_compile_fail(c, "keyword argument repeated: %s", name);
                return;
            }
        }
    }
}

static const SimConst *
keyword_names(Compiler *c, SimNodes keywords, size_t begin, size_t end)
{
    const char **names = g_new(const char *, end - begin + 1);
    for (size_t i = begin; i < end; i++) {
        names[i - begin] = keywords.items[i]->as.keyword.arg;
    }
    const SimConst *tuple = sim_compile_make_name_tuple(c, names, end - begin);
    g_free(names);
    return tuple;
}

static void
visit_keyword_values(Compiler *c, SimNodes keywords, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        sim_compile_visit_expr(c, keywords.items[i]->as.keyword.value);
    }
}

static void
visit_plain_keywords(Compiler *c, SimNodes keywords)
{
    if (keywords.count > 0) {
        visit_keyword_values(c, keywords, 0, keywords.count);
        const SimConst *names = keyword_names(c, keywords, 0, keywords.count);
        sim_compile_emit_arg(c, SIM_OPCODE_KW_NAMES, sim_const_table_add(c->unit->consts, names));
    }
}

/* A dict of the keywords [begin, end), none of which is `**x`. */
static void
emit_keyword_dict(Compiler *c, SimNodes keywords, size_t begin, size_t end)
{
    size_t count = end - begin;
    bool is_big = count * 2 > STACK_USE_GUIDELINE;
    if (count > 1 && !is_big) {
        visit_keyword_values(c, keywords, begin, end);
        sim_compile_emit_const(c, keyword_names(c, keywords, begin, end));
        sim_compile_emit_arg(c, SIM_OPCODE_BUILD_CONST_KEY_MAP, (uint32_t) count);
        return;
    }
    if (is_big) {
        sim_compile_emit_artificial(c, SIM_OPCODE_BUILD_MAP);
    }
    for (size_t i = begin; i < end; i++) {
        const SimNode *keyword = keywords.items[i];
        sim_compile_emit_text(c, keyword->as.keyword.arg);
        sim_compile_visit_expr(c, keyword->as.keyword.value);
        if (is_big) {
            SimSpan span = c->unit->span;
            sim_compile_unset_span(c);
            sim_compile_emit_arg(c, SIM_OPCODE_MAP_ADD, 1);
            c->unit->span = span;
        }
    }
    if (!is_big) {
        sim_compile_emit_arg(c, SIM_OPCODE_BUILD_MAP, (uint32_t) count);
    }
}

static void
merge_keywords(Compiler *c, SimNodes keywords, size_t begin, size_t end, bool *have_dict)
{
    emit_keyword_dict(c, keywords, begin, end);
    if (*have_dict) {
        sim_compile_emit_arg(c, SIM_OPCODE_DICT_MERGE, 1);
    }
    *have_dict = true;
}

static void
emit_keywords(Compiler *c, SimNodes keywords)
{
    bool have_dict = false;
    size_t pending = 0; /* keywords before the i-th that are in no dict yet */
    for (size_t i = 0; i < keywords.count; i++) {
        const SimNode *keyword = keywords.items[i];
        if (keyword->as.keyword.arg != NULL) {
            pending++;
            continue;
        }
        if (pending > 0) {
            merge_keywords(c, keywords, i - pending, i, &have_dict);
            pending = 0;
        }
        if (!have_dict) {
            sim_compile_emit_arg(c, SIM_OPCODE_BUILD_MAP, 0);
            have_dict = true;
        }
        sim_compile_visit_expr(c, keyword->as.keyword.value);
        sim_compile_emit_arg(c, SIM_OPCODE_DICT_MERGE, 1);
    }
    if (pending > 0) {
        merge_keywords(c, keywords, keywords.count - pending, keywords.count, &have_dict);
    }
}

/* With * or **, or too many arguments: a tuple and a dict. */
static void
emit_call_ex(Compiler *c, uint32_t pushed, SimNodes args, SimNodes keywords)
{
    if (pushed == 0 && args.count == 1 && args.items[0]->kind == SIM_NODE_Starred) {
        sim_compile_visit_expr(c, args.items[0]->as.Starred.value);
    } else {
        sim_compile_emit_display(c, args, pushed, SIM_OPCODE_BUILD_LIST, SIM_OPCODE_LIST_APPEND,
                                 SIM_OPCODE_LIST_EXTEND, true);
    }
    emit_keywords(c, keywords);
    sim_compile_emit_arg(c, SIM_OPCODE_CALL_FUNCTION_EX, keywords.count > 0);
}

void
sim_compile_emit_call_arguments(Compiler *c, uint32_t pushed, SimNodes args, SimNodes keywords)
{
    check_keywords(c, keywords);
    if (args.count + keywords.count * 2 > STACK_USE_GUIDELINE || has_starred(args) ||
        has_mapping(keywords)) {
        emit_call_ex(c, pushed, args, keywords);
        return;
    }
    sim_compile_visit_exprs(c, args);
    visit_plain_keywords(c, keywords);
    sim_compile_emit_call(c, pushed + args.count + keywords.count);
}

static bool
is_module(const Compiler *c, const SimNode *node)
{
    return node->kind == SIM_NODE_Name && sim_symtable_is_imported(c->symtable, node->as.Name.id);
}

/* x.f(...) without * and ** makes no bound method. What was imported is taken for a
 * module, whose functions are none. */
static bool
is_method_call(const Compiler *c, const SimNode *node)
{
    const SimNode *func = node->as.Call.func;
    SimNodes args = node->as.Call.args;
    SimNodes keywords = node->as.Call.keywords;
    return func->kind == SIM_NODE_Attribute && func->as.Attribute.ctx == SIM_OP_Load &&
           !is_module(c, func->as.Attribute.value) &&
           args.count + keywords.count + (keywords.count > 0) < STACK_USE_GUIDELINE &&
           !has_starred(args) && !has_mapping(keywords);
}

static void
visit_method_call(Compiler *c, const SimNode *node)
{
    const SimNode *func = node->as.Call.func;
    SimNodes args = node->as.Call.args;
    SimNodes keywords = node->as.Call.keywords;
    sim_compile_visit_expr(c, func->as.Attribute.value);
    sim_compile_set_span(c, func);
    sim_compile_move_span_to_attribute(c, func);
    sim_compile_emit_name(c, SIM_OPCODE_LOAD_METHOD, func->as.Attribute.attr);
    sim_compile_visit_exprs(c, args);
    visit_plain_keywords(c, keywords);
    sim_compile_set_span(c, node);
    sim_compile_move_span_to_attribute(c, func);
    sim_compile_emit_call(c, args.count + keywords.count);
}

void
sim_compile_visit_call(Compiler *c, const SimNode *node)
{
    const SimNode *func = node->as.Call.func;
    check_keywords(c, node->as.Call.keywords);
    if (is_method_call(c, node)) {
        visit_method_call(c, node);
        return;
    }
    sim_compile_warn_call(c, func);
    sim_compile_set_span(c, func);
    sim_compile_emit(c, SIM_OPCODE_PUSH_NULL);
    sim_compile_set_span(c, node);
    sim_compile_visit_expr(c, func);
    sim_compile_emit_call_arguments(c, 0, node->as.Call.args, node->as.Call.keywords);
}
