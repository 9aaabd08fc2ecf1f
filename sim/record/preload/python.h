/* CPython as the recorder sees it: names looked up at run time, no header of it.
 *
 * Stands for Include/cpython/pymem.h (PyMemAllocatorEx, PyObjectArenaAllocator: unchanged since
 * 3.5) and for a few functions. Where a name is absent its pointer is NULL; a program without
 * PyMem_SetAllocator is not Python.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct {
    void *ctx;
    void *(*malloc)(void *ctx, size_t size);
    void *(*calloc)(void *ctx, size_t nelem, size_t elsize);
    void *(*realloc)(void *ctx, void *old, size_t size);
    void (*free)(void *ctx, void *block);
} SimRecordAllocator;

typedef struct {
    void *ctx;
    void *(*alloc)(void *ctx, size_t size);
    void (*free)(void *ctx, void *base, size_t size);
} SimRecordArenaAllocator;

typedef struct {
#define NAME(field, symbol, result, arguments) result(*field) arguments;
#include "sim/record/preload/python.def"
#undef NAME
    uint32_t version; /* as Py_Version: 0x030b02f0 */
    bool debug_build;
    bool free_threaded;
    bool many_pymallocs; /* 3.12 and later: an isolated interpreter has its own */
} SimRecordPython;

extern SimRecordPython sim_record_python;

/* Looks every name up. False if this program is not Python (or lacks what recording needs). */
bool sim_record_python_find(void);

/* Whether this thread may walk pymalloc's tables: it holds the GIL, or Python is at its end and
 * nobody does. From 3.12 on they belong to an interpreter, so there must be one. */
bool sim_record_python_may_look(void);

/* The interpreter whose pymalloc the caller, who holds the GIL, uses; 0 is the main one. */
uint64_t sim_record_python_interpreter(void);
