#include "sim/record/preload/code.h"

#include <dlfcn.h>
#include <string.h>

#include "sim/record/preload/python.h"

/* PyVarObject, PyBytesObject, PyASCIIObject: the same in all versions of layout.def. */
#define OBJECT_TYPE            8
#define OBJECT_SIZE            16
#define BYTES_CONTENT          32
#define TEXT_LENGTH            16
#define TEXT_STATE             32
#define TEXT_KIND(state)       ((state) >> 2 & 7)
#define TEXT_IS_COMPACT(state) (((state) >> 5 & 1) != 0)
#define TEXT_IS_ASCII(state)   (((state) >> 6 & 1) != 0)

/* The kinds of entries in the table of locations. */
enum {
    ENTRY_ONE_LINE = 10, /* 10, 11, 12: the line moves by 0, 1, 2 */
    ENTRY_NO_COLUMNS = 13,
    ENTRY_LONG = 14,
    ENTRY_NONE = 15
};

typedef struct {
    unsigned minor;
    int thread, cframe;
    int code, instruction, previous, owner, shim;
    int filename, qualname, first_line, line_table, instructions;
    int ascii, compact;
} Layout;

static const Layout layouts[] = {
#define LAYOUT(...) {__VA_ARGS__},
#include "sim/record/preload/layout.def"
#undef LAYOUT
};

static const Layout *layout;
static const void *code_type;

static const unsigned char *
at(const void *object, int offset)
{
    return (const unsigned char *) object + offset;
}

static const void *
pointer_at(const void *object, int offset)
{
    const void *value;
    memcpy(&value, at(object, offset), sizeof value);
    return value;
}

static int64_t
size_at(const void *object, int offset)
{
    int64_t value;
    memcpy(&value, at(object, offset), sizeof value);
    return value;
}

bool
sim_record_code_start(void)
{
    code_type = dlsym(RTLD_DEFAULT, "PyCode_Type");
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        if (sim_record_python.version >> 16 == (3u << 8 | layouts[i].minor)) {
            layout = &layouts[i];
        }
    }
    return layout != NULL && code_type != NULL && sim_record_python.thread_old != NULL;
}

SimRecordPlace
sim_record_code_place(void)
{
    const void *thread = sim_record_python.thread_old();
    const void *frame = thread == NULL ? NULL : pointer_at(thread, layout->thread);
    if (frame != NULL && layout->cframe >= 0) {
        frame = pointer_at(frame, layout->cframe);
    }
    while (frame != NULL && *at(frame, layout->owner) == layout->shim) {
        frame = pointer_at(frame, layout->previous);
    }
    const void *code = frame == NULL ? NULL : pointer_at(frame, layout->code);
    if (code == NULL || pointer_at(code, OBJECT_TYPE) != code_type) {
        return (SimRecordPlace){NULL, 0};
    }
    const unsigned char *instruction = pointer_at(frame, layout->instruction);
    return (SimRecordPlace){code, (instruction - at(code, layout->instructions)) / 2};
}

size_t
sim_record_code_length(const void *code)
{
    int64_t length = size_at(code, OBJECT_SIZE);
    return length < 0 ? 0 : (size_t) length;
}

/* Six bits a byte, the lowest first. */
static unsigned
read_number(const unsigned char **p, const unsigned char *end)
{
    unsigned value = 0;
    for (unsigned shift = 0; *p < end; shift += 6) {
        unsigned byte = *(*p)++;
        value |= shift < 32 ? (byte & 63) << shift : 0;
        if ((byte & 64) == 0) {
            break;
        }
    }
    return value;
}

static int
read_signed(const unsigned char **p, const unsigned char *end)
{
    unsigned value = read_number(p, end);
    return (value & 1) != 0 ? -(int) (value >> 1) : (int) (value >> 1);
}

/* How far the entry of @kind at *@p moves the line; *@p is behind it then. */
static int
read_entry(unsigned kind, const unsigned char **p, const unsigned char *end)
{
    int moved = 0;
    switch (kind) {
    case ENTRY_NONE:
        return 0;
    case ENTRY_LONG:
        moved = read_signed(p, end);
        for (int i = 0; i < 3; i++) {
            read_number(p, end);
        }
        return moved;
    case ENTRY_NO_COLUMNS:
        return read_signed(p, end);
    default:
        *p += kind >= ENTRY_ONE_LINE ? 2 : 1;
        return kind >= ENTRY_ONE_LINE ? (int) kind - ENTRY_ONE_LINE : 0;
    }
}

void
sim_record_code_lines(const void *code, uint32_t *lines, size_t count)
{
    const void *table = pointer_at(code, layout->line_table);
    const unsigned char *p = at(table, BYTES_CONTENT);
    const unsigned char *end = p + size_at(table, OBJECT_SIZE);
    int line;
    size_t done = 0;
    memcpy(&line, at(code, layout->first_line), sizeof line);
    while (p < end && done < count) {
        unsigned first = *p++;
        unsigned kind = first >> 3 & 15;
        line += read_entry(kind, &p, end);
        for (unsigned i = 0; i <= (first & 7) && done < count; i++) {
            lines[done++] = kind == ENTRY_NONE || line < 0 ? 0 : (uint32_t) line;
        }
    }
    memset(lines + done, 0, (count - done) * sizeof *lines);
}

static size_t
encode(uint32_t point, unsigned char *out)
{
    static const unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
    size_t length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (unsigned char) (0x80 | (point & 63));
        point >>= 6;
    }
    out[0] = (unsigned char) (marks[length] | point);
    return length;
}

static uint32_t
point_at(const unsigned char *text, unsigned kind, size_t i)
{
    uint16_t two;
    uint32_t four;
    switch (kind) {
    case 1:
        return text[i];
    case 2:
        memcpy(&two, text + 2 * i, sizeof two);
        return two;
    default:
        memcpy(&four, text + 4 * i, sizeof four);
        return four;
    }
}

/* A lone surrogate (an undecodable byte of a file's name) is written as U+FFFD. */
static size_t
copy_text(const void *text, unsigned char *out, size_t size)
{
    uint32_t state;
    size_t used = 0;
    memcpy(&state, at(text, TEXT_STATE), sizeof state);
    if (!TEXT_IS_COMPACT(state)) {
        return 0;
    }
    size_t length = (size_t) size_at(text, TEXT_LENGTH);
    const unsigned char *content = at(text, TEXT_IS_ASCII(state) ? layout->ascii : layout->compact);
    for (size_t i = 0; i < length && used + 4 <= size; i++) {
        uint32_t point = point_at(content, TEXT_KIND(state), i);
        bool odd = point == 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000);
        used += encode(odd ? 0xfffd : point, out + used);
    }
    return used;
}

size_t
sim_record_code_file(const void *code, unsigned char *out, size_t size)
{
    return copy_text(pointer_at(code, layout->filename), out, size);
}

size_t
sim_record_code_function(const void *code, unsigned char *out, size_t size)
{
    return copy_text(pointer_at(code, layout->qualname), out, size);
}
