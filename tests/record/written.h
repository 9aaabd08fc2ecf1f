// Recordings made by hand, record by record.
#pragma once

#include <cstdint>
#include <string>

#include <zstd.h>

#include "sim/record/format.h"

class Written
{
  public:
    static constexpr uint64_t ARENA = 1 << 20;

    explicit Written(uint32_t version = 0x030b02f0, const char *magic = PYMTRC_MAGIC_2)
    {
        bytes = magic;
        for (int i = 0; i < 4; i++) {
            bytes += static_cast<char>(version >> 8 * i);
        }
        bytes.append(4, '\0');
    }

    Written &
    byte(unsigned value)
    {
        bytes += static_cast<char>(value);
        return *this;
    }
    Written &
    number(uint64_t value)
    {
        for (; value >= 0x80; value >>= 7) {
            byte((value & 0x7f) | 0x80);
        }
        return byte(static_cast<unsigned>(value));
    }
    Written &
    address(unsigned stream, uint64_t addr)
    {
        uint64_t distance = (addr - refs_[stream]) / 16;
        bool is_down = addr < refs_[stream];
        distance = is_down ? (refs_[stream] - addr) / 16 : distance;
        refs_[stream] = addr;
        return number(distance << 1 | is_down);
    }

    // The calls; an address of 0 is NULL. The domain is OBJ.
    Written &
    malloc(uint64_t size, uint64_t addr, unsigned domain = PYMTRC_OBJ, unsigned flags = 0)
    {
        return start(PYMTRC_MALLOC, domain, flags | null(addr)).number(size).result(domain, addr);
    }
    Written &
    calloc(uint64_t count, uint64_t size, uint64_t addr, unsigned domain = PYMTRC_OBJ)
    {
        return start(PYMTRC_CALLOC, domain, null(addr))
            .number(count)
            .number(size)
            .result(domain, addr);
    }
    Written &
    realloc(uint64_t old,
            uint64_t size,
            uint64_t addr,
            unsigned domain = PYMTRC_OBJ,
            unsigned flags = 0)
    {
        flags |= null(addr) | (old == 0 ? PYMTRC_TAG_OLD_NULL : 0);
        return start(PYMTRC_REALLOC, domain, flags)
            .number(size)
            .result(domain, old)
            .result(domain, addr);
    }
    Written &
    free(uint64_t addr, unsigned domain = PYMTRC_OBJ)
    {
        return start(PYMTRC_FREE, domain, null(addr)).result(domain, addr);
    }
    Written &
    arena(uint64_t base, uint64_t size = ARENA, unsigned flags = PYMTRC_TAG_NESTED)
    {
        return start(PYMTRC_ARENA_ALLOC, PYMTRC_NONE, flags | null(base))
            .number(size)
            .result(PYMTRC_STREAM_ARENA, base);
    }
    Written &
    arena_free(uint64_t base, uint64_t size = ARENA, unsigned flags = PYMTRC_TAG_NESTED)
    {
        return start(PYMTRC_ARENA_FREE, PYMTRC_NONE, flags | null(base))
            .number(size)
            .result(PYMTRC_STREAM_ARENA, base);
    }
    Written &
    control(uint64_t kind, uint64_t value)
    {
        return byte(PYMTRC_TAG_CONTROL).number(kind).number(value);
    }
    Written &
    payload(uint64_t kind, const std::string &text)
    {
        control(kind, text.size());
        bytes += text;
        return *this;
    }
    Written &
    end()
    {
        return control(PYMTRC_END, records);
    }

    std::string
    compressed() const
    {
        std::string out(ZSTD_compressBound(bytes.size()), '\0');
        out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 1));
        return out;
    }

    std::string bytes;
    uint64_t records = 0;

  private:
    static unsigned
    null(uint64_t addr)
    {
        return addr == 0 ? PYMTRC_TAG_NULL : 0;
    }
    Written &
    start(unsigned op, unsigned domain, unsigned flags)
    {
        records++;
        return byte(PYMTRC_TAG(op, domain) | flags);
    }
    Written &
    result(unsigned stream, uint64_t addr)
    {
        return addr == 0 ? *this : address(stream, addr);
    }

    uint64_t refs_[PYMTRC_STREAMS] = {};
};
