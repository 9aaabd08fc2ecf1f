// A recording played from memory.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "sim/record/player.h"
#include "sim/record/reader.h"

struct Played {
    std::unique_ptr<SimReader, decltype(&sim_reader_free)> reader{nullptr, sim_reader_free};
    std::unique_ptr<SimPlayer, decltype(&sim_player_free)> player{nullptr, sim_player_free};
    std::string error; // empty: it was played to its end
    int status = 0;

    using Visit = std::function<void(const SimPlayer *, const SimBatch &)>;

    // @visit sees every batch after it was played.
    explicit Played(const std::string &bytes,
                    const char *profile = nullptr,
                    const Visit &visit = nullptr)
    {
        GError *wrong = nullptr;
        reader.reset(sim_reader_open_bytes(
            "recording", reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size(), &wrong));
        if (reader != nullptr) {
            const SimProfile *chosen =
                profile == nullptr ? sim_profile_of_version(sim_reader_version(reader.get()))
                                   : sim_profile_find(profile);
            player.reset(sim_player_new(chosen));
            play(visit, &wrong);
        }
        if (wrong != nullptr) {
            error = wrong->message;
            g_error_free(wrong);
        }
    }

    uint64_t
    wrong() const
    {
        return sim_player_wrong(player.get());
    }
    uint64_t
    fault(SimFault fault) const
    {
        return player->faults[fault];
    }
    const SimPymalloc *
    pymalloc() const
    {
        return player->main_heap->pymalloc;
    }

  private:
    void
    play(const Visit &visit, GError **wrong)
    {
        auto batch = std::make_unique<SimBatch>();
        while (sim_reader_next(reader.get(), batch.get(), wrong) && batch->length > 0 &&
               sim_player_play(player.get(), batch.get(), wrong)) {
            if (visit) {
                visit(player.get(), *batch);
            }
        }
    }
};
