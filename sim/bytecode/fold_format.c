#include <stdio.h>
#include <string.h>

#include "sim/bytecode/const.h"
#include "sim/bytecode/fold_private.h"

/* Nodes that stand for no text of their own have no place. */
static const SimSpan no_place = {-1, -1, -1, -1};

enum {
    MAX_DIGITS = 3
};

typedef struct {
    const char *at;
    const char *end;
} Reader;

typedef struct {
    bool left;
    int width;     /* -1: none */
    int precision; /* -1: none */
    char type;
} Format;

/* The text up to the next "%X", with "%%" made "%"; NULL if there is none. */
static SimNode *
read_literal(Folder *folder, Reader *reader)
{
    GString *text = g_string_new(NULL);
    while (reader->at < reader->end) {
        if (*reader->at == '%') {
            if (reader->at + 1 >= reader->end || reader->at[1] != '%') {
                break;
            }
            reader->at++;
        }
        g_string_append_c(text, *reader->at++);
    }
    SimNode *node = NULL;
    if (text->len > 0) {
        const SimConst *value =
            sim_const_new_text(folder->region, SIM_CONST_STR, text->str, text->len);
        node = sim_fold_new_constant(folder, value, no_place);
    }
    g_string_free(text, TRUE);
    return node;
}

static char
peek(const Reader *reader)
{
    return reader->at < reader->end ? *reader->at : '\0';
}

static bool
read_number(Reader *reader, int *number)
{
    *number = 0;
    for (int digits = 0; g_ascii_isdigit(peek(reader)); digits++) {
        if (digits + 1 >= MAX_DIGITS) {
            return false;
        }
        *number = *number * 10 + (*reader->at++ - '0');
    }
    return true;
}

static bool
read_format(Reader *reader, Format *format)
{
    *format = (Format){.width = -1, .precision = -1};
    reader->at++; /* the % */
    while (peek(reader) != '\0' && strchr("-+ #0", peek(reader)) != NULL) {
        format->left |= *reader->at++ == '-';
    }
    if (g_ascii_isdigit(peek(reader)) && !read_number(reader, &format->width)) {
        return false;
    }
    if (peek(reader) == '.') {
        reader->at++;
        if (!read_number(reader, &format->precision)) {
            return false;
        }
    }
    format->type = peek(reader);
    reader->at += reader->at < reader->end;
    return format->type == 's' || format->type == 'r' || format->type == 'a';
}

static SimNode *
make_specification(Folder *folder, const Format *format)
{
    GString *text = g_string_new(NULL);
    if (!format->left && format->width > 0) {
        g_string_append_c(text, '>');
    }
    if (format->width >= 0) {
        g_string_append_printf(text, "%d", format->width);
    }
    if (format->precision >= 0) {
        g_string_append_printf(text, ".%d", format->precision);
    }
    SimNode *node = NULL;
    if (text->len > 0) {
        const SimConst *value =
            sim_const_new_text(folder->region, SIM_CONST_STR, text->str, text->len);
        node = sim_fold_new_constant(folder, value, no_place);
    }
    g_string_free(text, TRUE);
    return node;
}

/* Reads the whole format into @values, one field for each of @items. */
static bool
read_fields(Folder *folder, Reader *reader, SimNodes items, SimNodes *values)
{
    size_t used = 0;
    for (;;) {
        SimNode *literal = read_literal(folder, reader);
        if (literal != NULL) {
            values->items[values->count++] = literal;
        }
        if (reader->at >= reader->end) {
            return used == items.count;
        }
        Format format;
        if (used == items.count || !read_format(reader, &format)) {
            return false;
        }
        SimNode *item = items.items[used++];
        SimNode *field = sim_fold_new_node(folder, SIM_NODE_FormattedValue, item->span);
        field->as.FormattedValue.value = item;
        field->as.FormattedValue.conversion = format.type;
        field->as.FormattedValue.format_spec = make_specification(folder, &format);
        values->items[values->count++] = field;
    }
}

void
sim_fold_format(Folder *folder, SimNode *node)
{
    const SimConst *format = node->as.BinOp.left->as.Constant.value;
    SimNodes items = node->as.BinOp.right->as.Tuple.elts;
    SimNodes values = {0};
    values.items = sim_region_alloc(folder->region, (items.count * 2 + 1) * sizeof(SimNode *));
    Reader reader = {format->text, format->text + format->length};
    if (read_fields(folder, &reader, items, &values)) {
        node->kind = SIM_NODE_JoinedStr;
        node->as.JoinedStr.values = values;
    }
}
