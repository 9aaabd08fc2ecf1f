/* Pictures as tests look at them. */
#pragma once

#include <string>
#include <vector>

#include "tests/viz/story.h"
#include "viz/layout/layout.h"
#include "viz/render/figure.h"

/* The scenes and drawings of one view of a story. */
class Pictures
{
  public:
    Pictures(const VizStory *story, VizViewKind view);
    Pictures(TraceStory &story, VizViewKind view) : Pictures(story.story(), view)
    {
    }
    ~Pictures();
    Pictures(const Pictures &) = delete;
    Pictures &operator=(const Pictures &) = delete;
    size_t count() const;
    const VizScene *scene(size_t index) const;
    const VizDrawing *drawing(size_t index) const;
    /* The text mark of that id; fails the test where there is none. */
    VizMark mark(size_t index, const std::string &id) const;
    bool has(size_t index, const std::string &id) const;

  private:
    GPtrArray *scenes_ = nullptr;
    GPtrArray *drawings_ = nullptr;
};

/* What is wrong with a drawing: texts that overlap, or anything outside the canvas. Empty
 * if nothing is. */
std::vector<std::string> find_faults(const VizDrawing *drawing);

struct File {
    std::string name;
    std::string format;
    std::string description;
    std::string bytes;
};
/* Fails the test where drawing fails. */
std::vector<File> draw_files(const VizStory *story,
                             const std::vector<const char *> &formats,
                             const char *theme = nullptr,
                             std::vector<std::string> *notices = nullptr);

/* Stories that strain a layout. */
std::vector<std::string> stress_names();
void tell_stress(const std::string &name, TraceStory &story);
std::string stress_source(const std::string &name);
