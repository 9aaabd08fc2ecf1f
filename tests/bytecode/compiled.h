/* Reading and compiling a text in one line. */
#pragma once

#include <gtest/gtest.h>
#include <string>

#include "sim/bytecode/code.h"

class Compiled
{
  public:
    explicit Compiled(const std::string &text)
    {
        source_ = sim_source_new("test.py", text.data(), text.size());
        tree_ = sim_parse_module(source_, &error_);
        if (tree_ != nullptr) {
            code_ = sim_compile_module(tree_, &error_);
        }
    }

    ~Compiled()
    {
        sim_code_unref(code_);
        sim_tree_free(tree_);
        sim_source_unref(source_);
        g_clear_error(&error_);
    }

    Compiled(const Compiled &) = delete;
    Compiled &operator=(const Compiled &) = delete;

    SimSource *
    source() const
    {
        return source_;
    }
    SimTree *
    tree() const
    {
        return tree_;
    }
    const GError *
    error() const
    {
        return error_;
    }

    SimCode *
    code() const
    {
        EXPECT_EQ(error_, nullptr) << error_->message;
        return code_;
    }

    /* The code of a function or class at any depth, by its qualified name. */
    const SimCode *
    inner(const std::string &qualname) const
    {
        const SimCode *found = find(code(), qualname);
        EXPECT_NE(found, nullptr) << qualname;
        return found;
    }

    /* The names of the instructions of @code, each followed by a space. */
    static std::string
    names(const SimCode *code)
    {
        std::string text;
        for (size_t i = 0; i < code->ninstrs; i++) {
            text += sim_opcode_name(static_cast<SimOpcode>(code->instrs[i].op));
            text += ' ';
        }
        return text;
    }

  private:
    static const SimCode *
    find(const SimCode *code, const std::string &qualname)
    {
        if (code->qualname == qualname) {
            return code;
        }
        for (size_t i = 0; i < code->nconsts; i++) {
            const SimCode *found =
                code->consts[i].code != nullptr ? find(code->consts[i].code, qualname) : nullptr;
            if (found != nullptr) {
                return found;
            }
        }
        return nullptr;
    }

    GError *error_ = nullptr;
    SimSource *source_ = nullptr;
    SimTree *tree_ = nullptr;
    SimCode *code_ = nullptr;
};
