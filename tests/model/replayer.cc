#include "tests/model/replayer.h"

using recording::Op;
using recording::Record;

Replayer::Replayer() : source_{arena_alloc, arena_free, nullptr, nullptr}
{
    pymalloc_ = sim_pymalloc_new(sim_profile_default(), &source_, this);
}

Replayer::~Replayer()
{
    sim_pymalloc_free(pymalloc_);
}

SimAddr
Replayer::arena_alloc(void *data, size_t)
{
    auto *self = static_cast<Replayer *>(data);
    if (self->arenas_.empty()) {
        self->compare(0, 1, "arena that was not recorded");
        return 0;
    }
    SimAddr base = self->arenas_.front();
    self->arenas_.pop_front();
    return base;
}

void
Replayer::arena_free(void *data, SimAddr base, size_t)
{
    static_cast<Replayer *>(data)->freed_.push_back(base);
}

void
Replayer::compare(uint64_t expected, uint64_t found, const char *what)
{
    compared++;
    if (expected != found && wrong++ == 0) {
        char *text = g_strdup_printf("record %zu: %s: recorded 0x%" G_GINT64_MODIFIER
                                     "x, model 0x%" G_GINT64_MODIFIER "x",
                                     position_, what, expected, found);
        first_wrong = text;
        g_free(text);
    }
}

uint64_t
Replayer::allocate(uint64_t size, uint64_t recorded)
{
    uint64_t addr = sim_pymalloc_malloc(pymalloc_, size);
    if (addr != 0) {
        compare(recorded, addr, "malloc");
    } else if (recorded != 0) {
        large_blocks_++;
        if (sim_pymalloc_pool_of(pymalloc_, recorded) != nullptr) {
            compare(recorded, addr, "large block in a pool");
        }
    }
    return addr;
}

void
Replayer::release(uint64_t addr)
{
    if (addr != 0 && !sim_pymalloc_dealloc(pymalloc_, addr)) {
        large_blocks_--;
    }
}

void
Replayer::resize(const Record &record)
{
    if (record.old_addr == 0) {
        allocate(record.size, record.new_addr);
    } else if (sim_pymalloc_pool_of(pymalloc_, record.old_addr) != nullptr) {
        if (sim_pymalloc_resize_in_place(pymalloc_, record.old_addr, record.size)) {
            compare(record.new_addr, record.old_addr, "realloc in place");
        } else {
            allocate(record.size, record.new_addr);
            if (record.new_addr != 0) {
                release(record.old_addr);
            }
        }
    }
}

void
Replayer::play(const Record &record)
{
    position_++;
    if (record.op == Op::ARENA_ALLOC && record.nested) {
        arenas_.push_back(record.new_addr);
    } else if (record.op == Op::ARENA_FREE && record.nested) {
        compare(record.old_addr, freed_.empty() ? 0 : freed_.front(), "arena free");
        if (!freed_.empty()) {
            freed_.pop_front();
        }
    }
    bool is_call = record.op <= Op::FREE && !record.nested;
    if (!is_call || (record.domain != recording::MEM && record.domain != recording::OBJ)) {
        return;
    }
    memobj++;
    switch (record.op) {
    case Op::MALLOC:
    case Op::CALLOC:
        allocate(record.size, record.new_addr);
        break;
    case Op::REALLOC:
        resize(record);
        break;
    default:
        release(record.old_addr);
    }
}
