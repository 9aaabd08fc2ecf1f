#include "sim/syntax/token.h"

#include <string.h>

typedef struct {
    const char *name;
    const char *text;
} TokenInfo;

static const TokenInfo infos[SIM_TOKEN_COUNT] = {
#define TOKEN(kind)          {#kind, NULL},
#define OPERATOR(kind, text) {"OP", text},
#define KEYWORD(kind, text)  {"NAME", text},
#include "sim/syntax/token.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
};

enum {
    FIRST_OPERATOR = SIM_TOKEN_ELLIPSIS,
    LAST_OPERATOR = SIM_TOKEN_TILDE,
    FIRST_KEYWORD = SIM_TOKEN_KW_FALSE,
    LONGEST_KEYWORD = 8
};

const char *
sim_token_class(SimTokenKind kind)
{
    return infos[kind].name;
}

const char *
sim_token_text(SimTokenKind kind)
{
    return infos[kind].text;
}

SimTokenKind
sim_token_keyword(const char *text, size_t length)
{
    if (length < 2 || length > LONGEST_KEYWORD) {
        return SIM_TOKEN_NAME;
    }
    for (int kind = FIRST_KEYWORD; kind < SIM_TOKEN_COUNT; kind++) {
        const char *keyword = infos[kind].text;
        if (keyword[0] == text[0] && strncmp(keyword, text, length) == 0 &&
            keyword[length] == '\0') {
            return (SimTokenKind) kind;
        }
    }
    return SIM_TOKEN_NAME;
}

SimTokenKind
sim_token_operator(const char *text, size_t *length)
{
    for (int kind = FIRST_OPERATOR; kind <= LAST_OPERATOR; kind++) {
        const char *op = infos[kind].text;
        if (op[0] != text[0]) {
            continue;
        }
        size_t n = strlen(op);
        if (strncmp(op, text, n) == 0) {
            *length = n;
            return (SimTokenKind) kind;
        }
    }
    *length = 1;
    return SIM_TOKEN_STRAY;
}
