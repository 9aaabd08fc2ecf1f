// The fuzz target of recordings: any bytes are read and played into the model, of the version
// that their arenas tell and of two others. Whatever they say, nothing may crash, leak or
// take memory for what is not live, and the model keeps its invariants.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <memory>

#include "sim/model/survey.h"
#include "sim/record/player.h"
#include "sim/record/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Zeros pack well: a few bytes may be gigabytes of records.
static const uint64_t MAX_RECORDS = 1 << 20;

static void
require(bool holds, const char *why)
{
    if (!holds) {
        fprintf(stderr, "the model is broken: %s\n", why);
        abort();
    }
}

static void
check(const SimPlayer *player)
{
    g_autoptr(GPtrArray) heaps = sim_player_heaps(player);
    g_autoptr(GString) why = g_string_new(nullptr);
    for (guint i = 0; i < heaps->len; i++) {
        auto *heap = static_cast<const SimPlayedHeap *>(g_ptr_array_index(heaps, i));
        require(sim_pymalloc_check(heap->pymalloc, why), why->str);
        g_autoptr(SimSurvey) survey = sim_survey_new(heap->pymalloc, 2);
        require(survey->arenas == heap->pymalloc->arenas_current, "arenas are not counted right");
    }
}

static void
play(SimReader *reader, const SimProfile *profile)
{
    g_autoptr(SimPlayer) player = sim_player_new(profile);
    auto batch = std::make_unique<SimBatch>();
    while (sim_reader_next(reader, batch.get(), nullptr) && batch->length > 0 &&
           player->records < MAX_RECORDS && sim_player_play(player, batch.get(), nullptr)) {
    }
    check(player);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (const char *name : {static_cast<const char *>(nullptr), "3.8", "3.11"}) {
        g_autoptr(SimReader) reader = sim_reader_open_bytes("fuzz", data, size, nullptr);
        if (reader != nullptr) {
            play(reader, name == nullptr ? nullptr : sim_profile_find(name));
        }
    }
    return 0;
}
