/* Functions, bound methods, cells, code objects, C functions.
 *
 * Stands for Objects/funcobject.c, classobject.c, cellobject.c, codeobject.c,
 * methodobject.c. Running a Python function is sim/vm's business: it sets the
 * tp_vectorcall of `function` when it starts.
 */
#pragma once

#include "sim/bytecode/code.h"
#include "sim/model/world.h"

G_BEGIN_DECLS

/* A code object of this world: the host's SimCode with its constants and names as
 * objects. */
/* QUICKENING_WARMUP_DELAY: from then on instructions are specialised. Most of that nobody can see;
 * what can be seen asks sim_code_is_warm(). */
enum {
    SIM_CODE_WARM = 8
};

typedef struct {
    SimObject ob;
    SimCode *code;       /* owned reference */
    SimObject *consts;   /* tuple */
    SimObject *names;    /* tuple of interned str */
    SimObject *varnames; /* tuple of interned str: localsplus */
    SimObject *name;
    SimObject *qualname;
    uint32_t number; /* of its CODE event */
    uint32_t warmth; /* co_warmup: how often it was entered or jumped back, up to SIM_CODE_WARM */
    void *cache;     /* sim/vm's inline caches, g_free'd with the object */
} SimCodeObject;

/* _PyCode_Warmup */
static inline void
sim_code_warm_up(SimCodeObject *code)
{
    code->warmth += code->warmth < SIM_CODE_WARM;
}

static inline bool
sim_code_is_warm(const SimCodeObject *code)
{
    return code->warmth == SIM_CODE_WARM;
}

/* Makes the constants (nested code objects too) and names; records CODE. */
SimObject *sim_code_object_new(SimWorld *world, SimCode *code);

typedef struct {
    SimObject ob;
    SimObject *globals;
    SimObject *builtins;
    SimObject *name;
    SimObject *qualname;
    SimCodeObject *code;
    SimObject *defaults;   /* tuple or NULL */
    SimObject *kwdefaults; /* dict or NULL */
    SimObject *closure;    /* tuple of cells or NULL */
    SimObject *doc;
    SimObject *module;
    SimObject *annotations; /* dict, tuple of pairs, or NULL */
    SimObject *dict;        /* __dict__ or NULL */
} SimFunction;

SimObject *sim_function_new(SimWorld *world, SimObject *code, SimObject *globals);

typedef struct {
    SimObject ob;
    SimObject *value; /* NULL: empty */
} SimCell;

SimObject *sim_cell_new(SimWorld *world, SimObject *value); /* value may be NULL */
/* Steals @value (may be NULL), records it, drops the old one. */
void sim_cell_set(SimWorld *world, SimObject *cell, SimObject *value);

typedef struct {
    SimObject ob;
    SimObject *function;
    SimObject *self;
} SimMethod;

SimObject *sim_method_new(SimWorld *world, SimObject *function, SimObject *self);

typedef struct {
    SimObject ob;
    const SimMethodDef *def;
    SimObject *self;   /* NULL, module, or the bound object */
    SimObject *module; /* its name: str or NULL */
} SimBuiltin;

SimObject *
sim_builtin_new(SimWorld *world, const SimMethodDef *def, SimObject *self, SimObject *module);
/* Calls a C function with the argument checks its flags ask for. @name is used in
 * messages: "list.append()" style names are made from @type when it is not NULL. */
SimObject *sim_method_def_call(SimWorld *world,
                               const SimMethodDef *def,
                               const SimType *type,
                               SimObject *self,
                               SimObject *const *args,
                               size_t nargs,
                               SimObject *kwnames);

#define SIM_IS_FUNCTION(world, object) ((object)->type == sim_type((world), SIM_TYPE_FUNCTION))

G_END_DECLS
