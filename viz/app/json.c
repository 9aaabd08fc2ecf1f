#include "viz/app/json.h"

#include <stdio.h>
#include <string.h>

#include "viz/app/module.h"
#include "viz/app/output.h"
#include "viz/app/verb.h"

/* NULL with @error. */
static char *
text_of(GVariant *value, GError **error)
{
    g_autoptr(GVariant) owned = g_variant_ref_sink(value);
    AppJsonText text = (AppJsonText) app_module_symbol(APP_JSON_MODULE, APP_JSON_SYMBOL, error);
    return text == NULL ? NULL : text(owned);
}

int
app_json_print(GVariant *value)
{
    GError *error = NULL;
    g_autofree char *text = text_of(value, &error);
    if (text == NULL) {
        return app_report(error);
    }
    puts(text);
    return APP_OK;
}

bool
app_json_write(GVariant *value, const char *path, bool overwrite, GError **error)
{
    g_autofree char *text = text_of(value, error);
    return text != NULL && app_output_write(path, text, strlen(text), overwrite, error);
}
