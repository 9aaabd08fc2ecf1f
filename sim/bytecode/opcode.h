/* What is known of an opcode from its number alone.
 *
 * Besides the opcodes of opcode.def there are pseudo opcodes, which live in the flow
 * graph only: blocks that catch exceptions, and jumps whose direction is not known
 * yet. They are those of Python/compile.c.
 */
#pragma once

#include <stdbool.h>

#include "sim/bytecode/code.h"

G_BEGIN_DECLS

typedef enum {
    SIM_PSEUDO_SETUP_FINALLY = SIM_OPCODE_COUNT,
    SIM_PSEUDO_SETUP_CLEANUP,
    SIM_PSEUDO_SETUP_WITH,
    SIM_PSEUDO_POP_BLOCK,
    SIM_PSEUDO_JUMP,
    SIM_PSEUDO_JUMP_NO_INTERRUPT,
    SIM_PSEUDO_POP_JUMP_IF_FALSE,
    SIM_PSEUDO_POP_JUMP_IF_TRUE,
    SIM_PSEUDO_POP_JUMP_IF_NONE,
    SIM_PSEUDO_POP_JUMP_IF_NOT_NONE
} SimPseudoOpcode;

/* What the argument of an opcode means: see opcode.def. */
typedef enum {
    SIM_OPCODE_ARG_NONE,
    SIM_OPCODE_ARG_CONST,
    SIM_OPCODE_ARG_NAME,
    SIM_OPCODE_ARG_GLOBAL,
    SIM_OPCODE_ARG_LOCAL,
    SIM_OPCODE_ARG_CELL,
    SIM_OPCODE_ARG_JUMP,
    SIM_OPCODE_ARG_COMPARE,
    SIM_OPCODE_ARG_BINARY,
    SIM_OPCODE_ARG_INVERT,
    SIM_OPCODE_ARG_COUNT,
    SIM_OPCODE_ARG_UNPACK,
    SIM_OPCODE_ARG_FLAGS
} SimOpcodeArg;

SimOpcodeArg sim_opcode_arg(SimOpcode op);
/* Code units of inline cache that CPython has behind the instruction. */
int sim_opcode_caches(SimOpcode op);

/* How many values the instruction adds to the stack when it goes on (@jump false) or
 * jumps, or raises and is handled (@jump true). @op may be a pseudo opcode. */
int sim_opcode_effect(int op, uint32_t arg, bool jump);

/* These take pseudo opcodes too. */
bool sim_opcode_is_jump(int op);
bool sim_opcode_is_block_push(int op);
/* Jumps, return and raise: nothing of a basic block follows them. */
bool sim_opcode_ends_block(int op);

/* The text of COMPARE_OP's or BINARY_OP's argument ("<", "+="); NULL if it has none. */
const char *sim_opcode_compare_text(uint32_t arg);
const char *sim_opcode_binary_text(uint32_t arg);
/* The argument of BINARY_OP for an operator; -1 if it is none. */
int sim_opcode_binary_arg(SimOp op, bool in_place);

G_END_DECLS
