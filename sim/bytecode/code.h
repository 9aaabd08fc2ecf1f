/* Code objects: what the compiler makes of a module, function, class body or
 * comprehension.
 *
 * Stands for PyCodeObject (Include/cpython/code.h, Objects/codeobject.c) of 3.11. The
 * instructions are those `python3.11 -m dis` shows, in the same order with the same
 * arguments, less CACHE; EXTENDED_ARG is folded into a 32-bit argument. The argument
 * of a jump is the index of its target instruction.
 *
 * A SimCode is immutable, holds no object of a machine (constants are SimConst; a
 * machine makes objects of them when it loads the code) and may be shared by machines
 * and threads: reference counted, atomic.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/diag.h"
#include "sim/base/span.h"
#include "sim/syntax/ast.h"

G_BEGIN_DECLS

typedef enum {
#define OPCODE(name, ...) SIM_OPCODE_##name,
#include "sim/bytecode/opcode.def"
#undef OPCODE
    SIM_OPCODE_COUNT
} SimOpcode;

/* What who runs an instruction may want to know. */
enum {
    SIM_MARK_LINE = 1,    /* may start a line, so who records lines must look at it */
    SIM_MARK_SEQUENCE = 2 /* heads a sequence that may be run as one (sim/vm/interp_loop.h) */
};

typedef struct {
    uint32_t arg;
    uint8_t op;     /* SimOpcode */
    uint8_t marks;  /* SIM_MARK_... */
    uint16_t cache; /* number of this instruction's inline cache, free for the vm */
} SimInstr;

/* co_flags, with CPython's values. */
typedef enum {
    SIM_CO_OPTIMIZED = 0x1,
    SIM_CO_NEWLOCALS = 0x2,
    SIM_CO_VARARGS = 0x4,
    SIM_CO_VARKEYWORDS = 0x8,
    SIM_CO_NESTED = 0x10,
    SIM_CO_GENERATOR = 0x20,
    SIM_CO_FUTURE_ANNOTATIONS = 0x1000000
} SimCodeFlags;

/* Kinds of fast locals, as in _PyLocals_Kind: a parameter that is captured is both
 * LOCAL and CELL. */
typedef enum {
    SIM_FAST_LOCAL = 0x20,
    SIM_FAST_CELL = 0x40,
    SIM_FAST_FREE = 0x80
} SimFastKind;

/* One line of the exception table: instructions [start, end) are handled at target
 * with the value stack cut to depth; push_lasti pushes the index of the instruction
 * that raised before the exception (for RERAISE). */
typedef struct {
    uint32_t start;
    uint32_t end;
    uint32_t target;
    uint32_t depth;
    bool push_lasti;
} SimHandler;

typedef struct SimCode SimCode;

/* A member of co_consts: a constant, or the code of something nested. */
typedef struct {
    const SimConst *value; /* NULL where code is set */
    SimCode *code;
} SimCodeConst;

G_STATIC_ASSERT(SIM_OPCODE_COUNT <= 256); /* SimInstr.op */

struct SimCode {
    gatomicrefcount refs;
    SimSource *source;
    const char *name;
    const char *qualname;
    int argcount;
    int posonlyargcount;
    int kwonlyargcount;
    int stacksize;
    uint32_t flags; /* SimCodeFlags */
    int32_t firstlineno;

    const SimCodeConst *consts;
    size_t nconsts;
    const char *const *names; /* co_names */
    size_t nnames;

    /* Fast locals in CPython's order: parameters, other locals, cells, free variables.
     * nlocals counts those with SIM_FAST_LOCAL, ncells and nfrees the others; a cell
     * that is also a parameter is counted in both nlocals and ncells. */
    const char *const *localsplus;
    const uint8_t *localsplus_kinds;
    size_t nlocalsplus;
    size_t nlocals;
    size_t ncells;
    size_t nfrees;

    const SimInstr *instrs;
    /* One per instruction, as co_positions() gives them: line 0 for artificial ones
     * (None there), and for the RESUME of a module, whose end_line is 1; column -1 where
     * only the line is known. */
    const SimSpan *spans;
    size_t ninstrs;
    uint32_t ncaches; /* instructions that have a cache */

    const SimHandler *handlers;
    size_t nhandlers;

    /* Of a module: what was warned of while it was read and compiled, as Python prints it on
     * stderr; NULL: nothing. */
    const char *warnings;

    /* Of a function that stands for native code: ns of virtual time that a call takes, 0: it is an
     * ordinary one; whether it keeps the GIL. */
    uint64_t native_time;
    bool native_held;

    void *memory; /* what all the arrays and texts above live in */
};

SimCode *sim_code_ref(SimCode *code);
void sim_code_unref(SimCode *code);

/* The handler for instruction @index, or NULL. */
const SimHandler *sim_code_find_handler(const SimCode *code, uint32_t index);

/* Compiles a whole module. NULL with @error (SIM_DIAG_SYNTAX) for what only the symbol
 * table or the compiler sees ("'return' outside function"). The code keeps nothing of
 * @tree but its source. Returns (transfer full). */
SimCode *sim_compile_module(const SimTree *tree, GError **error);

/* Disassembly of @code and of everything nested in it, laid out like `dis.dis`. */
void sim_code_dump(const SimCode *code, GString *out);

const char *sim_opcode_name(SimOpcode op);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimCode, sim_code_unref)

G_END_DECLS
