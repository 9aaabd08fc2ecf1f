// Feeds a recording to SimPymalloc and compares what comes back.
//
// Arenas lie where they lay in the recorded process; requests that pymalloc passes on
// keep their recorded addresses, the C heap is not replayed.
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "sim/model/pymalloc.h"
#include "tests/model/recording.h"

class Replayer
{
  public:
    Replayer();
    ~Replayer();
    Replayer(const Replayer &) = delete;
    Replayer &operator=(const Replayer &) = delete;

    void play(const recording::Record &record);

    const SimPymalloc *
    pymalloc() const
    {
        return pymalloc_;
    }

    // sys.getallocatedblocks(), requests passed on included.
    size_t
    allocated_blocks() const
    {
        return sim_pymalloc_live_blocks(pymalloc_) + large_blocks_;
    }

    size_t memobj = 0;   // top-level calls of the MEM and OBJ domains
    size_t compared = 0; // addresses of small blocks, arena events
    size_t wrong = 0;
    std::string first_wrong;

  private:
    static SimAddr arena_alloc(void *data, size_t size);
    static void arena_free(void *data, SimAddr base, size_t size);

    void compare(uint64_t expected, uint64_t found, const char *what);
    uint64_t allocate(uint64_t size, uint64_t recorded);
    void release(uint64_t addr);
    void resize(const recording::Record &record);

    SimPymallocSource source_;
    SimPymalloc *pymalloc_;
    size_t large_blocks_ = 0;
    size_t position_ = 0;
    std::deque<uint64_t> arenas_; // recorded before the call that takes them
    std::deque<uint64_t> freed_;  // recorded after the call that frees them
};
