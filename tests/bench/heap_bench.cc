// The allocators of the model, in nanoseconds per pair of malloc and free, beside the
// host's own malloc.
//
// The goal is never to be slower than the real pymalloc: 6.8 ns for an immediate pair of
// 64 bytes, 7 to 9 ns for the other patterns.
#include <cstdlib>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "sim/model/glibc.h"
#include "sim/model/heap.h"
#include "sim/model/pymalloc.h"
#include "sim/model/story.h"

namespace
{

constexpr uint64_t UNLIMITED = UINT64_C(1) << 46;

class Pymalloc
{
  public:
    using Block = SimAddr;

    Pymalloc()
        : space_(sim_space_new(UNLIMITED, nullptr, nullptr)), source_{take, give, nullptr, nullptr},
          pymalloc_(sim_pymalloc_new(sim_profile_default(), &source_, space_))
    {
    }
    ~Pymalloc()
    {
        sim_pymalloc_free(pymalloc_);
        sim_space_free(space_);
    }
    SimAddr
    malloc(size_t size)
    {
        return sim_pymalloc_malloc(pymalloc_, size);
    }
    void
    free(SimAddr block)
    {
        sim_pymalloc_dealloc(pymalloc_, block);
    }

  private:
    static SimAddr
    take(void *space, size_t size)
    {
        return sim_space_mmap(static_cast<SimSpace *>(space), size);
    }
    static void
    give(void *space, SimAddr base, size_t size)
    {
        sim_space_munmap(static_cast<SimSpace *>(space), base, size);
    }

    SimSpace *space_;
    SimPymallocSource source_;
    SimPymalloc *pymalloc_;
};

class Heap
{
  public:
    using Block = SimAddr;

    Heap()
    {
        SimConfig config;
        sim_config_init(&config);
        heap_ = sim_heap_new(&config, nullptr, nullptr);
    }
    ~Heap()
    {
        sim_heap_free(heap_);
    }
    SimAddr
    malloc(size_t size)
    {
        return sim_heap_malloc(heap_, SIM_DOMAIN_OBJ, size);
    }
    void
    free(SimAddr block)
    {
        sim_heap_dealloc(heap_, SIM_DOMAIN_OBJ, block);
    }

  private:
    SimHeap *heap_;
};

class Glibc
{
  public:
    using Block = SimAddr;

    Glibc() : space_(sim_space_new(UNLIMITED, nullptr, nullptr)), glibc_(sim_glibc_new(space_))
    {
    }
    ~Glibc()
    {
        sim_glibc_free(glibc_);
        sim_space_free(space_);
    }
    SimAddr
    malloc(size_t size)
    {
        return sim_glibc_malloc(glibc_, size);
    }
    void
    free(SimAddr block)
    {
        sim_glibc_dealloc(glibc_, block);
    }

  private:
    SimSpace *space_;
    SimGlibc *glibc_;
};

class Story
{
  public:
    using Block = SimAddr;

    Story() : space_(sim_space_new(UNLIMITED, nullptr, nullptr)), story_(sim_story_new(space_))
    {
    }
    ~Story()
    {
        sim_story_free(story_);
        sim_space_free(space_);
    }
    SimAddr
    malloc(size_t size)
    {
        return sim_story_malloc(story_, size);
    }
    void
    free(SimAddr block)
    {
        sim_story_dealloc(story_, block);
    }

  private:
    SimSpace *space_;
    SimStory *story_;
};

class Host
{
  public:
    using Block = void *;

    void *
    malloc(size_t size)
    {
        return std::malloc(size);
    }
    void
    free(void *block)
    {
        std::free(block);
    }
};

void
per_pair(benchmark::State &state, size_t pairs)
{
    state.counters["pair"] = benchmark::Counter(static_cast<double>(pairs),
                                                benchmark::Counter::kIsIterationInvariantRate |
                                                    benchmark::Counter::kInvert);
}

template <typename Allocator>
void
immediate(benchmark::State &state)
{
    Allocator allocator;
    auto keep = allocator.malloc(64);
    for (auto _ : state) {
        auto block = allocator.malloc(64);
        benchmark::DoNotOptimize(block);
        allocator.free(block);
    }
    allocator.free(keep);
    per_pair(state, 1);
}

template <typename Allocator>
void
lifo_1000(benchmark::State &state)
{
    Allocator allocator;
    std::vector<typename Allocator::Block> blocks(1000);
    for (auto _ : state) {
        for (auto &block : blocks) {
            block = allocator.malloc(64);
        }
        for (size_t i = blocks.size(); i > 0; i--) {
            allocator.free(blocks[i - 1]);
        }
    }
    per_pair(state, blocks.size());
}

// The oldest of ten thousand is replaced, or a random one.
template <typename Allocator, bool IS_RANDOM>
void
replace_10k(benchmark::State &state)
{
    Allocator allocator;
    std::vector<typename Allocator::Block> blocks(10000);
    std::vector<uint32_t> order(blocks.size());
    uint32_t random = 1;
    for (size_t i = 0; i < blocks.size(); i++) {
        blocks[i] = allocator.malloc(static_cast<size_t>(state.range(0)));
        random = random * 1664525U + 1013904223U;
        order[i] = IS_RANDOM ? (random >> 8) % static_cast<uint32_t>(blocks.size())
                             : static_cast<uint32_t>(i);
    }
    for (auto _ : state) {
        for (uint32_t i : order) {
            allocator.free(blocks[i]);
            blocks[i] = allocator.malloc(static_cast<size_t>(state.range(0)));
        }
    }
    for (auto block : blocks) {
        allocator.free(block);
    }
    per_pair(state, blocks.size());
}

#define PATTERNS(Allocator)                                                                        \
    BENCHMARK_TEMPLATE(immediate, Allocator);                                                      \
    BENCHMARK_TEMPLATE(lifo_1000, Allocator);                                                      \
    BENCHMARK_TEMPLATE(replace_10k, Allocator, false)->Arg(64)->Arg(512);                          \
    BENCHMARK_TEMPLATE(replace_10k, Allocator, true)->Arg(64)->Arg(512)

PATTERNS(Pymalloc);
PATTERNS(Heap);
PATTERNS(Glibc);
PATTERNS(Story);
PATTERNS(Host);

} // namespace

BENCHMARK_MAIN();
