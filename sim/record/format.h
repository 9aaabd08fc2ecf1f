/* Recordings of a real CPython's allocator calls: the bytes of a file.
 *
 * A file is a zstd stream of one or more frames back to back (a frame ends at least every
 * PYMTRC_CHUNK bytes of content, so a file that was cut short at the end of a frame is whole as far
 * as it goes; `zstd -dc --long=27` and ZSTD_decompressStream join frames). Its content is:
 *
 *     header, 16 bytes    magic (8), Py_Version as u32 little-endian (4), zero (4)
 *     records             back to back, to the end
 *
 * Version 1, magic "PYMTRC1\n": controls 0 to 4 only, each a kind and a value. Py_Version is 0
 * before 3.11, snapshots' texts lie beside the file.
 * Version 2, magic "PYMTRC2\n", what `pyarena record` writes: as version 1, and
 *   - Py_Version is always set (0x030912f0 is 3.9.18);
 *   - controls of kind 16 to 31 are a kind and a value, as those below 16;
 *   - controls of kind 32 and above are a kind, a length, and that many bytes.
 *   A reader skips a kind that it does not know; these rules let it.
 *
 * A record is a tag byte and fields. `uv` is an unsigned LEB128 number (at most 10 bytes). `ad` is
 * an address as a difference in a stream: z = uv, m = (z >> 1) * 16, ref[s] += (z & 1) ? -m : m,
 * and ref[s] is the address. There are PYMTRC_STREAMS references, all 0 at first: that of the
 * domain (raw 0, mem 1, obj 2) for operations 0 to 3, PYMTRC_STREAM_ARENA for arenas; both
 * addresses of a realloc advance the stream, the old one first. Addresses are multiples of 16.
 *
 *     op             fields after the tag
 *     0 MALLOC       uv size; ad, absent with TAG_NULL (the result was NULL)
 *     1 CALLOC       uv nelem; uv elsize; ad, absent with TAG_NULL
 *     2 REALLOC      uv size; ad of the old, absent with TAG_OLD_NULL;
 *                    ad of the new, absent with TAG_NULL
 *     3 FREE         ad, absent with TAG_NULL (free(NULL))
 *     4 ARENA_ALLOC  uv size; ad, absent with TAG_NULL (mmap failed)
 *     5 ARENA_FREE   uv size; ad, absent with TAG_NULL (NULL was freed; version 1 may also have
 *                    an address that comes to 0)
 *     6 CONTROL      tag PYMTRC_TAG_CONTROL; uv kind; uv value or length; bytes (kinds >= 32).
 *                    Not counted as a record
 *
 * Order: an allocating call stands where it returned, a free where it was called. A call made from
 * inside another on the same thread has TAG_NESTED: it stands before an allocating outer call and
 * after an outer free. Calls of mem and obj are in the order of the GIL (for each interpreter that
 * has a GIL of its own), raw calls in an order that is true for themselves.
 *
 * A size of 1 MiB (256 KiB before 3.10) and TAG_NESTED make an arena of pymalloc; other arena
 * events are chunks of the frames' stack.
 */
#pragma once

#define PYMTRC_MAGIC_1      "PYMTRC1\n"
#define PYMTRC_MAGIC_2      "PYMTRC2\n"
#define PYMTRC_MAGIC_SIZE   8
#define PYMTRC_HEADER_SIZE  16
#define PYMTRC_CHUNK        (1 << 18) /* bytes of content in a frame, at most */
#define PYMTRC_STREAMS      4
#define PYMTRC_STREAM_ARENA 3
#define PYMTRC_GRANULE      16 /* addresses are multiples of it */

/* The tag byte: bits 0-2 the operation, bits 3-4 the domain, then three flags. */
#define PYMTRC_TAG_OP(tag)     (7u & (tag))
#define PYMTRC_TAG_DOMAIN(tag) (3u & (tag) >> 3)
#define PYMTRC_TAG(op, domain) ((op) | (domain) << 3)
#define PYMTRC_TAG_NESTED      0x20u
#define PYMTRC_TAG_NULL        0x40u
#define PYMTRC_TAG_OLD_NULL    0x80u
#define PYMTRC_TAG_CONTROL     0x1eu /* PYMTRC_TAG(PYMTRC_CONTROL, PYMTRC_NONE) */

enum {
    PYMTRC_MALLOC,
    PYMTRC_CALLOC,
    PYMTRC_REALLOC,
    PYMTRC_FREE,
    PYMTRC_ARENA_ALLOC,
    PYMTRC_ARENA_FREE,
    PYMTRC_CONTROL
};

enum {
    PYMTRC_RAW,
    PYMTRC_MEM,
    PYMTRC_OBJ,
    PYMTRC_NONE /* arena events and controls */
};

/* Kinds of controls. */
enum {
    /* Both versions, with a value. */

    /* The number of records (nested ones counted, controls not). The last thing in a file; absent
     * when the process was killed or called exec. */
    PYMTRC_END = 0,
    /* A small number for the thread of the records that follow. */
    PYMTRC_THREAD = 1,
    /* Number of a snapshot, from 0: the state after all records so far. */
    PYMTRC_STATS = 2,
    /* 0: somebody replaced the allocators, the recording lacks calls. */
    PYMTRC_HOOK_LOST = 3,
    /* The interpreter whose pymalloc the mem and obj records that follow (and those nested in
     * them) use; 0 is the main one and those that share its pymalloc. 3.12 and later. */
    PYMTRC_INTERP = 4,

    /* Version 2, with a value. */

    /* The site of the top-level mem and obj records that follow (and of those nested in them) and
     * allocate: malloc, calloc, realloc. 0 is none (no Python code was running). Raw top-level
     * records and frees have no site. */
    PYMTRC_SITE = 16,
    /* Process id. What stands before is the history of its parent up to the fork, what follows is
     * the child's own. */
    PYMTRC_FORK = 17,

    /* Version 2, with a length and that many bytes: all kinds from here on. */

    PYMTRC_PAYLOAD = 32,
    /* Defines the next site, numbered from 1 in their order: FILE NUL LINE NUL FUNCTION, in UTF-8;
     * LINE is decimal, 0 where the compiler gave none. Stands before the first PYMTRC_SITE that
     * names it. */
    PYMTRC_SITE_DEF = 32,
    /* What _PyObject_DebugMallocStats printed for the PYMTRC_STATS right before. */
    PYMTRC_STATS_TEXT = 33,
    /* The process's arguments, each ended by NUL. Follows the header. */
    PYMTRC_COMMAND = 34
};
