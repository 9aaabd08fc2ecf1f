/* Code objects of CPython, read from outside: which line runs, and what it is called.
 *
 * Stands for Include/internal/pycore_frame.h, Include/cpython/code.h and the table of locations
 * that Objects/locations.md describes, in versions 3.11 to 3.13 (layout.def). Asking Python itself
 * would make frame objects and strings, and so change the addresses that are recorded. The caller
 * holds the GIL.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Chooses the layout of this Python. False if it is not known. */
bool sim_record_code_start(void);

typedef struct {
    const void *code; /* NULL: no Python code runs */
    int64_t index;    /* of the instruction; -1 before the first */
} SimRecordPlace;

/* Where the thread that holds the GIL is. */
SimRecordPlace sim_record_code_place(void);

/* Instructions of @code, caches included. */
size_t sim_record_code_length(const void *code);

/* The line of each of the @count instructions of @code; 0 where there is none. */
void sim_record_code_lines(const void *code, uint32_t *lines, size_t count);

/* Write the file's or the function's name as UTF-8 into @out, cut to @size bytes. Return the
 * length. */
size_t sim_record_code_file(const void *code, unsigned char *out, size_t size);
size_t sim_record_code_function(const void *code, unsigned char *out, size_t size);
