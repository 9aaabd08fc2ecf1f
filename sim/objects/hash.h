/* Hashing of text: SipHash-1-3 with a key of zeros, what CPython 3.11 does under
 * PYTHONHASHSEED=0 (Python/pyhash.c), so that sets of str keep one order. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <glib.h>

G_BEGIN_DECLS

/* 0 for no bytes; never -1. */
int64_t sim_hash_bytes(const void *data, size_t length);

G_END_DECLS
