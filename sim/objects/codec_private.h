/* Codecs, inside: what the files that make them up share. */
#pragma once

#include "sim/objects/codec.h"

G_BEGIN_DECLS

enum {
    SIM_CODEC_MARK = 0xfeff /* of byte order */
};

/* Those of more bytes in a unit behind the others; behind each that starts with a mark of byte
 * order those that have the one and the other order. */
typedef enum {
    SIM_ENCODING_UTF8,
    SIM_ENCODING_UTF8_SIG,
    SIM_ENCODING_ASCII,
    SIM_ENCODING_LATIN1,
    SIM_ENCODING_UTF16,
    SIM_ENCODING_UTF16_LE,
    SIM_ENCODING_UTF16_BE,
    SIM_ENCODING_UTF32,
    SIM_ENCODING_UTF32_LE,
    SIM_ENCODING_UTF32_BE,
    SIM_ENCODING_UNKNOWN,
    SIM_ENCODING_UNMODELLED
} SimEncoding;

typedef enum {
    SIM_CODEC_STRICT,
    SIM_CODEC_IGNORE,
    SIM_CODEC_REPLACE,
    SIM_CODEC_BACKSLASH,
    SIM_CODEC_XML,
    SIM_CODEC_NAME,
    SIM_CODEC_ESCAPE,
    SIM_CODEC_PASS,
    SIM_CODEC_NO_HANDLER
} SimCodecHandler;

/* Bytes in a unit. */
static inline size_t
sim_encoding_width(SimEncoding encoding)
{
    return encoding < SIM_ENCODING_UTF16 ? 1 : encoding < SIM_ENCODING_UTF32 ? 2 : 4;
}

static inline bool
sim_encoding_is_big(SimEncoding encoding)
{
    return encoding == SIM_ENCODING_UTF16_BE || encoding == SIM_ENCODING_UTF32_BE;
}

/* The mark of byte order comes first, and tells the order. */
static inline bool
sim_encoding_has_mark(SimEncoding encoding)
{
    return encoding == SIM_ENCODING_UTF8_SIG || encoding == SIM_ENCODING_UTF16 ||
           encoding == SIM_ENCODING_UTF32;
}

static inline bool
sim_char_is_surrogate(uint32_t c)
{
    return c >= 0xd800 && c < 0xe000;
}

/* NULL: utf-8. False with an exception: nobody knows it, or it is not modelled. */
bool sim_encoding_check(SimWorld *world, const char *name, SimEncoding *out);
SimCodecHandler sim_codec_find_handler(const char *errors);
void sim_codec_unknown_handler(SimWorld *world, const char *errors);
/* UnicodeEncodeError or UnicodeDecodeError(encoding, object, start, end, reason) */
void sim_codec_raise_error(SimWorld *world,
                           SimTypeId type,
                           SimEncoding encoding,
                           SimObject *object,
                           int64_t start,
                           int64_t end,
                           const char *reason);

G_END_DECLS
