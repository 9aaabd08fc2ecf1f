/* What the files of the compiler share.
 *
 * The compiler visits the folded tree and appends instructions to the flow graph of
 * the current unit: one unit for each code object, the innermost the current one. The
 * place given to an instruction is the unit's `span`, which visitors set, as
 * Python/compile.c does; which instruction has which place is part of what is modelled.
 *
 * An error is kept (the first one) and compiling goes on: what comes out is thrown
 * away. So no function returns success.
 */
#pragma once

#include "sim/base/diag.h"
#include "sim/bytecode/code.h"
#include "sim/bytecode/const_table.h"
#include "sim/bytecode/flowgraph.h"
#include "sim/bytecode/name_table.h"
#include "sim/bytecode/opcode.h"
#include "sim/bytecode/symtable.h"

/* Displays and calls with more items than this are built piece by piece. */
enum {
    STACK_USE_GUIDELINE = 30,
    MAX_FRAME_BLOCKS = 20
};

typedef enum {
    UNIT_MODULE,
    UNIT_CLASS,
    UNIT_FUNCTION,
    UNIT_LAMBDA,
    UNIT_COMPREHENSION
} UnitKind;

/* What break, continue and return have to undo on their way out. */
typedef enum {
    FRAME_WHILE_LOOP,
    FRAME_FOR_LOOP,
    FRAME_TRY_EXCEPT,
    FRAME_FINALLY_TRY,
    FRAME_FINALLY_END,
    FRAME_WITH,
    FRAME_HANDLER_CLEANUP,
    FRAME_POP_VALUE,
    FRAME_EXCEPTION_HANDLER
} FrameKind;

typedef struct {
    FrameKind kind;
    SimBasicBlock *start; /* loops: where continue goes */
    SimBasicBlock *exit;  /* loops: where break goes */
    const SimNode *node;  /* FINALLY_TRY: the Try; WITH: the With */
    const char *name;     /* HANDLER_CLEANUP: what `as` bound, or NULL */
} FrameBlock;

typedef struct Unit Unit;

struct Unit {
    Unit *outer;
    UnitKind kind;
    const SimBlockScope *scope;
    const char *name;
    const char *qualname;
    const char *class_name; /* for mangling, or NULL */
    int argcount;
    int posonlyargcount;
    int kwonlyargcount;
    int32_t first_line;
    SimConstTable *consts;
    SimNameTable names;
    SimNameTable varnames;
    SimNameTable cellvars;
    SimNameTable freevars;
    SimFlowgraph graph;
    SimSpan span;
    FrameBlock frames[MAX_FRAME_BLOCKS];
    size_t nframes;
};

typedef struct {
    SimSource *source;
    GStringChunk *names;
    SimRegion *region;
    SimSymtable *symtable;
    Unit *unit;
    bool text_annotations;
    int32_t last_future_line; /* `from __future__ import` may not come later */
    GError *error;
    GString *warnings; /* as they will be printed */
} Compiler;

/* compile.c */
const char *sim_compile_intern(Compiler *c, const char *text);
void sim_compile_fail(Compiler *c, const char *format, ...) G_GNUC_PRINTF(2, 3);
void sim_compile_enter(
    Compiler *c, const char *name, UnitKind kind, const SimNode *node, int32_t first_line);
/* Ends the current unit and gives its code: NULL after an error. With @add_none a code
 * that falls off its end returns None. (transfer full) */
SimCode *sim_compile_leave(Compiler *c, bool add_none);
void sim_compile_visit_body(Compiler *c, SimNodes body);

/* compile_emit.c */
void sim_compile_emit(Compiler *c, int op);
void sim_compile_emit_arg(Compiler *c, int op, uint32_t arg);
void sim_compile_emit_jump(Compiler *c, int op, SimBasicBlock *target);
/* The same without a place. */
void sim_compile_emit_artificial(Compiler *c, int op);
void sim_compile_emit_artificial_jump(Compiler *c, int op, SimBasicBlock *target);
/* An attribute or module name, mangled. */
void sim_compile_emit_name(Compiler *c, int op, const char *name);
/* A name that is not mangled. */
void sim_compile_emit_plain_name(Compiler *c, int op, const char *name);
void sim_compile_emit_const(Compiler *c, const SimConst *value);
void sim_compile_emit_none(Compiler *c);
void sim_compile_emit_text(Compiler *c, const char *text);
void sim_compile_emit_code(Compiler *c, SimCode *code);
void sim_compile_emit_call(Compiler *c, size_t nargs);
void sim_compile_emit_compare(Compiler *c, SimOp op);
/* Reads, stores or deletes a variable, wherever it lives. */
void sim_compile_emit_variable(Compiler *c, const char *name, SimOp ctx);
/* Refuses to store or delete __debug__. */
void sim_compile_check_forbidden(Compiler *c, const char *name, SimOp ctx);
const char *sim_compile_mangle(Compiler *c, const char *name);
/* A tuple constant of names. */
const SimConst *sim_compile_make_name_tuple(Compiler *c, const char *const *names, size_t count);
SimBasicBlock *sim_compile_new_block(Compiler *c);
void sim_compile_use_block(Compiler *c, SimBasicBlock *block);
void sim_compile_set_span(Compiler *c, const SimNode *node);
void sim_compile_unset_span(Compiler *c);
/* Moves the start of the current place to the attribute's name, if that is on a later
 * line than the rest. */
