/* Arrays that are sorted by address: blocks, pages, regions. */
#pragma once

#include <stdbool.h>

#include <glib.h>

#include "sim/base/addr.h"

G_BEGIN_DECLS

/* The index of the first element of which @is_before(element, @address) is not true, or the length;
 * it is true of all elements up to one, and of none from there on. */
static inline guint
sim_sorted_find(const GArray *array,
                bool (*is_before)(const void *element, SimAddr address),
                SimAddr address)
{
    guint size = g_array_get_element_size((GArray *) array);
    guint low = 0;
    guint high = array->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (is_before(array->data + (gsize) middle * size, address)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

G_END_DECLS
