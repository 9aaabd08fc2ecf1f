#include "sim/bytecode/opcode.h"

#include <limits.h>

enum {
    VARIES = INT_MIN
};

static const char *const names[] = {
#define OPCODE(name, effect, arg, caches) #name,
#include "sim/bytecode/opcode.def"
#undef OPCODE
};

static const int effects[] = {
#define OPCODE(name, effect, arg, caches) effect,
#include "sim/bytecode/opcode.def"
#undef OPCODE
};

static const SimOpcodeArg args[] = {
#define OPCODE(name, effect, arg, caches) SIM_OPCODE_ARG_##arg,
#include "sim/bytecode/opcode.def"
#undef OPCODE
};

static const int cache_sizes[] = {
#define OPCODE(name, effect, arg, caches) caches,
#include "sim/bytecode/opcode.def"
#undef OPCODE
};

static const struct {
    SimOp op;
    const char *text;
    const char *in_place_text;
} binaries[] = {
#define BINARY(name, text) {SIM_OP_##name, text, text "="},
#include "sim/bytecode/binary.def"
#undef BINARY
};

const char *
sim_opcode_name(SimOpcode op)
{
    return op < SIM_OPCODE_COUNT ? names[op] : "?";
}

SimOpcodeArg
sim_opcode_arg(SimOpcode op)
{
    return args[op];
}

int
sim_opcode_caches(SimOpcode op)
{
    return cache_sizes[op];
}

static int
count_bits(uint32_t flags)
{
    int count = 0;
    for (; flags != 0; flags &= flags - 1) {
        count++;
    }
    return count;
}

static int
varying_effect(int op, uint32_t arg)
{
    int n = (int) arg;
    switch (op) {
    case SIM_OPCODE_LOAD_GLOBAL:
        return (n & 1) + 1;
    case SIM_OPCODE_BUILD_TUPLE:
    case SIM_OPCODE_BUILD_LIST:
    case SIM_OPCODE_BUILD_SET:
    case SIM_OPCODE_BUILD_STRING:
        return 1 - n;
    case SIM_OPCODE_BUILD_MAP:
        return 1 - 2 * n;
    case SIM_OPCODE_BUILD_CONST_KEY_MAP:
    case SIM_OPCODE_PRECALL:
        return -n;
    case SIM_OPCODE_BUILD_SLICE:
        return n == 3 ? -2 : -1;
    case SIM_OPCODE_FORMAT_VALUE:
        return n & 4 ? -1 : 0;
    case SIM_OPCODE_UNPACK_SEQUENCE:
        return n - 1;
    case SIM_OPCODE_UNPACK_EX:
        return (n & 0xff) + (n >> 8);
    case SIM_OPCODE_CALL:
        return -1;
    case SIM_OPCODE_CALL_FUNCTION_EX:
        return -2 - (n & 1);
    case SIM_OPCODE_MAKE_FUNCTION:
        return -count_bits(arg & 15);
    case SIM_OPCODE_RAISE_VARARGS:
        return -n;
    default:
        g_assert_not_reached();
    }
}

static int
pseudo_effect(int op, bool jump)
{
    switch (op) {
    case SIM_PSEUDO_SETUP_FINALLY: /* the exception */
    case SIM_PSEUDO_SETUP_WITH:    /* the same and lasti, less the result of __enter__ */
        return jump ? 1 : 0;
    case SIM_PSEUDO_SETUP_CLEANUP: /* lasti and the exception */
        return jump ? 2 : 0;
    case SIM_PSEUDO_POP_BLOCK:
    case SIM_PSEUDO_JUMP:
    case SIM_PSEUDO_JUMP_NO_INTERRUPT:
        return 0;
    default:
        return -1;
    }
}

int
sim_opcode_effect(int op, uint32_t arg, bool jump)
{
    if (op >= SIM_OPCODE_COUNT) {
        return pseudo_effect(op, jump);
    }
    switch (op) {
    case SIM_OPCODE_FOR_ITER:
        return jump ? -1 : 1;
    case SIM_OPCODE_SEND:
        return jump ? -1 : 0;
    case SIM_OPCODE_JUMP_IF_FALSE_OR_POP:
    case SIM_OPCODE_JUMP_IF_TRUE_OR_POP:
        return jump ? 0 : -1;
    default:
        return effects[op] == VARIES ? varying_effect(op, arg) : effects[op];
    }
}

bool
sim_opcode_is_block_push(int op)
{
    return op == SIM_PSEUDO_SETUP_FINALLY || op == SIM_PSEUDO_SETUP_CLEANUP ||
           op == SIM_PSEUDO_SETUP_WITH;
}

bool
sim_opcode_is_jump(int op)
{
    return op >= SIM_OPCODE_COUNT ? op >= SIM_PSEUDO_JUMP : args[op] == SIM_OPCODE_ARG_JUMP;
}

bool
sim_opcode_ends_block(int op)
{
    return sim_opcode_is_jump(op) || op == SIM_OPCODE_RETURN_VALUE ||
           op == SIM_OPCODE_RAISE_VARARGS || op == SIM_OPCODE_RERAISE;
}

const char *
sim_opcode_compare_text(uint32_t arg)
{
    static const char *const texts[] = {"<", "<=", "==", "!=", ">", ">="};
    return arg < G_N_ELEMENTS(texts) ? texts[arg] : NULL;
}

const char *
sim_opcode_binary_text(uint32_t arg)
{
    size_t count = G_N_ELEMENTS(binaries);
    return arg < count       ? binaries[arg].text
           : arg < 2 * count ? binaries[arg - count].in_place_text
                             : NULL;
}

int
sim_opcode_binary_arg(SimOp op, bool in_place)
{
    for (size_t i = 0; i < G_N_ELEMENTS(binaries); i++) {
        if (binaries[i].op == op) {
            return (int) (i + (in_place ? G_N_ELEMENTS(binaries) : 0));
        }
    }
    return -1;
}
