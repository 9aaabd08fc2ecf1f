#include "tests/viz/story.h"

#include <algorithm>
#include <cstring>

TraceStory::TraceStory(const std::string &source)
{
    g_autoptr(SimSource) text = sim_source_new("story.py", source.data(), source.size());
    trace_ = sim_trace_new(text);
    type("type");
    globals_ = create(type("dict"), 64);
    objects_[globals_].fixed = true;
    sim_trace_emit_CODE(trace_, 0, 1, keep("<module>"), keep(""));
    sim_trace_emit_FRAME(trace_, 0, globals_, globals_);
    frames_.push_back({globals_, {}, {}});
    sim_trace_emit_MAIN(trace_);
}

TraceStory::~TraceStory()
{
    viz_story_free(story_);
    sim_replay_free(replay_);
    sim_trace_free(trace_);
}

SimText
TraceStory::keep(const std::string &text)
{
    return SimText{text.data(), text.size()};
}

SimSlot
TraceStory::type(const std::string &name)
{
    auto known = types_.find(name);
    if (known != types_.end()) {
        return known->second;
    }
    SimSlot slot = static_cast<SimSlot>(objects_.size());
    types_[name] = slot;
    Object object;
    object.address = next_static_;
    object.refs = 1;
    object.fixed = true;
    objects_.push_back(object);
    sim_trace_emit_CREATE(trace_, slot, types_["type"], next_static_, 0);
    sim_trace_emit_VALUE(trace_, slot, keep(name));
    next_static_ += 0x200;
    return slot;
}

SimSlot
TraceStory::create(SimSlot type, uint64_t size)
{
    SimSlot slot = static_cast<SimSlot>(objects_.size());
    SimAddr &next = size > 0 ? next_small_ : next_static_;
    SimAddr address = next;
    next += (size + 31) / 16 * 16;
    Object object;
    object.address = address;
    object.size = size;
    object.fixed = size == 0;
    objects_.push_back(object);
    if (size > 0) {
        sim_trace_emit_ALLOC(trace_, 2, size, address);
    }
    sim_trace_emit_CREATE(trace_, slot, type, address, size);
    /* Created with one reference, which the caller is about to give to somebody. */
    sim_trace_emit_DECREF(trace_, slot);
    return slot;
}

SimSlot
TraceStory::object(const std::string &name, uint64_t size)
{
    return create(type(name), size);
}

void
TraceStory::park(SimSlot object)
{
    objects_[object].parked = true;
}

SimSlot
TraceStory::revive(const std::string &name, SimSlot parked)
{
    SimSlot kind = type(name);
    SimSlot slot = static_cast<SimSlot>(objects_.size());
    Object object;
    object.address = objects_[parked].address;
    object.size = objects_[parked].size;
    objects_.push_back(object);
    sim_trace_emit_CREATE(trace_, slot, kind, object.address, object.size);
    sim_trace_emit_DECREF(trace_, slot);
    return slot;
}

SimSlot
TraceStory::integer(long value)
{
    bool fixed = value >= -5 && value <= 256;
    auto known = integers_.find(value);
    if (fixed && known != integers_.end()) {
        return known->second;
    }
    SimSlot slot = create(type("int"), fixed ? 0 : 28);
    sim_trace_emit_INT(trace_, slot, value);
    if (fixed) {
        integers_[value] = slot;
    }
    return slot;
}

SimSlot
TraceStory::real(double value)
{
    SimSlot slot = create(type("float"), 24);
    sim_trace_emit_REAL(trace_, slot, value);
    return slot;
}

SimSlot
TraceStory::string(const std::string &text)
{
    SimSlot slot = create(type("str"), 49 + text.size());
    sim_trace_emit_STR(trace_, slot, keep(text));
    return slot;
}

SimSlot
TraceStory::none()
{
    if (none_ == SIM_SLOT_NONE) {
        none_ = create(type("NoneType"), 0);
        sim_trace_emit_VALUE(trace_, none_, keep("None"));
    }
    return none_;
}

SimSlot
TraceStory::array(uint64_t bytes, SimAddr address)
{
    if (address == 0) {
        address = next_large_;
        next_large_ += (bytes + 15) / 16 * 16;
    }
    SimSlot slot = create(type("ndarray"), 80);
    sim_trace_emit_VALUE(trace_, slot, keep("(" + std::to_string(bytes / 8) + ",) float64"));
    sim_trace_emit_ALLOC(trace_, 0, bytes, address);
    sim_trace_emit_BUFFER(trace_, slot, SIM_LABEL_DATA, address);
    objects_[slot].data = address;
    objects_[slot].bytes = bytes;
    return slot;
}

