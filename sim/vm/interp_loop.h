/* The body of interp.c, which includes it twice: INTERP_RUN is the function's name,
 * INTERP_RECORDED whether the world has a trace (then every change is an event; otherwise nothing
 * even asks for one).
 */
static SimVmStatus
INTERP_RUN(SimVm *vm, SimVmThread *thread, SimFrame *frame, SimRunMode mode, SimObject **result)
{
    /* By opcode, and 256 further by opcode for each of the marks: where a line may start, and what
     * heads a sequence. */
    static const void *const targets[1024] = {
#if INTERP_RECORDED
#define OPCODE(NAME, ...) [SIM_OPCODE_##NAME] = &&op_##NAME, [256 + SIM_OPCODE_##NAME] = &&hooked,
#else
#define OPCODE(NAME, ...)                                                                          \
    [SIM_OPCODE_##NAME] = &&op_##NAME, [256 + SIM_OPCODE_##NAME] = &&op_##NAME,
#endif
#include "sim/bytecode/opcode.def"
#undef OPCODE
#if INTERP_RECORDED
#define SEQUENCE(NAME)                                                                             \
    [512 + SIM_OPCODE_##NAME] = &&sequence_##NAME, [768 + SIM_OPCODE_##NAME] = &&hooked
#else
#define SEQUENCE(NAME)                                                                             \
    [512 + SIM_OPCODE_##NAME] = &&sequence_##NAME, [768 + SIM_OPCODE_##NAME] = &&sequence_##NAME
#endif
        SEQUENCE(LOAD_FAST),
        SEQUENCE(FOR_ITER),
#undef SEQUENCE
    };
    static const void *const hooks[1024] = {
#define OPCODE(NAME, ...)                                                                          \
    [SIM_OPCODE_##NAME] = &&hooked, [256 + SIM_OPCODE_##NAME] = &&hooked,                          \
    [512 + SIM_OPCODE_##NAME] = &&hooked, [768 + SIM_OPCODE_##NAME] = &&hooked,
#include "sim/bytecode/opcode.def"
#undef OPCODE
    };

    SimWorld *const world = vm->world;
    const void *const *const dispatch = mode == SIM_RUN_ONE ? hooks : targets;
    bool executed = false;
    bool limit = false;
    bool counted; /* the frame that ends is counted in recursion_depth */
    const SimInstr *ip;
    SimObject **sp;
    SimObject *value; /* what is delivered */

    bool ready = true;
    int64_t fuel;  /* vm->fuel, in a register */
    int64_t known; /* what it was when vm->fuel was last right */

    if (mode == SIM_RUN_ONE) {
        sim_vm_settle(vm);
        vm->given = vm->fuel = 1;
    } else if (vm->fuel <= 0 || vm->stopping) {
        ready = sim_vm_refuel(vm, false, &limit);
    }

#define KEY          (ip->op | ip->marks << 8)
#define LOCALS       (frame->slots)
#define FIRST        (frame->code->code->instrs)
#define CACHE        (&((SimCache *) frame->code->cache)[ip->cache])
#define NAME_AT(i)   (((SimTuple *) (void *) frame->code->names)->items[i])
#define CONST_AT(i)  (((SimTuple *) (void *) frame->code->consts)->items[i])
#define TOP          sp[-1]
#define SECOND       sp[-2]
#define PEEK(n)      sp[-(ptrdiff_t) (n)]
#define PUSH(object) (*sp++ = (object))
#define POP()        (*--sp)
#define GO()                                                                                       \
    do {                                                                                           \
        frame->ip = ip;                                                                            \
        fuel--;                                                                                    \
        goto *dispatch[KEY];                                                                       \
    } while (0)
#define NEXT()                                                                                     \
    do {                                                                                           \
        ip++;                                                                                      \
        GO();                                                                                      \
    } while (0)
/* A sequence has executed @count instructions beyond its first. */
#define SPEND(count) (fuel -= (count))
/* Only instructions that may start a line are looked at: for what they have to know of the one
 * before, that one must say when it is not their neighbour. */
#define NOTE_JUMP()                                                                                \
    do {                                                                                           \
        if (INTERP_RECORDED && frame->traced != 0) {                                               \
            frame->traced = (uint32_t) (ip - FIRST) + 1;                                           \
        }                                                                                          \
    } while (0)
#define JUMP(target)                                                                               \
    do {                                                                                           \
        NOTE_JUMP();                                                                               \
        ip = FIRST + (target);                                                                     \
        GO();                                                                                      \
    } while (0)
/* Before C code that may look at the clock or wait, and behind it. */
#define FUEL_OUT()                                                                                 \
    do {                                                                                           \
        vm->fuel -= known - fuel;                                                                  \
        known = fuel;                                                                              \
    } while (0)
#define FUEL_IN() (fuel = known = vm->fuel)
#define SAVE()    (frame->stacktop = (uint32_t) (sp - frame->slots))
#define LOAD()                                                                                     \
    do {                                                                                           \
        ip = frame->ip;                                                                            \
        sp = frame->slots + frame->stacktop;                                                       \
    } while (0)
/* Where CPython looks at its eval breaker. The instruction is complete but for the jump. */
#define CHECK()                                                                                    \
    do {                                                                                           \
        if (G_UNLIKELY(fuel <= 0)) {                                                               \
            SAVE();                                                                                \
            FUEL_OUT();                                                                            \
            bool going = sim_vm_refuel(vm, true, &limit);                                          \
            FUEL_IN();                                                                             \
            if (!going) {                                                                          \
                goto stop;                                                                         \
            }                                                                                      \
        }                                                                                          \
    } while (0)
#define DROP(object)   sim_fast_drop(world, (object), INTERP_RECORDED)
#define INCREF(object) sim_fast_incref(world, (object), INTERP_RECORDED)
#define NEWREF(object) sim_fast_newref(world, (object), INTERP_RECORDED)
#define XDROP(object)                                                                              \
    do {                                                                                           \
        if ((object) != NULL) {                                                                    \
            DROP(object);                                                                          \
        }                                                                                          \
    } while (0)
#define RECORD(EVENT, ...)                                                                         \
    do {                                                                                           \
        if (INTERP_RECORDED) {                                                                     \
            sim_trace_emit_##EVENT(world->trace, __VA_ARGS__);                                     \
        }                                                                                          \
    } while (0)

    FUEL_IN();
    LOAD();
    if (G_UNLIKELY(!ready)) {
        goto stop;
    }
    if (G_UNLIKELY(mode == SIM_RUN_RAISE)) {
        goto error;
    }
    NEXT();

hooked:
    if (mode == SIM_RUN_ONE) {
        if (executed) {
            frame->ip = ip - 1;
            SAVE();
            fuel++; /* for the one that is not executed */
            FUEL_OUT();
            sim_vm_settle(vm);
            vm->given = vm->fuel = 0;
            return SIM_VM_READY;
        }
        executed = true;
    }
    if (INTERP_RECORDED) {
        record_line(world, frame, ip);
    }
    goto *targets[mode == SIM_RUN_ONE ? ip->op : KEY & ~(SIM_MARK_LINE << 8)];

    /* Stack. */

op_NOP:
    NEXT();

op_POP_TOP:
    value = POP();
    DROP(value);
    NEXT();

op_PUSH_NULL:
    PUSH(NULL);
    NEXT();

op_COPY:
    value = PEEK(ip->arg);
    INCREF(value);
    PUSH(value);
    NEXT();

op_SWAP:
    value = TOP;
    TOP = PEEK(ip->arg);
    PEEK(ip->arg) = value;
    NEXT();

    /* Frame set-up. */

op_RESUME:
    sim_code_warm_up(frame->code);
    if (ip->arg < 2) {
        CHECK();
    }
    if (G_UNLIKELY(frame->code->code->native_time != 0) && ip->arg == 0) {
        SAVE();
        FUEL_OUT();
        bool going = run_native(vm, frame->code->code);
        FUEL_IN();
        if (!going) {
            goto error;
        }
    }
    NEXT();

op_MAKE_CELL : {
    SimObject *initial = LOCALS[ip->arg];
    SimObject *cell = sim_cell_new(world, initial);
    if (cell == NULL) {
        goto error;
    }
    LOCALS[ip->arg] = cell;
    RECORD(BIND, ip->arg, cell->slot);
    XDROP(initial);
    NEXT();
}

op_COPY_FREE_VARS : {
    const SimTuple *closure = (const SimTuple *) (void *) frame->function->closure;
    size_t offset = frame->code->code->nlocalsplus - ip->arg;
    for (uint32_t i = 0; i < ip->arg; i++) {
        SimObject *cell = NEWREF(closure->items[i]);
        LOCALS[offset + i] = cell;
        RECORD(BIND, offset + i, cell->slot);
    }
    NEXT();
}

op_RETURN_GENERATOR : {
    SAVE();
    SimObject *generator = sim_generator_new(world, frame);
    if (generator == NULL) {
        goto error;
    }
    value = generator;
    goto moved_to_generator;
}

    /* Variables. */

op_LOAD_CONST:
    value = CONST_AT(ip->arg);
    INCREF(value);
    PUSH(value);
    NEXT();

op_LOAD_FAST:
    value = LOCALS[ip->arg];
    if (G_UNLIKELY(value == NULL)) {
        sim_names_unbound_fast(world, frame, ip->arg);
        goto error;
    }
    INCREF(value);
    PUSH(value);
    NEXT();

/* LOAD_FAST, LOAD_FAST or LOAD_CONST, BINARY_OP, STORE_FAST of short ints. */
sequence_LOAD_FAST : {
    SimObject *left = LOCALS[ip->arg];
    SimObject *right = ip[1].op == SIM_OPCODE_LOAD_FAST ? LOCALS[ip[1].arg] : CONST_AT(ip[1].arg);
    size_t size;
    value = left == NULL || right == NULL
                ? NULL
                : sim_fast_int_operation(world, ip[2].arg, left, right, &size);
    if (value == NULL) {
        goto op_LOAD_FAST;
    }
    SPEND(3);
    frame->ip = ip += 3;
    SimObject *old = LOCALS[ip->arg];
    LOCALS[ip->arg] = value;
    sim_fast_replace_by_result(world, ip->arg, old, value, size, left, right, INTERP_RECORDED);
    NEXT();
}

op_STORE_FAST : {
    SimObject *old = LOCALS[ip->arg];
    value = POP();
    LOCALS[ip->arg] = value;
    RECORD(BIND, ip->arg, value->slot);
    if (old != NULL) {
        DROP(old);
    }
    NEXT();
}

op_DELETE_FAST:
    value = LOCALS[ip->arg];
    if (value == NULL) {
        sim_names_unbound_fast(world, frame, ip->arg);
        goto error;
    }
    LOCALS[ip->arg] = NULL;
    RECORD(BIND, ip->arg, SIM_SLOT_NONE);
    DROP(value);
    NEXT();

op_LOAD_CLOSURE:
    value = LOCALS[ip->arg];
    INCREF(value);
    PUSH(value);
    NEXT();

op_LOAD_DEREF:
    value = ((SimCell *) (void *) LOCALS[ip->arg])->value;
    if (value == NULL) {
        sim_names_unbound_cell(world, frame, ip->arg);
        goto error;
    }
    INCREF(value);
    PUSH(value);
    NEXT();

op_LOAD_CLASSDEREF:
    value = sim_names_load_classderef(world, frame, ip->arg);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_STORE_DEREF:
    value = POP();
    sim_cell_set(world, LOCALS[ip->arg], value);
    NEXT();

op_DELETE_DEREF:
    if (((SimCell *) (void *) LOCALS[ip->arg])->value == NULL) {
        sim_names_unbound_cell(world, frame, ip->arg);
        goto error;
    }
    sim_cell_set(world, LOCALS[ip->arg], NULL);
    NEXT();

op_LOAD_NAME:
    value = sim_names_load(world, frame, NAME_AT(ip->arg));
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_STORE_NAME : {
    SimObject *names = frame->locals;
    SimObject *name = NAME_AT(ip->arg);
    value = TOP;
    int status = SIM_IS_DICT_EXACT(world, names) ? sim_dict_set(world, names, name, value)
                                                 : sim_object_setitem(world, names, name, value);
    sp--;
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_DELETE_NAME:
    if (sim_names_delete(world, frame, NAME_AT(ip->arg)) != 0) {
        goto error;
    }
    NEXT();

op_LOAD_GLOBAL:
    if ((ip->arg & 1) != 0) {
        PUSH(NULL);
    }
    value = sim_fast_global(world, frame, CACHE, NAME_AT(ip->arg >> 1), INTERP_RECORDED);
    if (G_UNLIKELY(value == NULL)) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_STORE_GLOBAL : {
    value = TOP;
    int status = sim_dict_set(world, frame->globals, NAME_AT(ip->arg), value);
    sp--;
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_DELETE_GLOBAL:
    if (sim_names_delete_global(world, frame, NAME_AT(ip->arg)) != 0) {
        goto error;
    }
    NEXT();

    /* Attributes and items. */

op_LOAD_ATTR : {
    SimObject *owner = TOP;
    value = sim_fast_attr(world, owner, NAME_AT(ip->arg), CACHE, INTERP_RECORDED);
    if (value == NULL) {
        goto error;
    }
    TOP = value;
    DROP(owner);
    NEXT();
}

op_STORE_ATTR : {
    SimObject *owner = TOP;
    value = SECOND;
    int status = sim_fast_set_attr(world, owner, NAME_AT(ip->arg), value, CACHE, INTERP_RECORDED);
    if (status != 0) {
        goto error;
    }
    sp -= 2;
    DROP(value);
    DROP(owner);
    NEXT();
}

op_DELETE_ATTR : {
    SimObject *owner = POP();
    int status = sim_object_setattr(world, owner, NAME_AT(ip->arg), NULL);
    DROP(owner);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_LOAD_METHOD : {
    SimObject *object = TOP;
    SimObject *method = NULL;
    bool unbound =
        sim_fast_method(world, object, NAME_AT(ip->arg), CACHE, &method, INTERP_RECORDED);
    if (G_UNLIKELY(method == NULL)) {
        goto error;
    }
    if (unbound) {
        TOP = method;
        PUSH(object);
    } else {
        TOP = NULL;
        DROP(object);
        PUSH(method);
    }
    NEXT();
}

op_BINARY_SUBSCR : {
    SimObject *key = TOP;
    SimObject *container = SECOND;
    if (G_UNLIKELY(container->type->heap != NULL) && sim_code_is_warm(frame->code)) {
        SimFunction *getitem = simple_getitem(world, container->type);
        if (getitem != NULL) { /* BINARY_SUBSCR_GETITEM: the operands become its arguments */
            sp -= 2;
            INCREF(&getitem->ob);
            SimFrame *called = sim_call_push(world, getitem, NULL, sp, 2, NULL);
            if (called == NULL) {
                goto error;
            }
            called->delivery = SIM_DELIVER_PUSH;
            SAVE();
            frame = called;
            goto start_frame;
        }
    }
    value = sim_fast_getitem(world, container, key, INTERP_RECORDED);
    if (value == NULL) {
        goto error;
    }
    sp--;
    TOP = value;
    DROP(container);
    DROP(key);
    NEXT();
}

op_STORE_SUBSCR : {
    SimObject *key = TOP;
    SimObject *container = SECOND;
    value = PEEK(3);
    bool held = container->type == &world->types[SIM_TYPE_DICT] && sim_code_is_warm(frame->code);
    if (held ? sim_dict_set_held(world, container, key, value) != 0 /* STORE_SUBSCR_DICT */
             : sim_object_setitem(world, container, key, value) != 0) {
        goto error;
    }
    sp -= 3;
    DROP(value);
    DROP(container);
    DROP(key);
    NEXT();
}

op_DELETE_SUBSCR : {
    SimObject *key = TOP;
    SimObject *container = SECOND;
    if (sim_object_delitem(world, container, key) != 0) {
        goto error;
    }
    sp -= 2;
    DROP(container);
    DROP(key);
    NEXT();
}

/* Operators. */

#define UNARY(function)                                                                            \
    do {                                                                                           \
        SimObject *operand = TOP;                                                                  \
        value = function(world, operand);                                                          \
        if (value == NULL) {                                                                       \
            goto error;                                                                            \
        }                                                                                          \
        TOP = value;                                                                               \
        DROP(operand);                                                                             \
        NEXT();                                                                                    \
    } while (0)

op_UNARY_POSITIVE:
    UNARY(sim_number_positive);
op_UNARY_NEGATIVE:
    UNARY(sim_number_negative);
op_UNARY_INVERT:
    UNARY(sim_number_invert);

op_UNARY_NOT : {
    SimObject *operand = TOP;
    int truth = sim_object_is_true(world, operand);
    if (truth < 0) {
        goto error;
    }
    TOP = NEWREF(truth ? world->false_object : world->true_object);
    DROP(operand);
    NEXT();
}

op_BINARY_OP : {
    SimObject *right = TOP;
    SimObject *left = SECOND;
    value = sim_fast_binary(world, ip->arg, left, right, INTERP_RECORDED);
    if (value == NULL) {
        if (sim_fast_is_str_append(world, ip, left, right) && LOCALS[ip[1].arg] == left &&
            sim_code_is_warm(frame->code)) {
            /* BINARY_OP_INPLACE_ADD_UNICODE, s = s + t: the local gives its reference up, so that s
             * may grow in place. */
            ip++;
            sp -= 2;
            DROP(left);
            sim_str_append(world, &LOCALS[ip->arg], right);
            DROP(right);
            if (LOCALS[ip->arg] == NULL) {
                RECORD(BIND, ip->arg, SIM_SLOT_NONE);
                goto error;
            }
            RECORD(BIND, ip->arg, LOCALS[ip->arg]->slot);
            NEXT();
        }
        value = binary_operations[ip->arg](world, left, right);
        if (value == NULL) {
            goto error;
        }
    }
    sp--;
    TOP = value;
    DROP(left);
    DROP(right);
    NEXT();
}

op_COMPARE_OP : {
    SimObject *right = TOP;
    SimObject *left = SECOND;
    value = sim_fast_compare(world, (SimCompareOp) ip->arg, left, right, INTERP_RECORDED);
    if (value == NULL) {
        value = sim_object_richcompare(world, left, right, (SimCompareOp) ip->arg);
        if (value == NULL) {
            goto error;
        }
    }
    sp--;
    TOP = value;
    DROP(left);
    DROP(right);
    NEXT();
}

op_IS_OP : {
    SimObject *right = POP();
    SimObject *left = TOP;
    bool is = (left == right) != (ip->arg != 0);
    TOP = NEWREF(is ? world->true_object : world->false_object);
    DROP(left);
    DROP(right);
    NEXT();
}

op_CONTAINS_OP : {
    SimObject *container = TOP;
    SimObject *item = SECOND;
    int found = sim_object_contains(world, container, item);
    if (found < 0) {
        goto error;
    }
    sp--;
    bool is = (found != 0) != (ip->arg != 0);
    TOP = NEWREF(is ? world->true_object : world->false_object);
    DROP(item);
    DROP(container);
    NEXT();
}

    /* Containers and strings. */

op_BUILD_TUPLE:
    sp -= ip->arg;
    value = sim_tuple_from_stolen(world, sp, ip->arg);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_BUILD_LIST:
    sp -= ip->arg;
    value = sim_list_from_stolen(world, sp, ip->arg);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_BUILD_SET : {
    SimObject *set = sim_set_new(world, NULL);
    if (set == NULL) {
        goto error;
    }
    int status = 0;
    for (uint32_t i = ip->arg; i > 0; i--) {
        SimObject *item = PEEK(i);
        if (status == 0) {
            status = sim_set_add(world, set, item);
        }
        DROP(item);
    }
    sp -= ip->arg;
    if (status != 0) {
        DROP(set);
        goto error;
    }
    PUSH(set);
    NEXT();
}

op_BUILD_MAP : {
    SimObject **items = sp - (size_t) ip->arg * 2;
    value = build_map(world, items, 2, items + 1, 2, ip->arg);
    if (value == NULL) {
        goto error;
    }
    while (sp > items) {
        SimObject *item = POP();
        DROP(item);
    }
    PUSH(value);
    NEXT();
}

op_BUILD_CONST_KEY_MAP : {
    SimObject *keys = TOP;
    SimObject **items = sp - 1 - ip->arg;
    value = build_map(world, ((SimTuple *) (void *) keys)->items, 1, items, 1, ip->arg);
    if (value == NULL) {
        goto error;
    }
    while (sp > items) {
        SimObject *item = POP();
        DROP(item);
    }
    PUSH(value);
    NEXT();
}

op_BUILD_STRING:
    value = sim_str_join(world, world->empty_str, sp - ip->arg, ip->arg);
    if (value == NULL) {
        goto error;
    }
    for (uint32_t i = 0; i < ip->arg; i++) {
        SimObject *piece = POP();
        DROP(piece);
    }
    PUSH(value);
    NEXT();

op_BUILD_SLICE : {
    SimObject *step = ip->arg == 3 ? POP() : NULL;
    SimObject *stop = POP();
    SimObject *start = TOP;
    value = sim_slice_new(world, start, stop, step);
    DROP(start);
    DROP(stop);
    XDROP(step);
    TOP = value;
    if (value == NULL) {
        goto error;
    }
    NEXT();
}

op_LIST_TO_TUPLE : {
    SimObject *list = POP();
    value = sim_list_as_tuple(world, list);
    DROP(list);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();
}

op_LIST_APPEND : {
    value = POP();
    if (sim_list_append_stolen(world, PEEK(ip->arg), value) != 0) {
        goto error;
    }
    NEXT();
}

op_SET_ADD : {
    value = POP();
    int status = sim_set_add(world, PEEK(ip->arg), value);
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_MAP_ADD : {
    SimObject *key = SECOND;
    value = TOP;
    sp -= 2;
    int status = sim_dict_set_held(world, PEEK(ip->arg), key, value);
    DROP(key);
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_LIST_EXTEND : {
    value = POP();
    int status = sim_unpack_extend(world, PEEK(ip->arg), value);
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_SET_UPDATE : {
    value = POP();
    int status = sim_set_update(world, PEEK(ip->arg), value);
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_DICT_UPDATE : {
    value = POP();
    int status = sim_unpack_update(world, PEEK(ip->arg), value);
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_DICT_MERGE : {
    value = POP();
    int status = sim_unpack_merge(world, PEEK(ip->arg), value, PEEK(2 + ip->arg));
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_FORMAT_VALUE : {
    SimObject *spec = (ip->arg & 4) != 0 ? POP() : NULL;
    value = POP();
    value = format_value(world, value, spec, ip->arg & 3);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();
}

op_UNPACK_SEQUENCE : {
    SimObject *sequence = POP();
    uint32_t count = ip->arg;
    SimObject *const *items = sim_fast_items(world, sequence, count);
    if (items != NULL) {
        for (uint32_t i = count; i > 0; i--) {
            PUSH(NEWREF(items[i - 1]));
        }
    } else if (sim_unpack(world, sequence, (int) count, -1, sp + count)) {
        sp += count;
    } else {
        DROP(sequence);
        goto error;
    }
    DROP(sequence);
    NEXT();
}

op_UNPACK_EX : {
    SimObject *sequence = POP();
    int before = (int) (ip->arg & 0xff);
    int after = (int) (ip->arg >> 8);
    int total = before + 1 + after;
    bool ok = sim_unpack(world, sequence, before, after, sp + total);
    DROP(sequence);
    if (!ok) {
        goto error;
    }
    sp += total;
    NEXT();
}

    /* Calls. */

op_PRECALL:
    NEXT();

op_KW_NAMES:
    thread->kwnames = CONST_AT(ip->arg);
    NEXT();

op_CALL : {
    uint32_t nargs = ip->arg;
    SimObject *callable = PEEK(nargs + 1);
    bool method = PEEK(nargs + 2) != NULL;
    if (!method && callable->type == &world->types[SIM_TYPE_METHOD]) {
        const SimMethod *bound = (const SimMethod *) (void *) callable;
        PEEK(nargs + 1) = NEWREF(bound->self);
        PEEK(nargs + 2) = NEWREF(bound->function);
        DROP(callable);
        method = true;
    }
    if (method) {
        nargs++;
        callable = PEEK(nargs + 1);
    }
    SimObject *kwnames = thread->kwnames;
    thread->kwnames = NULL;
    size_t positional = nargs - (kwnames == NULL ? 0 : sim_tuple_size(kwnames));
    if (G_LIKELY(callable->type == &world->types[SIM_TYPE_FUNCTION])) {
        SimFunction *function = (SimFunction *) (void *) callable;
        SimObject *names = NULL;
        if (G_UNLIKELY((function->code->code->flags & SIM_CO_OPTIMIZED) == 0)) {
            names = NEWREF(function->globals);
        }
        sp -= nargs;
        SimFrame *called = sim_call_push(world, function, names, sp, positional, kwnames);
        sp -= 2 - method;
        if (G_UNLIKELY(called == NULL)) {
            goto error;
        }
        called->delivery = SIM_DELIVER_PUSH;
        SAVE();
        frame = called;
        goto start_frame;
    }
    SimFunction *init;
    SimMakes makes = sim_fast_makes(world, callable, CACHE, &init);
    if (callable == &sim_type(world, SIM_TYPE_STR)->ob && nargs == 1 && positional == 1 &&
        sim_code_is_warm(frame->code)) {
        value = sim_object_str(world, TOP); /* PRECALL_NO_KW_STR_1: without a tuple */
    } else if (makes == SIM_MAKES_BY_INIT) {
        SimFrame *called =
            push_init(world, (SimType *) (void *) callable, init, sp - nargs, positional, kwnames);
        if (called != NULL) {
            SAVE();
            frame = called;
            goto start_frame;
        }
        value = NULL;
    } else if (makes == SIM_MAKES_PLAIN && nargs == 0) {
        SimType *type = (SimType *) (void *) callable;
        SimObject *empty = NEWREF(world->empty_tuple);
        value = type->slots.tp_new(world, type, empty, NULL);
        DROP(empty);
    } else if (kwnames == NULL && sim_fast_is_method_for(world, callable, sp - nargs, nargs)) {
        FUEL_OUT();
        value = sim_fast_call_method(world, callable, sp - nargs, nargs);
        FUEL_IN();
    } else {
        FUEL_OUT();
        value = sim_object_vectorcall(world, callable, sp - nargs, positional, kwnames);
        FUEL_IN();
    }
    DROP(callable);
    sp -= nargs;
    for (uint32_t i = 0; i < nargs; i++) {
        DROP(sp[i]);
    }
    sp -= 2 - method;
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    CHECK();
    NEXT();
}

op_CALL_FUNCTION_EX : {
    SimObject *kwargs = (ip->arg & 1) != 0 ? TOP : NULL;
    SimObject **args = kwargs != NULL ? sp - 2 : sp - 1;
    SimObject *callable = args[-1];
    if (!SIM_IS_TUPLE_EXACT(world, *args)) {
        SimObject *tuple = sim_unpack_star_args(world, callable, *args);
        if (tuple == NULL) {
            goto error;
        }
        SimObject *old = *args;
        *args = tuple;
        DROP(old);
    }
    if (SIM_IS_FUNCTION(world, callable)) {
        SimFrame *called =
            sim_call_push_ex(world, (SimFunction *) (void *) callable, *args, kwargs);
        if (called != NULL) {
            called->delivery = SIM_DELIVER_EX;
            SAVE();
            frame = called;
            goto start_frame;
        }
        value = NULL;
    } else {
        FUEL_OUT();
        value = sim_object_call(world, callable, *args, kwargs);
        FUEL_IN();
    }
    goto finish_ex;
}

op_MAKE_FUNCTION : {
    SimObject **top = sp;
    value = make_function(world, frame, ip->arg, &top);
    sp = top;
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();
}

op_LOAD_BUILD_CLASS:
    value = sim_dict_get(world, frame->builtins, SIM_ID(world, __build_class__));
    if (value == NULL) {
        if (sim_err_occurred(world) == NULL) {
            sim_err_format(world, SIM_TYPE_NameError, "__build_class__ not found");
        }
        goto error;
    }
    INCREF(value);
    PUSH(value);
    NEXT();

op_RETURN_VALUE:
    value = POP();
    SAVE();
    goto returned;

    /* Jumps. */

op_JUMP_FORWARD:
op_JUMP_BACKWARD_NO_INTERRUPT:
    JUMP(ip->arg);

op_JUMP_BACKWARD:
    sim_code_warm_up(frame->code);
    CHECK();
    JUMP(ip->arg);

#define JUMP_IF(wanted, check)                                                                     \
    do {                                                                                           \
        value = POP();                                                                             \
        int truth;                                                                                 \
        if (value == world->true_object) {                                                         \
            truth = 1;                                                                             \
        } else if (value == world->false_object) {                                                 \
            truth = 0;                                                                             \
        } else {                                                                                   \
            truth = sim_object_is_true(world, value);                                              \
        }                                                                                          \
        DROP(value);                                                                               \
        if (truth == (wanted)) {                                                                   \
            check;                                                                                 \
            JUMP(ip->arg);                                                                         \
        }                                                                                          \
        if (truth < 0) {                                                                           \
            goto error;                                                                            \
        }                                                                                          \
        NEXT();                                                                                    \
    } while (0)
#define JUMP_IF_NONE(wanted, check)                                                                \
    do {                                                                                           \
        value = POP();                                                                             \
        bool none = value == SIM_NONE(world);                                                      \
        DROP(value);                                                                               \
        if (none == (wanted)) {                                                                    \
            check;                                                                                 \
            JUMP(ip->arg);                                                                         \
        }                                                                                          \
        NEXT();                                                                                    \
    } while (0)

op_POP_JUMP_FORWARD_IF_FALSE:
    JUMP_IF(0, (void) 0);
op_POP_JUMP_FORWARD_IF_TRUE:
    JUMP_IF(1, (void) 0);
op_POP_JUMP_FORWARD_IF_NONE:
    JUMP_IF_NONE(true, (void) 0);
op_POP_JUMP_FORWARD_IF_NOT_NONE:
    JUMP_IF_NONE(false, (void) 0);
op_POP_JUMP_BACKWARD_IF_FALSE:
    JUMP_IF(0, CHECK());
op_POP_JUMP_BACKWARD_IF_TRUE:
    JUMP_IF(1, CHECK());
op_POP_JUMP_BACKWARD_IF_NONE:
    JUMP_IF_NONE(true, CHECK());
op_POP_JUMP_BACKWARD_IF_NOT_NONE:
    JUMP_IF_NONE(false, CHECK());

#define JUMP_OR_POP(wanted)                                                                        \
    do {                                                                                           \
        value = TOP;                                                                               \
        int truth = sim_object_is_true(world, value);                                              \
        if (truth == (wanted)) {                                                                   \
            JUMP(ip->arg);                                                                         \
        }                                                                                          \
        if (truth < 0) {                                                                           \
            goto error;                                                                            \
        }                                                                                          \
        sp--;                                                                                      \
        DROP(value);                                                                               \
        NEXT();                                                                                    \
    } while (0)

op_JUMP_IF_FALSE_OR_POP:
    JUMP_OR_POP(0);
op_JUMP_IF_TRUE_OR_POP:
    JUMP_OR_POP(1);

    /* Iteration and generators. */

op_GET_ITER : {
    SimObject *iterable = TOP;
    value = sim_object_iter(world, iterable);
    if (value == NULL) {
        goto error;
    }
    TOP = value;
    DROP(iterable);
    NEXT();
}

op_GET_YIELD_FROM_ITER : {
    SimObject *iterable = TOP;
    if (!SIM_IS_GENERATOR(world, iterable)) {
        value = sim_object_iter(world, iterable);
        if (value == NULL) {
            goto error;
        }
        TOP = value;
        DROP(iterable);
    }
    NEXT();
}

/* FOR_ITER of a range, STORE_FAST. */
sequence_FOR_ITER : {
    int64_t number;
    value = sim_fast_range_peek(world, TOP, &number)
                ? sim_fast_int_quiet(world, number, SIM_FAST_INT_SIZE + 4 * 2)
                : NULL;
    if (value == NULL) {
        goto op_FOR_ITER;
    }
    ((SimRangeIterator *) (void *) TOP)->index++;
    SPEND(1);
    frame->ip = ++ip;
    if (INTERP_RECORDED && frame->traced != 0) {
        frame->traced = (uint32_t) (ip - FIRST) + 1; /* as record_line would look at STORE_FAST */
    }
    SimObject *old = LOCALS[ip->arg];
    LOCALS[ip->arg] = value;
    sim_fast_replace_by_item(world, ip->arg, old, value, INTERP_RECORDED);
    NEXT();
}

op_FOR_ITER : {
    SimObject *iterator = TOP;
    value = sim_fast_next(world, iterator, INTERP_RECORDED);
    if (value != NULL) {
        PUSH(value);
        NEXT();
    }
    if (SIM_IS_GENERATOR(world, iterator)) {
        SimGenerator *generator = (SimGenerator *) (void *) iterator;
        if (sim_generator_check(world, generator, NULL, false)) {
            SAVE();
            sim_generator_enter(world, generator, NULL);
            frame = &generator->frame;
            frame->delivery = SIM_DELIVER_FOR;
            goto start_generator;
        }
        value = NULL;
    } else {
        value = iterator->type->slots.tp_iternext(world, iterator);
    }
    if (G_LIKELY(value != NULL)) {
        PUSH(value);
        NEXT();
    }
    if (sim_err_occurred(world) != NULL && !sim_err_clear_if(world, SIM_TYPE_StopIteration)) {
        goto error;
    }
    sp--;
    DROP(iterator);
    JUMP(ip->arg);
}

op_SEND : {
    SimObject *receiver = SECOND;
    value = TOP;
    if (SIM_IS_GENERATOR(world, receiver)) {
        SimGenerator *generator = (SimGenerator *) (void *) receiver;
        if (sim_generator_check(world, generator, value, false)) {
            SAVE();
            sim_generator_enter(world, generator, NEWREF(value));
            frame = &generator->frame;
            frame->delivery = SIM_DELIVER_SEND;
            goto start_generator;
        }
        value = sim_err_occurred(world) == NULL ? NEWREF(SIM_NONE(world)) : NULL;
        goto sent_returned;
    }
    if (value == SIM_NONE(world) && sim_object_is_iterator(receiver)) {
        value = receiver->type->slots.tp_iternext(world, receiver);
    } else {
        SimObject *args[2] = {receiver, value};
        value = sim_object_call_method(world, SIM_ID(world, send), args, 2);
    }
    if (value == NULL) {
        value = sim_generator_fetch_value(world);
        goto sent_returned;
    }
    goto sent_yielded;
}

op_YIELD_VALUE:
    value = POP();
    SAVE();
    goto yielded;

    /* Exceptions. */

op_PUSH_EXC_INFO : {
    SimHandled *handling = thread->handling;
    value = POP();
    PUSH(handling->value != NULL ? handling->value : NEWREF(SIM_NONE(world)));
    PUSH(NEWREF(value));
    handling->value = value;
    sim_raise_sync(world, thread);
    NEXT();
}

op_CHECK_EXC_MATCH : {
    SimObject *pattern = POP();
    int match = sim_raise_match(world, TOP, pattern);
    DROP(pattern);
    if (match < 0) {
        goto error;
    }
    PUSH(NEWREF(match ? world->true_object : world->false_object));
    NEXT();
}

op_POP_EXCEPT : {
    SimHandled *handling = thread->handling;
    value = handling->value;
    handling->value = POP();
    sim_raise_sync(world, thread);
    XDROP(value);
    NEXT();
}

op_RERAISE : {
    if (ip->arg != 0) {
        int64_t lasti;
        if (sim_int_get(PEEK(ip->arg + 1), &lasti)) {
            frame->ip = FIRST + lasti;
        }
    }
    value = POP();
    world->thread->exception = value;
    goto unwind;
}

op_RAISE_VARARGS : {
    SimObject *cause = ip->arg == 2 ? POP() : NULL;
    SimObject *exception = ip->arg >= 1 ? POP() : NULL;
    if (sim_raise(world, exception, cause)) {
        goto unwind;
    }
    goto error;
}

op_LOAD_ASSERTION_ERROR:
    PUSH(NEWREF(&sim_type(world, SIM_TYPE_AssertionError)->ob));
    NEXT();

op_BEFORE_WITH : {
    SimObject *entered;
    FUEL_OUT();
    bool good = enter_context(world, sp - 1, &entered);
    FUEL_IN();
    if (!good) {
        goto error;
    }
    PUSH(entered);
    NEXT();
}

op_WITH_EXCEPT_START:
    FUEL_OUT();
    value = exit_context(world, PEEK(4), TOP);
    FUEL_IN();
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

    /* Modules and classes. */

op_IMPORT_NAME : {
    SimObject *fromlist = POP();
    SimObject *level = TOP;
    value = sim_import_name(world, NAME_AT(ip->arg), fromlist);
    DROP(level);
    DROP(fromlist);
    TOP = value;
    if (value == NULL) {
        goto error;
    }
    NEXT();
}

op_IMPORT_FROM:
    value = sim_import_from(world, TOP, NAME_AT(ip->arg));
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_SETUP_ANNOTATIONS:
    if (sim_names_setup_annotations(world, frame) < 0) {
        goto error;
    }
    NEXT();

    /* Going from frame to frame. */

start_frame:
    thread->frame = frame;
    if (G_UNLIKELY(!sim_recursion_enter(world, ""))) {
        counted = false;
        goto unwound;
    }
    LOAD();
    NEXT();

start_generator:
    if (G_UNLIKELY(!sim_recursion_enter(world, ""))) {
        counted = false;
        goto unwound;
    }
    LOAD();
    NEXT();

moved_to_generator : {
    SimDelivery delivery = (SimDelivery) frame->delivery;
    SimFrame *previous = frame->previous;
    sim_recursion_leave(world);
    sim_frame_pop_moved(world, frame);
    thread->frame = previous;
    if (delivery == SIM_DELIVER_HOST) {
        goto finished;
    }
    frame = previous;
    LOAD();
    if (delivery == SIM_DELIVER_EX) {
        goto finish_ex;
    }
    PUSH(value);
    NEXT();
}

yielded : {
    SimDelivery delivery = (SimDelivery) frame->delivery;
    sim_recursion_leave(world);
    sim_generator_suspend(world, frame);
    if (delivery == SIM_DELIVER_HOST) {
        goto finished;
    }
    frame = thread->frame;
    LOAD();
    if (delivery == SIM_DELIVER_SEND) {
        goto sent_yielded;
    }
    PUSH(value);
    NEXT();
}

returned : {
    SimDelivery delivery = (SimDelivery) frame->delivery;
    if (frame->owner == SIM_FRAME_OF_GENERATOR) {
        SimFrame *caller = frame->previous;
        sim_recursion_leave(world);
        sim_generator_finish(world, frame, false);
        if (delivery == SIM_DELIVER_HOST) {
            goto finished;
        }
        frame = caller;
        LOAD();
        if (delivery == SIM_DELIVER_SEND) {
            goto sent_returned;
        }
        DROP(value);
        SimObject *iterator = POP();
        DROP(iterator);
        JUMP(ip->arg);
    }
    SimFrame *previous = frame->previous;
    SimPendingCall pending = {0};
    if (G_UNLIKELY(sim_frame_is_pending(delivery))) {
        pending = frame->pending;
    }
    sim_frame_clear_and_pop(world, frame);
    thread->frame = previous;
    sim_recursion_leave(world);
    if (G_UNLIKELY(delivery == SIM_DELIVER_HOST)) {
        goto finished;
    }
    frame = previous;
    LOAD();
    if (G_LIKELY(delivery == SIM_DELIVER_PUSH)) {
        PUSH(value);
        NEXT();
    }
    value = finish_pending(world, delivery, &pending, value);
    if (delivery == SIM_DELIVER_EX) {
        goto finish_ex;
    }
    goto finish_call;
}

/* The arguments of a call that left them on the stack, when it is over. */
finish_call : {
    uint32_t nargs = ip->arg + (PEEK(ip->arg + 2) != NULL);
    SimObject *callable = PEEK(nargs + 1);
    bool method = nargs != ip->arg;
    DROP(callable);
    sp -= nargs;
    for (uint32_t i = 0; i < nargs; i++) {
        DROP(sp[i]);
    }
    sp -= 2 - method;
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    CHECK();
    NEXT();
}

finish_ex : {
    SimObject *kwargs = (ip->arg & 1) != 0 ? POP() : NULL;
    SimObject *args = POP();
    SimObject *callable = POP();
    DROP(callable);
    DROP(args);
    XDROP(kwargs);
    sp--; /* the NULL below it */
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    CHECK();
    NEXT();
}

sent_yielded : {
    SimObject *sent = POP();
    DROP(sent);
    PUSH(value);
    NEXT();
}

sent_returned : { /* value NULL: with an exception */
    SimObject *sent = POP();
    DROP(sent);
    if (value == NULL) {
        goto error;
    }
    SimObject *receiver = TOP;
    TOP = value;
    DROP(receiver);
    JUMP(ip->arg);
}

stop:
    if (limit) {
        SAVE();
        return SIM_VM_LIMIT;
    }

error:
    if (!vm->stopping) {
        sim_traceback_here(world, frame, sim_err_occurred(world));
    }

unwind : {
    SimObject **top = sp;
    bool handled = find_handler(vm, frame, ip, &top);
    sp = top;
    if (handled) {
        NOTE_JUMP();
        ip = frame->ip;
        NEXT();
    }
}
    SAVE();
    counted = true;

unwound : {
    SimDelivery delivery = (SimDelivery) frame->delivery;
    SimFrame *previous = frame->previous;
    value = NULL;
    if (frame->owner == SIM_FRAME_OF_GENERATOR) {
        if (counted) {
            sim_recursion_leave(world);
        }
        sim_generator_finish(world, frame, true);
    } else {
        SimPendingCall pending = {0};
        if (sim_frame_is_pending(delivery)) {
            pending = frame->pending;
        }
        sim_frame_clear_and_pop(world, frame);
        thread->frame = previous;
        if (counted) {
            sim_recursion_leave(world);
        }
        if (sim_frame_is_pending(delivery)) {
            finish_pending(world, delivery, &pending, NULL);
        }
    }
    if (delivery == SIM_DELIVER_HOST) {
        goto finished;
    }
    frame = previous;
    LOAD();
    if (delivery == SIM_DELIVER_SEND) {
        goto sent_returned;
    }
    if (delivery == SIM_DELIVER_EX) {
        goto finish_ex;
    }
    if (delivery == SIM_DELIVER_INIT) {
        goto finish_call;
    }
    goto error;
}

finished:
    FUEL_OUT();
    *result = value;
    return value != NULL ? SIM_VM_FINISHED : SIM_VM_RAISED;
}

#undef CACHE
#undef CHECK
#undef CONST_AT
#undef DROP
#undef FIRST
#undef FUEL_IN
#undef FUEL_OUT
#undef GO
#undef INCREF
#undef JUMP
#undef KEY
#undef NOTE_JUMP
#undef JUMP_IF
#undef JUMP_IF_NONE
#undef JUMP_OR_POP
#undef LOAD
#undef LOCALS
#undef NAME_AT
#undef NEWREF
#undef NEXT
#undef OPCODE
#undef PEEK
#undef POP
#undef PUSH
#undef RECORD
#undef SAVE
#undef SECOND
#undef SPEND
#undef TOP
#undef UNARY
#undef XDROP
#undef INTERP_RUN
#undef INTERP_RECORDED
