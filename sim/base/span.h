/* Places in a source text.
 *
 * Lines count from 1 and columns from 0; columns count UTF-8 bytes, as the
 * lineno/col_offset attributes of CPython's ast nodes do. The end is exclusive.
 * Line 0 means "no place".
 */
#pragma once

#include <stdint.h>

typedef struct {
    int32_t line;
    int32_t column;
    int32_t end_line;
    int32_t end_column;
} SimSpan;
