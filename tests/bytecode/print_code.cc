/* Prints the code objects of the files named on the command line, one fact a line, for
 * compare_code.py to compare with those of the real python3. "-" reads the names from
 * standard input. */
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "sim/bytecode/code.h"

static std::string
const_text(const SimConst *value)
{
    if (value->kind != SIM_CONST_FROZENSET) {
        g_autoptr(GString) text = g_string_new(nullptr);
        sim_const_repr(value, text);
        return text->str;
    }
    std::vector<std::string> items; /* the order is not the compiler's matter */
    for (size_t i = 0; i < value->count; i++) {
        items.push_back(const_text(value->items[i]));
    }
    std::sort(items.begin(), items.end());
    std::string text = "frozenset";
    for (const std::string &item : items) {
        text += " " + item;
    }
    return text;
}

static void
print_position(const SimSpan &span)
{
    if (span.line == 0 && span.end_line == 0) {
        std::printf(" - - - -\n");
    } else if (span.column < 0) {
        std::printf(" %d %d - -\n", span.line, span.end_line);
    } else {
        std::printf(" %d %d %d %d\n", span.line, span.end_line, span.column, span.end_column);
    }
}

static void
print_code(const SimCode *code)
{
    std::printf("code %s %s args=%d,%d,%d stack=%d flags=%x line=%d locals=%zu,%zu,%zu\n",
                code->name, code->qualname, code->argcount, code->posonlyargcount,
                code->kwonlyargcount, code->stacksize, code->flags, code->firstlineno,
                code->nlocals, code->ncells, code->nfrees);
    for (size_t i = 0; i < code->nconsts; i++) {
        const SimCodeConst &member = code->consts[i];
        std::printf("const %zu %s\n", i,
                    member.code != nullptr ? "code" : const_text(member.value).c_str());
    }
    for (size_t i = 0; i < code->nnames; i++) {
        std::printf("name %zu %s\n", i, code->names[i]);
    }
    for (size_t i = 0; i < code->nlocalsplus; i++) {
        std::printf("local %zu %s %x\n", i, code->localsplus[i], code->localsplus_kinds[i]);
    }
    for (size_t i = 0; i < code->ninstrs; i++) {
        std::printf("%zu %s %u", i, sim_opcode_name((SimOpcode) code->instrs[i].op),
                    code->instrs[i].arg);
        print_position(code->spans[i]);
    }
    for (size_t i = 0; i < code->nhandlers; i++) {
        const SimHandler &handler = code->handlers[i];
        std::printf("handler %u %u %u %u %d\n", handler.start, handler.end, handler.target,
                    handler.depth, handler.push_lasti);
    }
    for (size_t i = 0; i < code->nconsts; i++) {
        if (code->consts[i].code != nullptr) {
            print_code(code->consts[i].code);
        }
    }
}

static void
print_file(const std::string &path)
{
    std::printf("file %s\n", path.c_str());
    g_autoptr(GError) error = nullptr;
    g_autoptr(SimSource) source = sim_source_load(path.c_str(), &error);
    g_autoptr(SimTree) tree = source != nullptr ? sim_parse_module(source, &error) : nullptr;
    if (tree == nullptr) {
        std::string message = error->message;
        std::printf("refused %s\n", message.substr(0, message.find('\n')).c_str());
        return;
    }
    g_autoptr(SimCode) code = sim_compile_module(tree, &error);
    if (code == nullptr) {
        std::string message = error->message;
        std::printf("%s %s\n", error->code == SIM_DIAG_NOT_MODELLED ? "refused" : "failed",
                    message.substr(0, message.find('\n')).c_str());
        return;
    }
    print_code(code);
}

int
main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (std::string(argv[i]) != "-") {
            print_file(argv[i]);
            continue;
        }
        for (std::string line; std::getline(std::cin, line);) {
            print_file(line);
        }
    }
    return 0;
}
