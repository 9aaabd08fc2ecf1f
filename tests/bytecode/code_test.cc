#include "sim/bytecode/code.h"

#include <gtest/gtest.h>
#include <string>

#include "sim/bytecode/opcode.h"
#include "tests/bytecode/compiled.h"
#include "tests/support/golden.h"

TEST(CodeTest, Dump)
{
    std::string text = read_source_file("tests/bytecode/listing.py");
    Compiled compiled(text);
    ASSERT_NE(compiled.code(), nullptr);
    g_autoptr(GString) out = g_string_new(nullptr);
    sim_code_dump(compiled.code(), out);
    expect_golden("bytecode/listing.txt", out->str);
}

TEST(CodeTest, OutlivesTheTree)
{
    SimCode *code;
    {
        Compiled compiled("def f(a): return a + 'text'\n");
        code = sim_code_ref(compiled.code());
    }
    g_autoptr(GString) out = g_string_new(nullptr);
    sim_code_dump(code, out);
    EXPECT_NE(std::string(out->str).find("'text'"), std::string::npos);
    sim_code_unref(code);
}

TEST(CodeTest, FastLocals)
{
    Compiled compiled("def f(a, b):\n"
                      "    c = d = 1\n"
                      "    def g(): return b, d\n");
    const SimCode *f = compiled.inner("f");
    ASSERT_EQ(f->nlocalsplus, 5u); /* a, b, c, g, d */
    EXPECT_EQ(f->nlocals, 4u);
    EXPECT_EQ(f->ncells, 2u);
    EXPECT_EQ(f->nfrees, 0u);
    EXPECT_EQ(f->localsplus_kinds[0], SIM_FAST_LOCAL);
    EXPECT_EQ(f->localsplus_kinds[1], SIM_FAST_LOCAL | SIM_FAST_CELL);
    EXPECT_STREQ(f->localsplus[4], "d");
    EXPECT_EQ(f->localsplus_kinds[4], SIM_FAST_CELL);
    const SimCode *g = compiled.inner("f.<locals>.g");
    EXPECT_EQ(g->nfrees, 2u);
    EXPECT_EQ(g->flags, 0x13u);
}

TEST(CodeTest, FindHandler)
{
    Compiled compiled("try:\n"
                      "    a()\n"
                      "except B:\n"
                      "    c()\n"
                      "d()\n");
    const SimCode *code = compiled.code();
    ASSERT_EQ(code->nhandlers, 3u);
    EXPECT_EQ(sim_code_find_handler(code, 0), nullptr);
    for (size_t i = 0; i < code->nhandlers; i++) {
        const SimHandler *handler = &code->handlers[i];
        EXPECT_EQ(sim_code_find_handler(code, handler->start), handler);
        EXPECT_EQ(sim_code_find_handler(code, handler->end - 1), handler);
        EXPECT_EQ(code->instrs[handler->target].op,
                  handler->push_lasti ? SIM_OPCODE_COPY : SIM_OPCODE_PUSH_EXC_INFO);
    }
    EXPECT_EQ(sim_code_find_handler(code, static_cast<uint32_t>(code->ninstrs) - 1), nullptr);
}

/* Depth and lasti of each handler are those of dis._parse_exception_table. */
TEST(CodeTest, HandlersOfWith)
{
    Compiled compiled("with a as b:\n    c()\n");
    const SimCode *code = compiled.code();
    ASSERT_EQ(code->nhandlers, 3u);
    EXPECT_EQ(code->handlers[0].depth, 1u);
    EXPECT_TRUE(code->handlers[0].push_lasti);
    EXPECT_EQ(code->handlers[1].depth, 3u);
}

TEST(CodeTest, CachesAreNumbered)
{
    Compiled compiled("a.b + c[d]\n");
    const SimCode *code = compiled.code();
    uint32_t next = 0;
    for (size_t i = 0; i < code->ninstrs; i++) {
        if (sim_opcode_caches(static_cast<SimOpcode>(code->instrs[i].op)) > 0) {
            EXPECT_EQ(code->instrs[i].cache, next++);
        }
    }
    EXPECT_EQ(next, 3u); /* LOAD_ATTR, BINARY_SUBSCR, BINARY_OP */
    EXPECT_EQ(code->ncaches, next);
}

TEST(CodeTest, AFinallyBodyIsOneConstant)
{
    Compiled compiled("try:\n"
                      "    a()\n"
                      "finally:\n"
                      "    b = lambda: 1\n");
    size_t codes = 0;
    for (size_t i = 0; i < compiled.code()->nconsts; i++) {
        codes += compiled.code()->consts[i].code != nullptr;
    }
    EXPECT_EQ(codes, 1u);
}

TEST(CodeTest, ErrorHasPlaceAndLine)
{
    Compiled compiled("def f():\n    x = 1\n    global x\n");
    ASSERT_NE(compiled.error(), nullptr);
    EXPECT_TRUE(g_error_matches(compiled.error(), SIM_DIAG_ERROR, SIM_DIAG_SYNTAX));
    EXPECT_STREQ(compiled.error()->message,
                 "test.py:3:5: error: name 'x' is assigned to before global declaration\n"
                 "    global x\n"
                 "    ^~~~~~~~\n");
}

