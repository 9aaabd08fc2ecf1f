/* String and bytes literals: escapes and implicit concatenation. */
#include "sim/syntax/parser_private.h"
#include "sim/syntax/unicode.h"

static SimLiteral
split_literal(SimParser *p, size_t token)
{
    SimLiteral literal = {.token = token};
    const char *s = p->text + p->tokens[token].begin;
    const char *end = p->text + p->tokens[token].end;
    for (; *s != '"' && *s != '\''; s++) {
        char c = g_ascii_tolower(*s);
        literal.raw = literal.raw || c == 'r';
        literal.bytes = literal.bytes || c == 'b';
        literal.formatted = literal.formatted || c == 'f';
    }
    size_t quotes = end - s >= 6 && s[1] == s[0] && s[2] == s[0] ? 3 : 1;
    literal.body = s + quotes;
    literal.end = end - quotes;
    return literal;
}

/* CPython decodes a copy in which each other character is a \U escape of 10 bytes;
 * its messages count in that. */
static size_t
escaped_offset(const char *begin, const char *at)
{
    size_t offset = 0;
    for (const char *s = begin; s < at;) {
        bool escape = *s == '\\';
        if (escape) {
            offset++;
            s++;
            if (s >= at) {
                break;
            }
        }
        if ((unsigned char) *s < 0x80) {
            offset++;
            s++;
        } else {
            offset += escape ? 15 : 10;
            sim_unicode_next(&s);
        }
    }
    return offset;
}

static bool
fail_escape(SimParser *p, const char *body, const char *begin, const char *end, const char *reason)
{
    size_t from = escaped_offset(body, begin);
    size_t to = from + (size_t) (end - begin) - 1;
    sim_parser_raise_here(p,
                          "(unicode error) 'unicodeescape' codec can't decode bytes in position "
                          "%zu-%zu: %s",
                          from, to, reason);
    return false;
}

typedef struct {
    const char *body;
    const char *begin; /* of the escape that is read */
    const char *at;
    const char *end;
} Reader;

static bool
read_hex_escape(SimParser *p, Reader *reader, int digits, const char *reason, GString *out)
{
    gunichar c = 0;
    for (int i = 0; i < digits; i++) {
        if (reader->at >= reader->end || !g_ascii_isxdigit(*reader->at)) {
            return fail_escape(p, reader->body, reader->begin, reader->at, reason);
        }
        c = c << 4 | (gunichar) g_ascii_xdigit_value(*reader->at++);
    }
    if (c > 0x10FFFF) {
        return fail_escape(p, reader->body, reader->begin, reader->at, "illegal Unicode character");
    }
    sim_unicode_append(out, c);
    return true;
}

static bool
read_named_escape(SimParser *p, Reader *reader, GString *out)
{
    const char *name = reader->at + 1;
    const char *close = reader->at < reader->end && *reader->at == '{'
                            ? memchr(name, '}', (size_t) (reader->end - name))
                            : NULL;
    if (close == NULL || close == name) {
        const char *stop =
            reader->at < reader->end && *reader->at == '{' ? reader->at + 1 : reader->at;
        if (close == NULL && stop > reader->at) {
            stop = reader->end;
        }
        return fail_escape(p, reader->body, reader->begin, stop, "malformed \\N character escape");
    }
    gunichar c;
    reader->at = close + 1;
    if (!sim_unicode_named(name, (size_t) (close - name), &c)) {
        return fail_escape(p, reader->body, reader->begin, reader->at,
                           "unknown Unicode character name");
    }
    sim_unicode_append(out, c);
    return true;
}

/* The value of an escape like "\n" that is one letter long, or -1. */
static int
simple_escape(char c)
{
    switch (c) {
    case '\\':
    case '\'':
    case '"':
        return c;
    case 'a':
        return '\a';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return -1;
    }
}

/* Up to three octal digits, the first of which has been read. */
static gunichar
read_octal(Reader *reader, char first)
{
    gunichar c = (gunichar) (first - '0');
    for (int i = 0; i < 2 && reader->at < reader->end && *reader->at >= '0' && *reader->at <= '7';
         i++) {
        c = c << 3 | (gunichar) (*reader->at++ - '0');
    }
    return c;
}

/* Behind a backslash. */
static bool
read_escape(SimParser *p, Reader *reader, GString *out)
{
    char c = *reader->at++;
    int simple = simple_escape(c);
    if (simple >= 0) {
        g_string_append_c(out, (char) simple);
        return true;
    }
    switch (c) {
    case '\n':
        return true;
    case 'x':
        return read_hex_escape(p, reader, 2, "truncated \\xXX escape", out);
    case 'u':
        return read_hex_escape(p, reader, 4, "truncated \\uXXXX escape", out);
    case 'U':
        return read_hex_escape(p, reader, 8, "truncated \\UXXXXXXXX escape", out);
    case 'N':
        return read_named_escape(p, reader, out);
    default:
        if (c >= '0' && c <= '7') {
            sim_unicode_append(out, read_octal(reader, c));
        } else { /* an unknown escape stands for itself */
            g_string_append_c(out, '\\');
            g_string_append_c(out, c);
        }
        return true;
    }
}

