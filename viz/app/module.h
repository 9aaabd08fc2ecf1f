/* Parts of the program that are loaded when they are needed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A function pointer, to be cast to the type that the module's header gives. */
typedef void (*AppSymbol)(void);

/* The function @symbol of the module @name ("pyarena-draw"); the module stays loaded. NULL with
 * @error. */
AppSymbol app_module_symbol(const char *name, const char *symbol, GError **error);

G_END_DECLS
