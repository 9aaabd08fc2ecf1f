/* Prints what is made of files, for a script to compare with python3's.
 *
 *     print_syntax tree|places|tokens FILE...    each followed by a line "\x1e"
 *     print_syntax errors FILE                   one line for each text of FILE; the
 *                                                texts are separated by "\x1e"
 */
#include <cstdio>
#include <cstring>
#include <string>

#include "sim/syntax/ast.h"

static std::string
first_line(const char *text)
{
    const char *end = strchr(text, '\n');
    return end == nullptr ? text : std::string(text, end);
}

static void
print_file(const std::string &mode, const char *path)
{
    g_autoptr(GError) error = nullptr;
    g_autoptr(SimSource) source = sim_source_load(path, &error);
    g_autoptr(GString) out = g_string_new(nullptr);
    bool ok = source != nullptr;
    if (ok && mode == "tokens") {
        ok = sim_tokens_dump(source, out, &error);
    } else if (ok) {
        g_autoptr(SimTree) tree = sim_parse_module(source, &error);
        ok = tree != nullptr;
        if (ok) {
            sim_tree_dump(tree, mode == "places", out);
            g_string_append_c(out, '\n');
        }
    }
    if (!ok) {
        printf("error: %s\n\x1e\n", first_line(error->message).c_str());
        return;
    }
    fwrite(out->str, 1, out->len, stdout);
    printf("\x1e\n");
}

/* "LINE:COLUMN message", the column counted in characters, or "ok". */
static void
print_outcome(const char *text, size_t length)
{
    g_autoptr(GError) error = nullptr;
    g_autoptr(SimSource) source = sim_source_new("text", text, length);
    g_autoptr(SimTree) tree = sim_parse_module(source, &error);
    if (tree != nullptr) {
        puts("ok");
        return;
    }
    int line = 0;
    int column = 0;
    int consumed = 0;
    std::string message = first_line(error->message);
    sscanf(message.c_str(), "text:%d:%d: error: %n", &line, &column, &consumed);
    size_t size;
    const char *quoted = sim_source_line(source, line, &size);
    size_t bytes = MIN(static_cast<size_t>(column - 1), size);
    long beyond = column - 1 - static_cast<long>(bytes);
    printf("%s%d:%ld %s\n", error->code == SIM_DIAG_SYNTAX ? "" : "refused ", line,
           g_utf8_strlen(quoted, static_cast<gssize>(bytes)) + beyond + 1,
           message.c_str() + consumed);
}

static int
print_errors(const char *path)
{
    g_autofree char *text = nullptr;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, nullptr)) {
        return 1;
    }
    const char *begin = text;
    const char *end = text + length;
    for (;;) {
        const char *stop =
            static_cast<const char *>(memchr(begin, '\x1e', static_cast<size_t>(end - begin)));
        print_outcome(begin, static_cast<size_t>((stop == nullptr ? end : stop) - begin));
        if (stop == nullptr) {
            return 0;
        }
        begin = stop + 1;
    }
}

int
main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: print_syntax tree|places|tokens|errors FILE...\n", stderr);
        return 2;
    }
    std::string mode = argv[1];
    if (mode == "errors") {
        return print_errors(argv[2]);
    }
    for (int i = 2; i < argc; i++) {
        print_file(mode, argv[i]);
    }
    return 0;
}
