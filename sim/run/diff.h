/* The unified difference of two texts, line by line, as diff -u writes it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "" if they are the same. The names stand behind --- and +++. */
char *sim_diff_unified(const char *old_name,
                       const char *new_name,
                       const GString *old_text,
                       const GString *new_text);

G_END_DECLS
