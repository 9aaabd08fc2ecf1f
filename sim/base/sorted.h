/* Arrays that are sorted by a number: blocks and regions by address, what happened by its step. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

G_BEGIN_DECLS

/* The index of the first element of which @is_before(element, @key) is not true, or the length;
 * it is true of all elements up to one, and of none from there on. */
static inline guint
sim_sorted_find(const GArray *array,
                bool (*is_before)(const void *element, uint64_t key),
                uint64_t key)
{
    guint size = g_array_get_element_size((GArray *) array);
    guint low = 0;
    guint high = array->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (is_before(array->data + (gsize) middle * size, key)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

G_END_DECLS
