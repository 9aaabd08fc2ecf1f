/* Reading a text in one line. */
#pragma once

#include <gtest/gtest.h>
#include <string>

#include "sim/syntax/ast.h"
#include "sim/syntax/comment.h"

class Parsed
{
  public:
    explicit Parsed(const std::string &text) : Parsed(text, 0, std::string::npos)
    {
    }

    /* Only the expression between two offsets, unless @end is npos. */
    Parsed(const std::string &text, size_t begin, size_t end)
    {
        source_ = sim_source_new("test.py", text.data(), text.size());
        tree_ = end == std::string::npos ? sim_parse_module(source_, &error_)
                                         : sim_parse_expression(source_, begin, end, &error_);
    }

    ~Parsed()
    {
        sim_tree_free(tree_);
        sim_source_unref(source_);
        g_clear_error(&error_);
    }

    Parsed(const Parsed &) = delete;
    Parsed &operator=(const Parsed &) = delete;

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

    /* The first line of the error: "test.py:1:1: error: ...". */
    std::string
    message() const
    {
        if (error_ == nullptr) {
            return "";
        }
        std::string text = error_->message;
        return text.substr(0, text.find('\n'));
    }

    SimNode *
    root() const
    {
        return sim_tree_root(tree_);
    }

    /* The value of the first statement, an expression. */
    SimNode *
    value() const
    {
        return root()->as.Module.body.items[0]->as.Expr.value;
    }

    std::string
    dump() const
    {
        g_autoptr(GString) out = g_string_new(nullptr);
        sim_tree_dump(tree_, false, out);
        return out->str;
    }

  private:
    SimSource *source_ = nullptr;
    SimTree *tree_ = nullptr;
    GError *error_ = nullptr;
};