SimSlot
TraceStory::view(SimSlot base)
{
    SimSlot slot = create(type("ndarray"), 80);
    sim_trace_emit_VALUE(trace_, slot, keep("(1000,) float64"));
    sim_trace_emit_FIELD(trace_, slot, SIM_LABEL_BASE, base);
    incref(base);
    objects_[slot].held.push_back(base);
    return slot;
}

void
TraceStory::room(SimSlot list, uint64_t places)
{
    SimAddr address = next_small_;
    next_small_ += (places * 8 + 31) / 16 * 16;
    sim_trace_emit_ALLOC(trace_, 1, places * 8, address);
    sim_trace_emit_BUFFER(trace_, list, SIM_LABEL_ITEMS, address);
}

SimSlot
TraceStory::numbers(const std::string &kind, const std::vector<std::string> &values)
{
    uint64_t bits = kind == "bool" ? 8 : std::stoul(kind.substr(kind.find_first_of("0123456789")));
    uint64_t bytes = std::max<uint64_t>(values.size(), 1) * bits / 8;
    SimSlot slot = create(type("ndarray"), 96);
    SimAddr shape = next_large_;
    SimAddr data = shape + 32;
    next_large_ += 32 + (bytes + 15) / 16 * 16;
    sim_trace_emit_ALLOC(trace_, 0, 16, shape);
    sim_trace_emit_BUFFER(trace_, slot, SIM_LABEL_SHAPE, shape);
    std::string text = kind + " (" + std::to_string(values.size()) + ",)";
    sim_trace_emit_VALUE(trace_, slot, keep(text));
    sim_trace_emit_ALLOC(trace_, 3, bytes, data);
    sim_trace_emit_BUFFER(trace_, slot, SIM_LABEL_DATA, data);
    std::string list;
    for (const std::string &value : values) {
        list += (list.empty() ? "" : " ") + value;
    }
    sim_trace_emit_ELEMENTS(trace_, slot, keep(list));
    objects_[slot].data = data;
    objects_[slot].bytes = bytes;
    return slot;
}

void
TraceStory::brk(SimAddr end)
{
    sim_trace_emit_BRK(trace_, end);
}

void
TraceStory::map(SimAddr address, uint64_t size)
{
    sim_trace_emit_MMAP(trace_, size, address);
}

void
TraceStory::unmap(SimAddr address, uint64_t size)
{
    sim_trace_emit_MUNMAP(trace_, size, address);
}

void
TraceStory::arena(SimAddr address, uint64_t size)
{
    sim_trace_emit_ARENA_NEW(trace_, size, address);
}

SimAddr
TraceStory::buffer(SimSlot array) const
{
    return objects_[array].data;
}

void
TraceStory::incref(SimSlot slot)
{
    objects_[slot].refs++;
    sim_trace_emit_INCREF(trace_, slot);
}

void
TraceStory::decref(SimSlot slot)
{
    Object &object = objects_[slot];
    object.refs--;
    sim_trace_emit_DECREF(trace_, slot);
    if (object.refs > 0 || object.fixed) {
        return;
    }
    std::vector<SimSlot> held = object.held;
    if (object.data != 0) {
        sim_trace_emit_BUFFER(trace_, slot, SIM_LABEL_DATA, 0);
        sim_trace_emit_FREE(trace_, 0, object.data);
    }
    sim_trace_emit_DESTROY(trace_, slot);
    if (!objects_[slot].parked) {
        sim_trace_emit_FREE(trace_, 2, object.address);
    }
    for (SimSlot other : held) {
        decref(other);
    }
}

void
TraceStory::line(int number)
{
    sim_trace_emit_LINE(trace_, number);
}

void
TraceStory::bind(const std::string &name, SimSlot object)
{
    Frame &frame = frames_.back();
    incref(object);
    auto before = frame.bound.find(name);
    SimSlot old = before == frame.bound.end() ? SIM_SLOT_NONE : before->second;
    frame.bound[name] = object;
    if (frame.names != SIM_SLOT_NONE) {
        if (keys_.find(name) == keys_.end()) {
            keys_[name] = string(name);
            incref(keys_[name]);
        }
        sim_trace_emit_KEY(trace_, frame.names, keys_[name], object);
    } else {
        for (size_t i = 0; i < frame.locals.size(); i++) {
            if (frame.locals[i] == name) {
                sim_trace_emit_BIND(trace_, i, object);
            }
        }
    }
    if (old != SIM_SLOT_NONE) {
        decref(old);
    }
}

