/* Characters as Python's lexer and repr() class them.
 *
 * Stands for Objects/unicodectype.c with the tables of Unicode 14, which CPython 3.11
 * has: a character that came later is "not assigned" whatever GLib knows about it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

G_BEGIN_DECLS

/* Whether Unicode 14 has the character. */
bool sim_unicode_is_assigned(gunichar c);
/* Whether str.isidentifier() accepts the character first, or later, in a name. */
bool sim_unicode_is_name_start(gunichar c);
bool sim_unicode_is_name_part(gunichar c);
/* str.isprintable(). */
bool sim_unicode_is_printable(gunichar c);

/* The character a "\N{NAME}" escape stands for. False if there is none. Aliases of
 * control characters ("NULL", "LINE FEED") are not known. */
bool sim_unicode_named(const char *name, size_t length, gunichar *out);

/* Normalisation form KC. (GLib's takes quadratic time.) Returns (transfer full). */
char *sim_unicode_nfkc(const char *text, size_t length);

/* Reads one character of text that is UTF-8, but may hold encoded surrogates. */
gunichar sim_unicode_next(const char **text);
/* Appends a character; surrogates are encoded like any other. */
void sim_unicode_append(GString *out, gunichar c);

G_END_DECLS
