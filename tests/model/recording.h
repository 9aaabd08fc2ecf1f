// Reads recordings of real CPython allocator calls: format PYMTRC1.
//
// Sixteen bytes of header, then records: a tag byte (operation, domain, three flags),
// numbers as unsigned LEB128, addresses as differences in units of 16 bytes within one
// stream per domain. The files are zstd streams.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recording
{

enum class Op {
    MALLOC,
    CALLOC,
    REALLOC,
    FREE,
    ARENA_ALLOC,
    ARENA_FREE,
    CONTROL
};
enum Domain {
    RAW,
    MEM,
    OBJ,
    NONE
};
enum Control {
    END = 0,
    THREAD = 1,
    STATS = 2
};

struct Record {
    Op op;
    Domain domain;
    bool nested;       // made from inside another allocator call
    uint64_t size;     // of calloc: the product; of control: the value
    uint64_t old_addr; // of realloc and free
    uint64_t new_addr; // 0: the call failed
    uint64_t control;
};

// The text of a zstd file; empty when it cannot be read.
std::string read_compressed(const std::string &path);

// The records of the decompressed text @bytes, or nothing when it is malformed.
std::optional<std::vector<Record>> parse(const std::string &bytes);

} // namespace recording
