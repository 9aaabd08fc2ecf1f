/* The listing of `python3 -m dis`, with instruction numbers in place of byte offsets. */
#include <stdio.h>
#include <string.h>

#include "sim/bytecode/code.h"
#include "sim/bytecode/opcode.h"

enum {
    NUMBER_WIDTH = 4,
    NAME_WIDTH = 28,
    ARG_WIDTH = 3
};

static void
append_const(const SimCodeConst *member, GString *out)
{
    if (member->code != NULL) {
        g_string_append_printf(out, "<code object %s, line %d>", member->code->name,
                               member->code->firstlineno);
    } else {
        sim_const_repr(member->value, out);
    }
}

static void
append_function_parts(uint32_t flags, GString *out)
{
    static const char *const parts[] = {"defaults", "kwdefaults", "annotations", "closure"};
    const char *separator = "";
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (flags & (1u << i)) {
            g_string_append_printf(out, "%s%s", separator, parts[i]);
            separator = ", ";
        }
    }
}

static void
append_format_parts(uint32_t flags, GString *out)
{
    static const char *const conversions[] = {"", "str", "repr", "ascii"};
    const char *conversion = conversions[flags & 3];
    g_string_append(out, conversion);
    if (flags & 4) {
        g_string_append_printf(out, "%swith format", *conversion != '\0' ? ", " : "");
    }
}

/* What stands in parentheses behind the argument; nothing for a plain number. */
static void
append_meaning(const SimCode *code, const SimInstr *instr, GString *out)
{
    uint32_t arg = instr->arg;
    switch (sim_opcode_arg((SimOpcode) instr->op)) {
    case SIM_OPCODE_ARG_CONST:
        append_const(&code->consts[arg], out);
        break;
    case SIM_OPCODE_ARG_NAME:
        g_string_append(out, code->names[arg]);
        break;
    case SIM_OPCODE_ARG_GLOBAL:
        g_string_append_printf(out, "%s%s", arg & 1 ? "NULL + " : "", code->names[arg >> 1]);
        break;
    case SIM_OPCODE_ARG_LOCAL:
    case SIM_OPCODE_ARG_CELL:
        g_string_append(out, code->localsplus[arg]);
        break;
    case SIM_OPCODE_ARG_JUMP:
        g_string_append_printf(out, "to %u", arg);
        break;
    case SIM_OPCODE_ARG_COMPARE:
        g_string_append(out, sim_opcode_compare_text(arg));
        break;
    case SIM_OPCODE_ARG_BINARY:
        g_string_append(out, sim_opcode_binary_text(arg));
        break;
    case SIM_OPCODE_ARG_FLAGS:
        if (instr->op == SIM_OPCODE_MAKE_FUNCTION) {
            append_function_parts(arg, out);
        } else if (instr->op == SIM_OPCODE_FORMAT_VALUE) {
            append_format_parts(arg, out);
        }
        break;
    default:
        break;
    }
}

static void
append_instr(const SimCode *code, size_t index, bool new_line, bool is_target, GString *out)
{
    const SimInstr *instr = &code->instrs[index];
    if (new_line) {
        g_string_append_printf(out, "%*d ", NUMBER_WIDTH, code->spans[index].line);
    } else {
        g_string_append_printf(out, "%*s ", NUMBER_WIDTH, "");
    }
    g_string_append_printf(out, "%s %*zu ", is_target ? ">>" : "  ", NUMBER_WIDTH, index);
    g_string_append(out, sim_opcode_name((SimOpcode) instr->op));
    if (sim_opcode_arg((SimOpcode) instr->op) != SIM_OPCODE_ARG_NONE) {
        size_t width = strlen(sim_opcode_name((SimOpcode) instr->op));
        int pad = width < NAME_WIDTH ? (int) (NAME_WIDTH - width) : 1;
        g_string_append_printf(out, "%*s%*u", pad, "", ARG_WIDTH, instr->arg);
        GString *meaning = g_string_new(NULL);
        append_meaning(code, instr, meaning);
        if (meaning->len > 0) {
            g_string_append_printf(out, " (%s)", meaning->str);
        }
        g_string_free(meaning, TRUE);
    }
    g_string_append_c(out, '\n');
}

static bool *
find_targets(const SimCode *code)
{
    bool *targets = g_new0(bool, code->ninstrs + 1);
    for (size_t i = 0; i < code->ninstrs; i++) {
        if (sim_opcode_is_jump(code->instrs[i].op)) {
            targets[code->instrs[i].arg] = true;
        }
    }
    for (size_t i = 0; i < code->nhandlers; i++) {
        targets[code->handlers[i].target] = true;
    }
    return targets;
}

static void
append_instrs(const SimCode *code, GString *out)
{
    bool *targets = find_targets(code);
    int32_t line = -1;
    for (size_t i = 0; i < code->ninstrs; i++) {
        int32_t here = code->spans[i].line;
        bool begins = here != line && code->spans[i].end_line > 0;
        if (begins) {
            if (i > 0) {
                g_string_append_c(out, '\n');
            }
            line = here;
        }
        append_instr(code, i, begins, targets[i], out);
    }
    g_free(targets);
}

static void
append_handlers(const SimCode *code, GString *out)
{
    if (code->nhandlers > 0) {
        g_string_append(out, "ExceptionTable:\n");
    }
    for (size_t i = 0; i < code->nhandlers; i++) {
        const SimHandler *handler = &code->handlers[i];
        g_string_append_printf(out, "  %u to %u -> %u [%u]%s\n", handler->start, handler->end - 1,
                               handler->target, handler->depth,
                               handler->push_lasti ? " lasti" : "");
    }
}

void
sim_code_dump(const SimCode *code, GString *out)
{
    append_instrs(code, out);
    append_handlers(code, out);
    for (size_t i = 0; i < code->nconsts; i++) {
        const SimCode *inner = code->consts[i].code;
        if (inner != NULL) {
            g_string_append_printf(out, "\nDisassembly of <code object %s, line %d>:\n",
                                   inner->name, inner->firstlineno);
            sim_code_dump(inner, out);
        }
    }
}