void
TraceStory::unbind(const std::string &name)
{
    Frame &frame = frames_.back();
    SimSlot old = frame.bound.at(name);
    frame.bound.erase(name);
    if (frame.names != SIM_SLOT_NONE) {
        sim_trace_emit_UNKEY(trace_, frame.names, keys_[name]);
    }
    decref(old);
}

void
TraceStory::item(SimSlot list, SimSlot object)
{
    incref(object);
    uint64_t length = objects_[list].held.size();
    sim_trace_emit_SPLICE(trace_, list, length, 0, SimSlots{&object, 1});
    objects_[list].held.push_back(object);
}

void
TraceStory::put(SimSlot dict, SimSlot key, SimSlot value)
{
    incref(key);
    incref(value);
    sim_trace_emit_KEY(trace_, dict, key, value);
    objects_[dict].held.push_back(key);
    objects_[dict].held.push_back(value);
}

void
TraceStory::attr(SimSlot instance, const std::string &name, SimSlot value)
{
    if (keys_.find(name) == keys_.end()) {
        keys_[name] = string(name);
        incref(keys_[name]);
    }
    incref(value);
    sim_trace_emit_ATTR(trace_, instance, keys_[name], value);
    objects_[instance].held.push_back(value);
}

void
TraceStory::call(const std::string &function, const std::vector<std::string> &locals)
{
    std::string names;
    for (const std::string &name : locals) {
        names += name + "\n";
    }
    sim_trace_emit_CODE(trace_, codes_, 1, keep(function), keep(names));
    sim_trace_emit_FRAME(trace_, codes_++, globals_, SIM_SLOT_NONE);
    frames_.push_back({SIM_SLOT_NONE, locals, {}});
}

void
TraceStory::leave()
{
    Frame frame = frames_.back();
    sim_trace_emit_UNFRAME(trace_);
    frames_.pop_back();
    for (auto &bound : frame.bound) {
        decref(bound.second);
    }
}

void
TraceStory::figure(const std::string &name, const std::string &view)
{
    figures_.push_back({name, view, sim_trace_count(trace_)});
}

void
TraceStory::note(int line, const std::string &text)
{
    notes_.emplace_back(line, text);
}

void
TraceStory::hide(const std::string &name)
{
    hidden_.push_back(name);
}

VizStory *
TraceStory::story()
{
    sim_trace_emit_END(trace_);
    replay_ = sim_replay_new(trace_);
    story_ = viz_story_new(trace_, replay_, "Reference counts of arrays");
    for (const Figure &figure : figures_) {
        viz_story_add_figure(story_, figure.name.c_str(), figure.view.c_str(), nullptr,
                             figure.step);
    }
    for (const auto &note : notes_) {
        viz_story_add_note(story_, note.first, note.first, note.second.c_str());
    }
    for (const std::string &name : hidden_) {
        viz_story_add_visibility(story_, name.c_str(), true, 0);
    }
    return story_;
}

const char lesson_source[] = "import numpy as np\n"
                             "x = 1000\n"
                             "y = 2 * x\n"
                             "a = np.random.random(x)\n"
                             "b = a.T   #: note increases ref count\n"
                             "c = np.random.random(x)\n"
                             "d = np.random.random(x)\n"
                             "del c     #: note sets ref count to 0\n"
                             "e = np.random.random(y)  #: note y > x\n"
                             "f = np.random.random(x)\n";

void
tell_lesson(TraceStory &story)
{
    story.line(1);
    story.bind("np", story.object("module", 72));
    story.line(2);
    story.bind("x", story.integer(1000));
    story.line(3);
    story.bind("y", story.integer(2000));
    story.line(4);
    SimSlot a = story.array(8000);
    story.bind("a", a);
    story.figure("refcount-1");
    story.line(5);
    story.bind("b", story.view(a));
    story.figure("refcount-2");
    story.line(6);
    SimSlot c = story.array(8000);
    SimAddr place = story.buffer(c);
    story.bind("c", c);
    story.line(7);
    story.bind("d", story.array(8000));
    story.figure("refcount-3");
    story.line(8);
    story.unbind("c");
    story.figure("refcount-4");
    story.line(9);
    story.bind("e", story.array(16000));
    story.figure("refcount-5");
    story.line(10);
    story.bind("f", story.array(8000, place));
    story.figure("refcount-6");
    story.note(5, "increases ref count");
    story.note(8, "sets ref count to 0");
    story.note(9, "y > x");
    story.hide("x");
    story.hide("y");
}

