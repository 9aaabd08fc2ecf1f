#include "sim/bytecode/symtable.h"

#include <gtest/gtest.h>
#include <string>

#include "sim/bytecode/fold.h"
#include "tests/bytecode/compiled.h"

class SymtableTest : public testing::Test
{
  protected:
    void
    build(const std::string &text)
    {
        compiled_ = std::make_unique<Compiled>(text);
        root_ = sim_fold_tree(sim_tree_root(compiled_->tree()), region_, names_);
        table_ = sim_symtable_new(root_, compiled_->source(), names_, region_, &error_);
        ASSERT_EQ(error_, nullptr) << error_->message;
    }

    ~SymtableTest() override
    {
        sim_symtable_free(table_);
        g_string_chunk_free(names_);
        sim_region_free(region_);
        g_clear_error(&error_);
    }

    /* The block reached by taking the given child again and again. */
    const SimBlockScope *
    block(const std::vector<guint> &path = {})
    {
        const SimBlockScope *found = sim_symtable_find(table_, root_);
        for (guint i : path) {
            found = static_cast<const SimBlockScope *>(g_ptr_array_index(found->children, i));
        }
        return found;
    }

    SimScopeKind
    scope(const std::vector<guint> &path, const char *name)
    {
        return sim_symtable_scope(block(path), g_string_chunk_insert_const(names_, name));
    }

    std::unique_ptr<Compiled> compiled_;
    SimRegion *region_ = sim_region_new();
    GStringChunk *names_ = g_string_chunk_new(64);
    SimNode *root_ = nullptr;
    SimSymtable *table_ = nullptr;
    GError *error_ = nullptr;
};

TEST_F(SymtableTest, Closure)
{
    build("def f(a):\n"
          "    b = 1\n"
          "    def g():\n"
          "        def h(): return a, b, c\n");
    EXPECT_EQ(scope({}, "f"), SIM_SCOPE_LOCAL);
    EXPECT_EQ(scope({0}, "a"), SIM_SCOPE_CELL);
    EXPECT_EQ(scope({0}, "b"), SIM_SCOPE_CELL);
    EXPECT_EQ(scope({0}, "g"), SIM_SCOPE_LOCAL);
    EXPECT_EQ(scope({0, 0}, "a"), SIM_SCOPE_FREE); /* passes through */
    EXPECT_EQ(scope({0, 0, 0}, "b"), SIM_SCOPE_FREE);
    EXPECT_EQ(scope({0, 0, 0}, "c"), SIM_SCOPE_GLOBAL_IMPLICIT);
    EXPECT_EQ(scope({0}, "c"), SIM_SCOPE_NONE);
    EXPECT_FALSE(block({0})->nested);
    EXPECT_TRUE(block({0, 0})->nested);
}

TEST_F(SymtableTest, GlobalAndNonlocal)
{
    build("def f():\n"
          "    global x\n"
          "    x = y = 1\n"
          "    def g():\n"
          "        nonlocal y\n"
          "        y = x\n");
    EXPECT_EQ(scope({0}, "x"), SIM_SCOPE_GLOBAL_EXPLICIT);
    EXPECT_EQ(scope({0}, "y"), SIM_SCOPE_CELL);
    EXPECT_EQ(scope({0, 0}, "x"), SIM_SCOPE_GLOBAL_IMPLICIT);
    EXPECT_EQ(scope({0, 0}, "y"), SIM_SCOPE_FREE);
    EXPECT_EQ(scope({}, "x"), SIM_SCOPE_GLOBAL_EXPLICIT);
}

TEST_F(SymtableTest, ClassNamesAreNotSeenByMethods)
{
    build("def f(v):\n"
          "    class A:\n"
          "        v = v\n"
          "        w = 1\n"
          "        def g(self): return v, w\n");
    EXPECT_EQ(scope({0}, "v"), SIM_SCOPE_CELL);
    EXPECT_EQ(scope({0, 0}, "v"), SIM_SCOPE_LOCAL);
    EXPECT_EQ(scope({0, 0, 0}, "v"), SIM_SCOPE_FREE);
    EXPECT_EQ(scope({0, 0, 0}, "w"), SIM_SCOPE_GLOBAL_IMPLICIT);
    GPtrArray *frees =
        sim_symtable_sorted_names(block({0, 0}), SIM_SCOPE_FREE, SIM_SYMBOL_FREE_CLASS);
    ASSERT_EQ(frees->len, 1u); /* the class hands the cell on to its method */
    EXPECT_STREQ(static_cast<const char *>(g_ptr_array_index(frees, 0)), "v");
    g_ptr_array_unref(frees);
}

TEST_F(SymtableTest, SuperWantsTheClassCell)
{
    build("class A:\n"
          "    def f(self): super().f()\n"
          "class B:\n"
          "    def f(self): pass\n");
    EXPECT_TRUE(block({0})->needs_class_cell);
    EXPECT_EQ(scope({0, 0}, "__class__"), SIM_SCOPE_FREE);
    EXPECT_FALSE(block({1})->needs_class_cell);
}

TEST_F(SymtableTest, Comprehension)
{
    build("def f(a):\n"
          "    return [b + c for b in a if (d := b)]\n");
    EXPECT_TRUE(block({0, 0})->is_comprehension);
    EXPECT_FALSE(block({0, 0})->is_generator);
    EXPECT_EQ(scope({0, 0}, "b"), SIM_SCOPE_LOCAL);
    EXPECT_EQ(scope({0, 0}, ".0"), SIM_SCOPE_LOCAL);
    EXPECT_EQ(scope({0, 0}, "a"), SIM_SCOPE_NONE); /* evaluated outside */
    EXPECT_EQ(scope({0, 0}, "d"), SIM_SCOPE_FREE);
    EXPECT_EQ(scope({0}, "d"), SIM_SCOPE_CELL);
}

TEST_F(SymtableTest, ParametersInTheOrderOfLocals)
{
    build("def f(a, /, b, *c, d, **e): pass\n");
    std::string names;
    for (guint i = 0; i < block({0})->params->len; i++) {
        names += static_cast<const char *>(g_ptr_array_index(block({0})->params, i));
    }
    EXPECT_EQ(names, "abdce");
    EXPECT_TRUE(block({0})->has_varargs);
    EXPECT_TRUE(block({0})->has_varkeywords);
}

TEST_F(SymtableTest, Mangling)
{
    auto mangle = [this](const char *class_name, const char *name) {
        return std::string(sim_symtable_mangle(names_, class_name, name));
    };
    EXPECT_EQ(mangle("A", "__x"), "_A__x");
    EXPECT_EQ(mangle("__A", "__x"), "_A__x");
    EXPECT_EQ(mangle("A", "__x__"), "__x__");
    EXPECT_EQ(mangle("A", "_x"), "_x");
    EXPECT_EQ(mangle("A", "__x.y"), "__x.y");
    EXPECT_EQ(mangle("___", "__x"), "__x");
    EXPECT_EQ(mangle(nullptr, "__x"), "__x");
}

TEST_F(SymtableTest, ImportsOfTheModule)
{
    build("import a.b\n"
          "from c import d as e\n"
          "def f():\n"
          "    import g\n");
    auto imported = [this](const char *name) {
        return sim_symtable_is_imported(table_, g_string_chunk_insert_const(names_, name));
    };
    EXPECT_TRUE(imported("a"));
    EXPECT_TRUE(imported("e"));
    EXPECT_FALSE(imported("d"));
    EXPECT_FALSE(imported("g"));
}
