#include "sim/vm/numpy/np_buffer.h"

#include <string.h>

#include "sim/vm/numpy/np_elements.h"

enum {
    MAX_HOST = 1 << 29,    /* bytes of pages one content may have */
    MAX_READ = 1 << 26,    /* bytes of a content whose pages are kept when they are read */
    MAX_WEIGHT = 32,       /* operations behind one element that may be computed */
    MAX_HUGE_WEIGHT = 1024 /* and where the elements are too many to be computed at all */
};

/* Shared by contents until one of them writes. */
typedef struct {
    uint32_t refs;
    uint8_t bytes[];
} Page;

struct SimNpContent {
    uint32_t refs;
    uint32_t weight;
    SimNpKind kind;
    int64_t count;
    SimNpFill fill;
    Page **pages; /* NULL: none exists */
    size_t npages;
    size_t present;
};

static void release(SimNpContent *content);

static size_t
content_size(const SimNpContent *content)
{
    return (size_t) content->count * sim_np_item_size(content->kind);
}

static uint32_t
source_weight(const SimNpSource *source)
{
    return source->content == NULL || source->content->fill.kind != SIM_NP_FILL_APPLY
               ? 1
               : source->content->weight;
}

static SimNpContent *
content_new(SimNpKind kind, int64_t count, SimNpFill fill)
{
    SimNpContent *content = g_new0(SimNpContent, 1);
    content->refs = 1;
    content->kind = kind;
    content->count = count;
    content->fill = fill;
    content->weight = source_weight(&fill.a) + source_weight(&fill.b);
    content->npages = (content_size(content) + SIM_NP_PAGE - 1) / SIM_NP_PAGE;
    return content;
}

void
sim_np_fill_clear(SimNpFill *fill)
{
    g_free(fill->generator);
    release(fill->a.content);
    release(fill->b.content);
}

static void
release_page(Page *page)
{
    if (page != NULL && --page->refs == 0) {
        g_free(page);
    }
}

static void
release(SimNpContent *content)
{
    if (content == NULL || --content->refs > 0) {
        return;
    }
    for (size_t i = 0; content->pages != NULL && i < content->npages; i++) {
        release_page(content->pages[i]);
    }
    g_free(content->pages);
    sim_np_fill_clear(&content->fill);
    g_free(content);
}

static SimNpContent *
hold(SimNpContent *content)
{
    if (content != NULL) {
        content->refs++;
    }
    return content;
}

static size_t
page_size(const SimNpContent *content, size_t index)
{
    return MIN(SIM_NP_PAGE, content_size(content) - index * SIM_NP_PAGE);
}

/* An empty page at its place. */
static Page *
add_page(SimNpContent *content, size_t index)
{
    if (content->pages == NULL) {
        content->pages = g_new0(Page *, content->npages);
    }
    Page *page = g_malloc0(sizeof(Page) + page_size(content, index));
    page->refs = 1;
    content->pages[index] = page;
    content->present++;
    return page;
}

static Page *
find_page(const SimNpContent *content, size_t index)
{
    return content->pages == NULL ? NULL : content->pages[index];
}

/* The whole sequence of numbers, once the first of them is wanted. */
static void
draw_all(SimNpContent *content)
{
    size_t width = sim_np_item_size(content->kind);
    for (size_t i = 0; i < content->npages; i++) {
        Page *page = add_page(content, i);
        for (size_t at = 0; at < page_size(content, i); at += width) {
            double real = sim_np_generator_double(content->fill.generator);
            sim_np_store(content->kind, page->bytes + at, sim_np_real(real));
        }
    }
}

