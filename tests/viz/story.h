/* Traces and stories written by hand: what a machine would record, without a machine.
 *
 * A TraceStory begins in a module's frame after start-up. Statements are begun with line();
 * what they do to names and objects follows; the counts are kept as CPython would keep them
 * as long as every reference goes through bind, put, item, attr or field.
 */
#pragma once

#include <map>
#include <string>
#include <vector>

#include "viz/scene/story.h"

class TraceStory
{
  public:
    explicit TraceStory(const std::string &source);
    ~TraceStory();
    TraceStory(const TraceStory &) = delete;
    TraceStory &operator=(const TraceStory &) = delete;

    void line(int number);
    /* Makes an object of @type with count 0, on the heap unless @size is 0. */
    SimSlot object(const std::string &type, uint64_t size);
    SimSlot integer(long value); /* static from -5 to 256 */
    SimSlot real(double value);
    SimSlot string(const std::string &text);
    SimSlot none();
    /* When @object dies its block stays allocated, and revive makes the next object in it. */
    void park(SimSlot object);
    SimSlot revive(const std::string &type, SimSlot parked);
    /* An ndarray that owns @bytes at @address (0: behind everything else). */
    SimSlot array(uint64_t bytes, SimAddr address = 0);
    SimSlot view(SimSlot base);

    /* Memory for @places items, where the list's items are from now on. */
    void room(SimSlot list, uint64_t places);
    /* An ndarray of one dimension that owns @values, which are of that kind ("int16"). */
    SimSlot numbers(const std::string &kind, const std::vector<std::string> &values);
    /* The address space. */
    void brk(SimAddr end);
    void map(SimAddr address, uint64_t size);
    void unmap(SimAddr address, uint64_t size);
    void arena(SimAddr address, uint64_t size);

    void bind(const std::string &name, SimSlot object); /* in the running frame */
    void unbind(const std::string &name);
    void item(SimSlot list, SimSlot object);
    void put(SimSlot dict, SimSlot key, SimSlot value);
    void attr(SimSlot instance, const std::string &name, SimSlot value);
    void call(const std::string &function, const std::vector<std::string> &locals);
    void leave(); /* the function's frame ends, its locals unbound */
    SimAddr buffer(SimSlot array) const;

    /* A figure of the state reached now. */
    void figure(const std::string &name, const std::string &view = "blocks");
    void note(int line, const std::string &text);
    void hide(const std::string &name);
    /* Ends the trace and the building. */
    VizStory *story();

  private:
    struct Object {
        SimAddr address = 0;
        uint64_t size = 0;
        int64_t refs = 0;
        bool fixed = false;  /* never destroyed */
        bool parked = false; /* destroyed, its block is kept */
        std::vector<SimSlot> held;
        SimAddr data = 0;
        uint64_t bytes = 0;
    };
    struct Frame {
        SimSlot names = SIM_SLOT_NONE; /* module */
        std::vector<std::string> locals;
        std::map<std::string, SimSlot> bound;
    };
    struct Figure {
        std::string name;
        std::string view;
        uint64_t step;
    };

    SimSlot type(const std::string &name);
    SimSlot create(SimSlot type, uint64_t size);
    void incref(SimSlot slot);
    void decref(SimSlot slot);
    SimText keep(const std::string &text);

    SimTrace *trace_ = nullptr;
    SimReplay *replay_ = nullptr;
    VizStory *story_ = nullptr;
    std::vector<Object> objects_;
    std::map<std::string, SimSlot> types_;
    std::map<long, SimSlot> integers_;
    std::map<std::string, SimSlot> keys_;
    std::vector<Frame> frames_;
    std::vector<Figure> figures_;
    std::vector<std::pair<int, std::string>> notes_;
    std::vector<std::string> hidden_;
    SimSlot globals_ = SIM_SLOT_NONE;
    SimSlot none_ = SIM_SLOT_NONE;
    SimAddr next_static_ = 0x900000;
    SimAddr next_small_ = 0x7f0000000000;
    SimAddr next_large_ = 0x10000000;
    unsigned codes_ = 1;
};

/* The lesson of the reference figures, in six figures; @hole: with del c, e and f. */
void tell_lesson(TraceStory &story);
extern const char lesson_source[];
/* A list of numbers, a tuple, arrays and where they are, in two figures of view layout. */
void tell_numbers(TraceStory &story);
/* A heap segment, arenas and mappings that come and go, in three figures of view heap. */
void tell_regions(TraceStory &story);
/* Lists, dicts, instances, a cycle, arrays and a function call, in five figures. */
void tell_objects(TraceStory &story);
extern const char objects_source[];
