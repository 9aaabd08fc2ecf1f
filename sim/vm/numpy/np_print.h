/* How arrays are printed: np.set_printoptions().
 *
 * Stands for the options of core/arrayprint.py. Left out: floatmode, sign, nanstr, infstr,
 * formatter and legacy, which keep their defaults.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    int64_t precision;
    int64_t threshold;
    int64_t edge_items;
    int64_t line_width;
    bool suppress; /* no exponents */
} SimNpPrint;

extern const SimNpPrint sim_np_print_default;
extern const SimMethodDef sim_np_print_functions[];

G_END_DECLS
