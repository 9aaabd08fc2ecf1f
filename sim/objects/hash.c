#include "sim/objects/hash.h"

#include <string.h>

typedef struct {
    uint64_t a;
    uint64_t b;
    uint64_t c;
    uint64_t d;
} State;

static uint64_t
rotate(uint64_t word, int bits)
{
    return word << bits | word >> (64 - bits);
}

static void
mix(State *s)
{
    s->a += s->b;
    s->c += s->d;
    s->b = rotate(s->b, 13) ^ s->a;
    s->d = rotate(s->d, 16) ^ s->c;
    s->a = rotate(s->a, 32);
    s->c += s->b;
    s->a += s->d;
    s->b = rotate(s->b, 17) ^ s->c;
    s->d = rotate(s->d, 21) ^ s->a;
    s->c = rotate(s->c, 32);
}

static void
absorb(State *s, uint64_t word)
{
    s->d ^= word;
    mix(s);
    s->a ^= word;
}

int64_t
sim_hash_bytes(const void *data, size_t length)
{
    if (length == 0) {
        return 0;
    }
    /* "somepseudorandomlygeneratedbytes", SipHash's constants, xor a key of zeros. */
    State s = {UINT64_C(0x736f6d6570736575), UINT64_C(0x646f72616e646f6d),
               UINT64_C(0x6c7967656e657261), UINT64_C(0x7465646279746573)};
    const uint8_t *at = data;
    size_t left = length;
    for (; left >= 8; left -= 8, at += 8) {
        uint64_t word;
        memcpy(&word, at, sizeof word);
        absorb(&s, GUINT64_FROM_LE(word));
    }
    uint64_t last = (uint64_t) length << 56;
    for (size_t i = 0; i < left; i++) {
        last |= (uint64_t) at[i] << (8 * i);
    }
    absorb(&s, last);
    s.c ^= 0xff;
    mix(&s);
    mix(&s);
    mix(&s);
    int64_t hash = (int64_t) (s.a ^ s.b ^ s.c ^ s.d);
    return hash == -1 ? -2 : hash;
}