void sim_compile_move_span_to_attribute(Compiler *c, const SimNode *attribute);

/* compile_frame.c */
void sim_compile_push_frame(Compiler *c, FrameBlock frame);
void sim_compile_pop_frame(Compiler *c, FrameKind kind);
/* Undoes what stands between here and the function, or the innermost loop if @loop is
 * given: then that is set to the loop's frame, NULL if there is none. */
void sim_compile_unwind_frames(Compiler *c, bool preserve_top, const FrameBlock **loop);
void sim_compile_unwind_frame(Compiler *c, const FrameBlock *frame, bool preserve_top);

/* compile_stmt.c */
void sim_compile_visit_stmt(Compiler *c, const SimNode *node);
void sim_compile_visit_stmts(Compiler *c, SimNodes nodes);

/* compile_assign.c */
void sim_compile_visit_assign(Compiler *c, const SimNode *node);
void sim_compile_visit_aug_assign(Compiler *c, const SimNode *node);
void sim_compile_visit_ann_assign(Compiler *c, const SimNode *node);
/* Whether a body has annotated names. */
bool sim_compile_has_annotations(SimNodes body);

/* compile_loop.c */
void sim_compile_visit_for(Compiler *c, const SimNode *node);
void sim_compile_visit_while(Compiler *c, const SimNode *node);
void sim_compile_visit_if(Compiler *c, const SimNode *node);
void sim_compile_visit_break(Compiler *c);
void sim_compile_visit_continue(Compiler *c);
/* Jumps to @target if the value of @test is @condition. */
void sim_compile_jump_if(Compiler *c, const SimNode *test, SimBasicBlock *target, bool condition);

/* compile_try.c */
void sim_compile_visit_try(Compiler *c, const SimNode *node);
/* Ends a handler that the machine entered with lasti and the exception pushed. */
void sim_compile_emit_reraise_cleanup(Compiler *c);

/* compile_with.c */
void sim_compile_visit_with(Compiler *c, const SimNode *node);
void sim_compile_emit_exit_call(Compiler *c);

/* compile_import.c */
void sim_compile_visit_import(Compiler *c, const SimNode *node);
void sim_compile_visit_import_from(Compiler *c, const SimNode *node);
/* Reads the `from __future__` imports that open a module. */
void sim_compile_check_future_imports(Compiler *c, SimNodes body);

/* compile_function.c */
void sim_compile_visit_function(Compiler *c, const SimNode *node);
void sim_compile_visit_lambda(Compiler *c, const SimNode *node);
/* Makes a function of @code (takes the reference), with the cells it wants. */
void sim_compile_emit_closure(Compiler *c, SimCode *code, uint32_t flags);
void sim_compile_visit_decorators(Compiler *c, SimNodes decorators);
void sim_compile_apply_decorators(Compiler *c, SimNodes decorators);
int32_t sim_compile_first_line_of(const SimNode *node, SimNodes decorators);

/* compile_class.c */
void sim_compile_visit_class(Compiler *c, const SimNode *node);

/* compile_comprehension.c */
void sim_compile_visit_comprehension(Compiler *c, const SimNode *node);

/* compile_expr.c */
void sim_compile_visit_expr(Compiler *c, const SimNode *node);
void sim_compile_visit_exprs(Compiler *c, SimNodes nodes);

/* compile_display.c */
void sim_compile_visit_tuple(Compiler *c, const SimNode *node);
void sim_compile_visit_list(Compiler *c, const SimNode *node);
void sim_compile_visit_set(Compiler *c, const SimNode *node);
void sim_compile_visit_dict(Compiler *c, const SimNode *node);
/* Builds a sequence or set of @elts and of @pushed values below them on the stack. With
 * @tuple the result is a tuple. */
void sim_compile_emit_display(
    Compiler *c, SimNodes elts, uint32_t pushed, int build, int add, int extend, bool tuple);

/* compile_call.c */
void sim_compile_visit_call(Compiler *c, const SimNode *node);
/* The arguments and the call, with @pushed arguments on the stack already. */
void
sim_compile_emit_call_arguments(Compiler *c, uint32_t pushed, SimNodes args, SimNodes keywords);

/* compile_warn.c: each looks at one piece of code, at the unit's place. */
void sim_compile_warn_call(Compiler *c, const SimNode *func);
void sim_compile_warn_subscript(Compiler *c, const SimNode *value, const SimNode *slice);
void sim_compile_warn_compare(Compiler *c, const SimNode *compare);
void sim_compile_warn_assert(Compiler *c, const SimNode *test);

/* assemble.c */
SimCode *sim_assemble(Compiler *c, bool add_none);