/* splitmix64 as a function of the index: any numbers will do where there is no seed. */
static double
random_at(uint64_t seed, uint64_t index)
{
    uint64_t z = seed + (index + 1) * 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return (double) ((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

static SimNpValue element(SimNpContent *content, int64_t index, bool keep);

static SimNpValue
operand(const SimNpSource *source, SimNpKind in, int64_t index)
{
    if (source->content == NULL) {
        return sim_np_convert(source->value, source->kind, in);
    }
    /* What only this operation refers to would be kept for nobody. */
    SimNpValue value = element(source->content, index, source->content->refs > 1);
    return sim_np_convert(value, source->kind, in);
}

/* What the element is as long as its page does not exist. */
static SimNpValue
evaluate(SimNpContent *content, int64_t index)
{
    const SimNpFill *fill = &content->fill;
    bool real = sim_np_is_real(content->kind);
    switch (fill->kind) {
    case SIM_NP_FILL_ZERO:
        return real ? sim_np_real(0) : sim_np_integer(0);
    case SIM_NP_FILL_VALUE:
        return fill->start;
    case SIM_NP_FILL_RANGE:
        if (real) {
            return sim_np_real(fill->start.real + (double) index * fill->step.real);
        }
        return sim_np_integer((int64_t) ((uint64_t) fill->start.integer +
                                         (uint64_t) index * (uint64_t) fill->step.integer));
    case SIM_NP_FILL_RANDOM:
        return sim_np_real(random_at((uint64_t) fill->start.integer, (uint64_t) index));
    case SIM_NP_FILL_SEEDED:
        draw_all(content);
        return element(content, index, true);
    case SIM_NP_FILL_APPLY:
        return sim_np_apply(&fill->apply, operand(&fill->a, fill->apply.in, index),
                            operand(&fill->b, fill->apply.in, index));
    }
    g_assert_not_reached();
}

static Page *
make_page(SimNpContent *content, size_t index)
{
    if (content->fill.kind == SIM_NP_FILL_SEEDED) {
        if (content->present == 0) {
            draw_all(content);
        }
        return content->pages[index]; /* all exist now */
    }
    Page *page = add_page(content, index);
    if (content->fill.kind == SIM_NP_FILL_ZERO) {
        return page;
    }
    size_t width = sim_np_item_size(content->kind);
    int64_t first = (int64_t) (index * SIM_NP_PAGE / width);
    for (size_t at = 0; at < page_size(content, index); at += width) {
        SimNpValue value = evaluate(content, first + (int64_t) (at / width));
        sim_np_store(content->kind, page->bytes + at, value);
    }
    if (content->present == content->npages) {
        sim_np_fill_clear(&content->fill); /* nothing follows from it any more */
        content->fill = sim_np_fill_zero();
    }
    return page;
}

static SimNpValue
element(SimNpContent *content, int64_t index, bool keep)
{
    size_t offset = (size_t) index * sim_np_item_size(content->kind);
    Page *page = find_page(content, offset / SIM_NP_PAGE);
    if (page == NULL && keep && content_size(content) <= MAX_READ) {
        page = make_page(content, offset / SIM_NP_PAGE);
    }
    return page == NULL ? evaluate(content, index)
                        : sim_np_load(content->kind, page->bytes + offset % SIM_NP_PAGE);
}

static SimNpContent *
clone_content(const SimNpContent *from)
{
    SimNpFill fill = from->fill;
    hold(fill.a.content);
    hold(fill.b.content);
    if (fill.generator != NULL) {
        fill.generator = g_memdup2(fill.generator, sizeof *fill.generator);
    }
    SimNpContent *content = content_new(from->kind, from->count, fill);
    content->present = from->present;
    if (from->pages != NULL) {
        content->pages = g_memdup2(from->pages, from->npages * sizeof *from->pages);
        for (size_t i = 0; i < content->npages; i++) {
            if (content->pages[i] != NULL) {
                content->pages[i]->refs++;
            }
        }
    }
    return content;
}

/* The page at @offset, to be written: nobody else sees it. */
static Page *
own_page(SimNpBuffer *buffer, size_t offset)
{
    if (buffer->content->refs > 1) {
        SimNpContent *own = clone_content(buffer->content);
        release(buffer->content);
        buffer->content = own;
    }
    SimNpContent *content = buffer->content;
    size_t index = offset / SIM_NP_PAGE;
    Page *page = find_page(content, index);
    if (page == NULL) {
        return make_page(content, index);
    }
    if (page->refs > 1) {
        Page *own = g_memdup2(page, sizeof(Page) + page_size(content, index));
        own->refs = 1;
        page->refs--;
        content->pages[index] = own;
        return own;
    }
    return page;
}

SimNpBuffer *
sim_np_buffer_new(SimNpKind kind, int64_t count, SimNpFill fill)
{
    SimNpBuffer *buffer = g_new0(SimNpBuffer, 1);
    buffer->refs = 1;
    buffer->content = content_new(kind, count, fill);
    return buffer;
}

SimNpBuffer *
sim_np_buffer_ref(SimNpBuffer *buffer)
{
    buffer->refs++;
    return buffer;
}

void
sim_np_buffer_unref(SimNpBuffer *buffer)
{
    if (buffer != NULL && --buffer->refs == 0) {
        release(buffer->content);
        g_free(buffer);
    }
}

SimNpKind
sim_np_buffer_kind(const SimNpBuffer *buffer)
{
    return buffer->content->kind;
}

int64_t
sim_np_buffer_count(const SimNpBuffer *buffer)
{
    return buffer->content->count;
}

SimNpContent *
sim_np_buffer_share(SimNpBuffer *buffer)
{
    return hold(buffer->content);
}

void
sim_np_buffer_refill(SimNpBuffer *buffer, SimNpFill fill)
{
    SimNpContent *content = content_new(buffer->content->kind, buffer->content->count, fill);
    release(buffer->content);
    buffer->content = content;
    sim_np_elements_changed(buffer->watched);
}

void
sim_np_buffer_copy(SimNpBuffer *buffer, SimNpBuffer *from)
{
    SimNpContent *content = hold(from->content);
    release(buffer->content);
    buffer->content = content;
    sim_np_elements_changed(buffer->watched);
}

bool
sim_np_buffer_is_heavy(const SimNpBuffer *buffer)
{
    const SimNpContent *content = buffer->content;
    bool huge = content->count > SIM_NP_MAX_WALK;
    return source_weight(&(SimNpSource){.content = buffer->content}) >=
           (huge ? MAX_HUGE_WEIGHT : MAX_WEIGHT);
}

bool
sim_np_buffer_uniform(const SimNpBuffer *buffer, SimNpValue *value)
{
    SimNpContent *content = buffer->content;
    bool same = content->fill.kind == SIM_NP_FILL_ZERO || content->fill.kind == SIM_NP_FILL_VALUE;
    if (!same || content->present > 0) {
        return false;
    }
    *value = evaluate(content, 0);
    return true;
}

bool
sim_np_buffer_can_write(const SimNpBuffer *buffer, int64_t count)
{
    const SimNpContent *content = buffer->content;
    size_t more = MIN((size_t) count, content->npages - content->present);
    return content->present + more <= MAX_HOST / SIM_NP_PAGE;
}

SimNpValue
sim_np_buffer_get(SimNpBuffer *buffer, SimNpKind kind, int64_t offset)
{
    SimNpContent *content = buffer->content;
    size_t width = sim_np_item_size(content->kind);
    if (kind == content->kind && (size_t) offset % width == 0) {
        return element(content, offset / (int64_t) width, true);
    }
    uint8_t bytes[8];
    for (size_t i = 0; i < sim_np_item_size(kind); i++) {
        size_t at = (size_t) offset + i;
        uint8_t whole[8];
        sim_np_store(content->kind, whole, element(content, (int64_t) (at / width), true));
        bytes[i] = whole[at % width];
    }
    return sim_np_load(kind, bytes);
}

void
sim_np_buffer_set(SimNpBuffer *buffer, SimNpKind kind, int64_t offset, SimNpValue value)
{
    uint8_t bytes[8];
    size_t size = sim_np_item_size(kind);
    size_t at = (size_t) offset;
    Page *page = own_page(buffer, at);
    sim_np_elements_changed(buffer->watched);
    if (at % SIM_NP_PAGE + size <= SIM_NP_PAGE) {
        sim_np_store(kind, page->bytes + at % SIM_NP_PAGE, value);
        return;
    }
    sim_np_store(kind, bytes, value);
    for (size_t i = 0; i < size; i++) {
        page = own_page(buffer, at + i);
        page->bytes[(at + i) % SIM_NP_PAGE] = bytes[i];
    }
}

SimNpValue
sim_np_buffer_peek(const SimNpBuffer *buffer, int64_t index)
{
    return element(buffer->content, index, false);
}