TEST(CodeTest, FutureOfTheAprilFoolIsRefused)
{
    Compiled compiled("from __future__ import barry_as_FLUFL\n");
    ASSERT_NE(compiled.error(), nullptr);
    EXPECT_TRUE(g_error_matches(compiled.error(), SIM_DIAG_ERROR, SIM_DIAG_NOT_MODELLED));
}

std::string
warned(const std::string &text)
{
    Compiled compiled(text);
    const char *warnings = compiled.code()->warnings;
    return warnings == nullptr ? "" : warnings;
}

TEST(CodeTest, WarningsAreToldAsPythonTellsThem)
{
    EXPECT_EQ(warned("x = 1\ny = x is None or x is ...\nassert x, (1, 2)\n"), "");
    EXPECT_EQ(warned("x = 1\nif x is 1: pass\n"),
              "test.py:2: SyntaxWarning: \"is\" with a literal. Did you mean \"==\"?\n"
              "  if x is 1: pass\n");
    EXPECT_EQ(warned("assert (1, 'never')\n"),
              "test.py:1: SyntaxWarning: assertion is always true, perhaps remove parentheses?\n"
              "  assert (1, 'never')\n");
    EXPECT_EQ(warned("def f():\n    return [1](2), 'a'['b']\n"),
              "test.py:2: SyntaxWarning: 'list' object is not callable; "
              "perhaps you missed a comma?\n"
              "  return [1](2), 'a'['b']\n"
              "test.py:2: SyntaxWarning: str indices must be integers or slices, not str; "
              "perhaps you missed a comma?\n"
              "  return [1](2), 'a'['b']\n");
    EXPECT_EQ(warned("x = 0xfor 3\n"), "test.py:1: SyntaxWarning: invalid hexadecimal literal\n"
                                       "  x = 0xfor 3\n");
    /* as often as the piece is compiled */
    EXPECT_EQ(warned("try: pass\nfinally: x = 1 is 2\n"),
              "test.py:2: SyntaxWarning: \"is\" with a literal. Did you mean \"==\"?\n"
              "  finally: x = 1 is 2\n"
              "test.py:2: SyntaxWarning: \"is\" with a literal. Did you mean \"==\"?\n"
              "  finally: x = 1 is 2\n");
}

TEST(CodeTest, TooLarge)
{
    std::string text = "x = 1\n";
    for (int i = 0; i < 33000; i++) {
        text += "a.b.c\n";
    }
    Compiled compiled(text);
    ASSERT_NE(compiled.error(), nullptr);
    EXPECT_TRUE(g_error_matches(compiled.error(), SIM_DIAG_ERROR, SIM_DIAG_LIMIT));
}

/* As deep as the parser allows; the host's stack must bear it. */
TEST(CodeTest, DeepExpressions)
{
    std::string text = "x = a";
    for (int i = 0; i < 1900; i++) {
        text += " + a";
    }
    text += "\ny = a";
    for (int i = 0; i < 1900; i++) {
        text += ".a";
    }
    Compiled compiled(text + "\nz = " + std::string(150, '[') + std::string(150, ']') + "\n");
    EXPECT_NE(compiled.code(), nullptr);
}

TEST(OpcodeTest, Effects)
{
    EXPECT_EQ(sim_opcode_effect(SIM_OPCODE_CALL, 3, false), -1);
    EXPECT_EQ(sim_opcode_effect(SIM_OPCODE_PRECALL, 3, false), -3);
    EXPECT_EQ(sim_opcode_effect(SIM_OPCODE_LOAD_GLOBAL, 5, false), 2);
    EXPECT_EQ(sim_opcode_effect(SIM_OPCODE_LOAD_GLOBAL, 4, false), 1);
    EXPECT_EQ(sim_opcode_effect(SIM_OPCODE_FOR_ITER, 0, true), -1);
    EXPECT_EQ(sim_opcode_effect(SIM_OPCODE_UNPACK_EX, 2 + (1 << 8), false), 3);
    EXPECT_EQ(sim_opcode_effect(SIM_OPCODE_MAKE_FUNCTION, 0xd, false), -3);
    EXPECT_EQ(sim_opcode_effect(SIM_PSEUDO_SETUP_CLEANUP, 0, true), 2);
}

TEST(OpcodeTest, Texts)
{
    EXPECT_STREQ(sim_opcode_name(SIM_OPCODE_LOAD_FAST), "LOAD_FAST");
    EXPECT_STREQ(sim_opcode_binary_text(0), "+");
    EXPECT_STREQ(sim_opcode_binary_text(13), "+=");
    EXPECT_STREQ(sim_opcode_binary_text(25), "^=");
    EXPECT_EQ(sim_opcode_binary_text(26), nullptr);
    EXPECT_STREQ(sim_opcode_compare_text(5), ">=");
    EXPECT_EQ(sim_opcode_binary_arg(SIM_OP_MatMult, true), 17);
    EXPECT_EQ(sim_opcode_binary_arg(SIM_OP_Lt, false), -1);
}