const char objects_source[] = "class Node:\n"
                              "    pass\n"
                              "a = [1000, 'spam', None]\n"
                              "b = a\n"
                              "d = {'list': a, 'pi': 3.14, 7: None}\n"
                              "m = np.zeros(1000)\n"
                              "v = m[::2]\n"
                              "left = Node(); right = Node()\n"
                              "left.peer = right; right.peer = left; left.me = left\n"
                              "def f(items, n):\n"
                              "    return n\n"
                              "f(a, 2.5)\n";

void
tell_objects(TraceStory &story)
{
    story.line(3);
    SimSlot a = story.object("list", 56);
    story.item(a, story.integer(1000));
    story.item(a, story.string("spam"));
    story.item(a, story.none());
    story.bind("a", a);
    story.figure("objects-1", "objects");
    story.line(4);
    story.bind("b", a);
    story.line(5);
    SimSlot d = story.object("dict", 64);
    story.put(d, story.string("list"), a);
    story.put(d, story.string("pi"), story.real(3.14));
    story.put(d, story.integer(7), story.none());
    story.bind("d", d);
    story.figure("objects-2", "objects");
    story.line(6);
    SimSlot m = story.array(8000);
    story.bind("m", m);
    story.line(7);
    story.bind("v", story.view(m));
    story.figure("objects-3", "objects");
    story.line(8);
    SimSlot left = story.object("Node", 48);
    SimSlot right = story.object("Node", 48);
    story.bind("left", left);
    story.bind("right", right);
    story.line(9);
    story.attr(left, "peer", right);
    story.attr(right, "peer", left);
    story.attr(left, "me", left);
    story.figure("objects-4", "objects");
    story.line(12);
    story.call("f", {"items", "n"});
    story.bind("items", a);
    story.bind("n", story.real(2.5));
    story.line(11);
    story.figure("objects-5", "objects");
    story.leave();
}

void
tell_numbers(TraceStory &story)
{
    story.line(1);
    SimSlot list = story.object("list", 56);
    story.room(list, 6);
    story.bind("numbers", list);
    story.object("str", 300); /* between the numbers */
    SimSlot large = story.integer(70000);
    story.item(list, large);
    story.item(list, story.integer(7));
    story.object("str", 5000);
    story.item(list, story.real(0.1));
    story.item(list, story.integer(1L << 40));
    story.item(list, large);
    SimSlot pair = story.object("tuple", 56);
    story.item(pair, story.string("not a number"));
    story.item(pair, story.object("Node", 48));
    story.bind("pair", pair);
    story.figure("numbers-1", "layout");
    story.line(2);
    story.bind("array", story.numbers("int64", {"70000", "7", "-1"}));
    std::vector<std::string> many;
    for (int i = 0; i < 40; i++) {
        many.push_back(std::to_string(i * 100));
    }
    story.bind("small", story.numbers("int16", many));
    story.item(list, story.integer(8));
    story.figure("numbers-2", "layout");
}

void
tell_regions(TraceStory &story)
{
    const SimAddr top = 0x7ffff7a00000;
    story.line(1);
    story.brk(SIM_BRK_START + 0x40000);
    story.arena(top - 0x100000, 0x100000);
    story.map(top - 0x200000, 0x80000);
    story.bind("low", story.array(100000, SIM_BRK_START + 0x1000));
    story.bind("mapped", story.array(520000, top - 0x200000 + 16));
    story.figure("regions-1", "heap");
    story.line(2);
    story.unbind("mapped");
    story.unmap(top - 0x200000, 0x80000);
    story.figure("regions-2", "heap");
    story.line(3);
    story.brk(SIM_BRK_START + 0x80000);
    story.bind("mapped", story.array(300000, SIM_BRK_START + 0x20000));
    story.map(top - 0x4000000, 0x3000000);
    SimSlot huge = story.array(0x2ffff00, top - 0x4000000 + 16);
    story.bind("huge", huge);
    story.bind("the_same_huge_array_by_another_name", huge);
    story.figure("regions-3", "heap");
}
