// Recordings of real processes: how fast they are replayed and compared, and what the model
// alone costs beside the real pymalloc on the same calls.
//
//     replay_bench RECORDING...        (pyarena record writes them)
//
// For each recording: millions of records per second from the file to the verdict; then, in
// nanoseconds per top-level call of the mem and obj domains, the loop without an allocator, the
// model, and PyObject_Malloc and its kin of libpython3.11 (Debian: libpython3.11), each as the
// first pass and as the median of five more. What is left live at the end is freed
// between the passes. Time is that of the processor.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <dlfcn.h>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "sim/model/pymalloc.h"
#include "sim/record/player.h"
#include "sim/record/reader.h"

namespace
{

double
now()
{
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

struct Call {
    uint32_t op;
    uint32_t slot; // the block's place in a table
    uint64_t size;
};

// The calls of a recording, blocks named by slots.
class Calls
{
  public:
    void
    add(const SimRecord &record)
    {
        unsigned op = sim_record_op(&record);
        unsigned domain = sim_record_domain(&record);
        bool is_call = op <= PYMTRC_FREE && (record.tag & PYMTRC_TAG_NESTED) == 0 &&
                       (domain == PYMTRC_MEM || domain == PYMTRC_OBJ);
        if (!is_call || (record.addr == 0 && op != PYMTRC_FREE)) {
            return;
        }
        uint32_t slot = record.old_addr != 0 && op >= PYMTRC_REALLOC ? take(record.old_addr) : NONE;
        if (op == PYMTRC_FREE && slot == NONE) {
            return;
        }
        if (slot == NONE) {
            slot = fresh();
            op = PYMTRC_MALLOC;
        }
        all.push_back({op, slot, record.size});
        if (op == PYMTRC_FREE) {
            unused_.push_back(slot);
        } else {
            slots_[record.addr] = slot;
        }
    }

    std::vector<Call> all;
    uint32_t slots = 0;

  private:
    static constexpr uint32_t NONE = UINT32_MAX;

    uint32_t
    take(uint64_t addr)
    {
        auto found = slots_.find(addr);
        if (found == slots_.end()) {
            return NONE;
        }
        uint32_t slot = found->second;
        slots_.erase(found);
        return slot;
    }
    uint32_t
    fresh()
    {
        if (unused_.empty()) {
            return slots++;
        }
        uint32_t slot = unused_.back();
        unused_.pop_back();
        return slot;
    }

    std::unordered_map<uint64_t, uint32_t> slots_;
    std::vector<uint32_t> unused_;
};

// Reads and plays the whole file as `pyarena replay --verify` does; false when it differs.
bool
replay(const char *path, Calls *calls, double *rate)
{
    GError *error = nullptr;
    double start = now();
    SimReader *reader = sim_reader_open(path, &error);
    SimPlayer *player = nullptr;
    auto batch = std::make_unique<SimBatch>();
    if (reader != nullptr) {
        player = sim_player_new(sim_profile_of_version(sim_reader_version(reader)));
        while (sim_reader_next(reader, batch.get(), &error) && batch->length > 0 &&
               sim_player_play(player, batch.get(), &error)) {
            for (unsigned i = 0; calls != nullptr && i < batch->length; i++) {
                calls->add(batch->records[i]);
            }
        }
    }
    bool ok = error == nullptr && sim_player_wrong(player) == 0;
    if (!ok) {
        fprintf(stderr, "%s", error == nullptr ? "an address differs\n" : error->message);
    } else {
        *rate = static_cast<double>(player->records) / (now() - start) * 1e3;
    }
    sim_player_free(player);
    sim_reader_free(reader);
    g_clear_error(&error);
    return ok;
}

struct Stub {
    uint64_t
    malloc(uint64_t size)
    {
        return size;
    }
    uint64_t
    realloc(uint64_t block, uint64_t size)
    {
        return block + size;
    }
    void
    free(uint64_t)
    {
    }
};

class Model
{
  public:
    Model() : source_{take, give, nullptr, nullptr}
    {
        pymalloc_ = sim_pymalloc_new(sim_profile_default(), &source_, this);
    }
    ~Model()
    {
        sim_pymalloc_free(pymalloc_);
    }
    Model(const Model &) = delete;
    Model &operator=(const Model &) = delete;

    uint64_t
    malloc(uint64_t size)
    {
        SimAddr addr = sim_pymalloc_malloc(pymalloc_, size);
        return addr == 0 ? LARGE : addr;
    }
    uint64_t
    realloc(uint64_t block, uint64_t size)
    {
        if (block == LARGE || sim_pymalloc_resize_in_place(pymalloc_, block, size)) {
            return block;
        }
        uint64_t moved = malloc(size);
        sim_pymalloc_dealloc(pymalloc_, block);
        return moved;
    }
    void
    free(uint64_t block)
    {
        if (block != LARGE) {
            sim_pymalloc_dealloc(pymalloc_, block);
        }
    }

  private:
    static constexpr uint64_t LARGE = 1;

    static SimAddr
    take(void *data, size_t size)
    {
        auto *self = static_cast<Model *>(data);
        if (self->free_.empty()) {
            return self->next_ += size;
        }
        SimAddr base = self->free_.back();
        self->free_.pop_back();
        return base;
    }
    static void
    give(void *data, SimAddr base, size_t)
    {
        static_cast<Model *>(data)->free_.push_back(base);
    }

    SimPymallocSource source_;
    SimPymalloc *pymalloc_;
    SimAddr next_ = UINT64_C(0x7f0000000000);
    std::vector<SimAddr> free_;
};

class Real
{
  public:
    Real()
    {
        void *library = dlopen("libpython3.11.so.1.0", RTLD_NOW | RTLD_LOCAL);
        if (library != nullptr) {
            malloc_ = reinterpret_cast<void *(*) (size_t)>(dlsym(library, "PyObject_Malloc"));
            realloc_ =
                reinterpret_cast<void *(*) (void *, size_t)>(dlsym(library, "PyObject_Realloc"));
            free_ = reinterpret_cast<void (*)(void *)>(dlsym(library, "PyObject_Free"));
        }
    }
    bool
    is_there() const
    {
        return malloc_ != nullptr;
    }
    uint64_t
    malloc(uint64_t size)
    {
        return reinterpret_cast<uint64_t>(malloc_(size));
    }
    uint64_t
    realloc(uint64_t block, uint64_t size)
    {
        return reinterpret_cast<uint64_t>(realloc_(reinterpret_cast<void *>(block), size));
    }
    void
    free(uint64_t block)
    {
        free_(reinterpret_cast<void *>(block));
    }

  private:
    void *(*malloc_)(size_t) = nullptr;
    void *(*realloc_)(void *, size_t) = nullptr;
    void (*free_)(void *) = nullptr;
};

template <typename Allocator>
double
pass(const Calls &calls, Allocator &allocator)
{
    std::vector<uint64_t> blocks(calls.slots);
    double start = now();
    for (const Call &call : calls.all) {
        uint64_t &block = blocks[call.slot];
        if (call.op == PYMTRC_FREE) {
            allocator.free(block);
            block = 0;
        } else if (call.op == PYMTRC_REALLOC) {
            block = allocator.realloc(block, call.size);
        } else {
            block = allocator.malloc(call.size);
        }
    }
    double spent = now() - start;
    for (uint64_t block : blocks) {
        if (block != 0) {
            allocator.free(block);
        }
    }
    return spent / static_cast<double>(calls.all.size());
}

struct Cost {
    double first = 0;
    double later = 0;
};

template <typename Allocator>
Cost
cost(const Calls &calls, Allocator &&allocator)
{
    Cost result;
    result.first = pass(calls, allocator);
    std::vector<double> later(5);
    for (double &one : later) {
        one = pass(calls, allocator);
    }
    std::sort(later.begin(), later.end());
    result.later = later[later.size() / 2];
    return result;
}

bool
bench(const char *path)
{
    Calls calls;
    double rate = 0;
    double best = 0;
    if (!replay(path, &calls, &rate)) {
        return false;
    }
    for (int i = 0; i < 5; i++) {
        replay(path, nullptr, &rate);
        best = std::max(best, rate);
    }
    Cost stub = cost(calls, Stub());
    Cost model = cost(calls, Model());
    g_autofree char *name = g_path_get_basename(path);
    printf("%-16s %10zu %8.1f %7.1f /%5.1f %7.1f /%5.1f", name, calls.all.size(), best, stub.first,
           stub.later, model.first, model.later);
    Real library;
    if (library.is_there()) {
        Cost real = cost(calls, library);
        printf(" %7.1f /%5.1f %6.2f /%5.2f\n", real.first, real.later, model.first / real.first,
               model.later / real.later);
    } else {
        printf("   (no libpython3.11.so.1.0)\n");
    }
    return true;
}

} // namespace

int
main(int argc, char **argv)
{
    printf("%-16s %10s %8s %14s %14s %14s %13s\n", "recording", "calls", "Mrec/s", "stub", "model",
           "real", "model/real");
    for (int i = 1; i < argc; i++) {
        if (!bench(argv[i])) {
            return 1;
        }
    }
    return argc > 1 ? 0 : 2;
}
