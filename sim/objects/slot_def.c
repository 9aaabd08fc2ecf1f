#include "sim/objects/slot_def.h"

#define SLOT(field, ID, generic, wrap)                                                             \
    {SIM_ID_##ID, offsetof(SimTypeSlots, field), (SimAnyFunc) generic, wrap, 0},
#define COMPARISON(ID, OP)                                                                         \
    {SIM_ID_##ID, offsetof(SimTypeSlots, tp_richcompare), (SimAnyFunc) sim_slot_tp_richcompare,    \
     sim_wrap_compare, OP},
#define BINARY(slot, name, rname)                                                                  \
    SLOT(nb_##slot, nb_##slot, sim_slot_nb_##slot, sim_wrap_binary)                                \
    SLOT(nb_##slot, nb_r##slot, sim_slot_nb_##slot, sim_wrap_binary_reflected)
#define UNARY(slot, name) SLOT(nb_##slot, nb_##slot, sim_slot_nb_##slot, sim_wrap_unary)
#define INPLACE(slot, name)                                                                        \
    SLOT(nb_inplace_##slot, nb_inplace_##slot, sim_slot_nb_inplace_##slot, sim_wrap_binary)

const SimSlotDef sim_slot_defs[] = {
    SLOT(tp_repr, __repr__, sim_slot_tp_repr, sim_wrap_unary) SLOT(
        tp_hash,
        __hash__,
        sim_slot_tp_hash,
        sim_wrap_hash) SLOT(tp_call,
                            __call__,
                            sim_slot_tp_call,
                            sim_wrap_call) SLOT(tp_str, __str__, sim_slot_tp_str, sim_wrap_unary)
        SLOT(tp_getattro, __getattribute__, sim_slot_tp_getattr_hook, sim_wrap_binary) SLOT(
            tp_getattro, __getattr__, sim_slot_tp_getattr_hook, NULL) SLOT(tp_setattro,
                                                                           __setattr__,
                                                                           sim_slot_tp_setattro,
                                                                           sim_wrap_setattr)
            SLOT(tp_setattro, __delattr__, sim_slot_tp_setattro, sim_wrap_delattr) COMPARISON(
                __lt__, SIM_LT) COMPARISON(__le__, SIM_LE) COMPARISON(__eq__, SIM_EQ)
                COMPARISON(__ne__, SIM_NE) COMPARISON(__gt__, SIM_GT) COMPARISON(
                    __ge__, SIM_GE) SLOT(tp_iter, __iter__, sim_slot_tp_iter, sim_wrap_unary)
                    SLOT(tp_iternext, __next__, sim_slot_tp_iternext, sim_wrap_next) SLOT(
                        tp_descr_get,
                        __get__,
                        sim_slot_tp_descr_get,
                        sim_wrap_descr_get)
                        SLOT(tp_descr_set, __set__, sim_slot_tp_descr_set, sim_wrap_descr_set) SLOT(
                            tp_descr_set,
                            __delete__,
                            sim_slot_tp_descr_set,
                            sim_wrap_descr_delete)
                            SLOT(tp_init, __init__, sim_slot_tp_init, sim_wrap_init) SLOT(
                                tp_new,
                                __new__,
                                sim_slot_tp_new,
                                NULL) SLOT(tp_finalize,
                                           __del__,
                                           sim_slot_tp_finalize,
                                           sim_wrap_finalize) SIM_NUMBER_SLOTS(BINARY, UNARY)
                                SLOT(nb_power, __pow__, sim_slot_nb_power, sim_wrap_ternary) SLOT(
                                    nb_power,
                                    __rpow__,
                                    sim_slot_nb_power,
                                    sim_wrap_ternary_reflected)
                                    SLOT(nb_bool, __bool__, sim_slot_nb_bool, sim_wrap_bool)
                                        SIM_INPLACE_SLOTS(
                                            INPLACE) SLOT(nb_inplace_power,
                                                          __ipow__,
                                                          sim_slot_nb_inplace_power,
                                                          sim_wrap_ternary) SLOT(mp_length,
                                                                                 __len__,
                                                                                 sim_slot_sq_length,
                                                                                 sim_wrap_length)
                                            SLOT(mp_subscript,
                                                 __getitem__,
                                                 sim_slot_mp_subscript,
                                                 sim_wrap_binary) SLOT(mp_ass_subscript,
                                                                       __setitem__,
                                                                       sim_slot_mp_ass_subscript,
                                                                       sim_wrap_set_subscript)
                                                SLOT(
                                                    mp_ass_subscript,
                                                    __delitem__,
                                                    sim_slot_mp_ass_subscript,
                                                    sim_wrap_del_subscript) SLOT(sq_length,
                                                                                 __len__,
                                                                                 sim_slot_sq_length,
                                                                                 sim_wrap_length)
                                                    SLOT(sq_concat,
                                                         nb_add,
                                                         NULL,
                                                         sim_wrap_binary) SLOT(sq_repeat,
                                                                               nb_multiply,
                                                                               NULL,
                                                                               sim_wrap_repeat)
                                                        SLOT(sq_repeat,
                                                             nb_rmultiply,
                                                             NULL,
                                                             sim_wrap_repeat) SLOT(sq_item,
                                                                                   __getitem__,
                                                                                   sim_slot_sq_item,
                                                                                   sim_wrap_item)
                                                            SLOT(sq_ass_item,
                                                                 __setitem__,
                                                                 sim_slot_sq_ass_item,
                                                                 sim_wrap_set_item)
                                                                SLOT(sq_ass_item,
                                                                     __delitem__,
                                                                     sim_slot_sq_ass_item,
                                                                     sim_wrap_del_item)
                                                                    SLOT(sq_contains,
                                                                         __contains__,
                                                                         sim_slot_sq_contains,
                                                                         sim_wrap_contains)
                                                                        SLOT(sq_inplace_concat,
                                                                             nb_inplace_add,
                                                                             NULL,
                                                                             sim_wrap_binary)
                                                                            SLOT(
                                                                                sq_inplace_repeat,
                                                                                nb_inplace_multiply,
                                                                                NULL,
                                                                                sim_wrap_repeat)};

const size_t sim_slot_def_count = G_N_ELEMENTS(sim_slot_defs);