bool
sim_parser_decode(
    SimParser *p, const SimLiteral *literal, const char *begin, const char *end, GString *out)
{
    if (literal->raw) {
        g_string_append_len(out, begin, end - begin);
        return true;
    }
    Reader reader = {begin, begin, begin, end};
    while (reader.at < end) {
        const char *backslash = memchr(reader.at, '\\', (size_t) (end - reader.at));
        const char *stop = backslash == NULL ? end : backslash;
        g_string_append_len(out, reader.at, stop - reader.at);
        if (backslash == NULL) {
            break;
        }
        reader.begin = backslash;
        reader.at = backslash + 1;
        if (!read_escape(p, &reader, out)) {
            return false;
        }
    }
    return true;
}

static bool
read_bytes_escape(SimParser *p, Reader *reader, GString *out)
{
    char c = *reader->at++;
    int simple = simple_escape(c);
    if (simple >= 0) {
        g_string_append_c(out, (char) simple);
    } else if (c == 'x') {
        if (reader->end - reader->at < 2 || !g_ascii_isxdigit(reader->at[0]) ||
            !g_ascii_isxdigit(reader->at[1])) {
            sim_parser_raise_here(p, "(value error) invalid \\x escape at position %zu",
                                  (size_t) (reader->begin - reader->body));
            return false;
        }
        g_string_append_c(out, (char) (g_ascii_xdigit_value(reader->at[0]) << 4 |
                                       g_ascii_xdigit_value(reader->at[1])));
        reader->at += 2;
    } else if (c >= '0' && c <= '7') {
        g_string_append_c(out, (char) (read_octal(reader, c) & 0xFF));
    } else if (c != '\n') {
        g_string_append_c(out, '\\');
        g_string_append_c(out, c);
    }
    return true;
}

static bool
decode_bytes(SimParser *p, const SimLiteral *literal, GString *out)
{
    for (const char *s = literal->body; s < literal->end; s++) {
        if ((unsigned char) *s >= 0x80) {
            sim_parser_raise_here(p, "bytes can only contain ASCII literal characters");
            return false;
        }
    }
    if (literal->raw) {
        g_string_append_len(out, literal->body, literal->end - literal->body);
        return true;
    }
    Reader reader = {literal->body, literal->body, literal->body, literal->end};
    while (reader.at < reader.end) {
        if (*reader.at != '\\') {
            g_string_append_c(out, *reader.at++);
            continue;
        }
        reader.begin = reader.at++;
        if (!read_bytes_escape(p, &reader, out)) {
            return false;
        }
    }
    return true;
}

static bool
read_one(SimParser *p, SimJoined *joined, const SimLiteral *literal)
{
    if (literal->bytes) {
        return decode_bytes(p, literal, joined->pending);
    }
    if (literal->formatted) {
        return sim_parser_fstring_literal(p, joined, literal);
    }
    return sim_parser_decode(p, literal, literal->body, literal->end, joined->pending);
}

static bool
read_all(SimParser *p, SimJoined *joined, size_t start, size_t end, bool bytes)
{
    for (size_t token = start; token < end; token++) {
        SimLiteral literal = split_literal(p, token);
        if (!literal.formatted && !read_one(p, joined, &literal)) {
            return false;
        }
        if (literal.bytes != bytes) {
            sim_parser_raise_here(p, "cannot mix bytes and nonbytes literals");
            return false;
        }
        if (literal.formatted && !read_one(p, joined, &literal)) {
            return false;
        }
    }
    return true;
}

SimNode *
sim_parser_strings(SimParser *p)
{
    size_t start = p->mark;
    while (sim_parser_take(p, SIM_TOKEN_STRING)) {
    }
    if (sim_parser_at(p, SIM_TOKEN_ERROR)) {
        p->mark = start; /* the lexer's message comes first */
        return NULL;
    }
    SimSpan span = sim_parser_span(p, start);
    bool bytes = split_literal(p, start).bytes;
    SimJoined joined;
    sim_parser_joined_init(&joined, span, p->text[p->tokens[start].begin] == 'u');
    SimNode *node = NULL;
    if (!read_all(p, &joined, start, p->mark, bytes)) {
        p->mark = start;
    } else if (bytes) {
        node = sim_parser_constant(
            p, sim_tree_const(p->tree, SIM_CONST_BYTES, joined.pending->str, joined.pending->len),
            span);
    } else {
        node = sim_parser_joined_finish(p, &joined);
    }
    sim_parser_joined_clear(&joined);
    return node;
}
