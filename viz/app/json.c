#include "viz/app/json.h"

#include <stdio.h>

#include "viz/app/module.h"
#include "viz/app/verb.h"

int
app_json_print(GVariant *value)
{
    GError *error = NULL;
    g_autoptr(GVariant) owned = g_variant_ref_sink(value);
    AppJsonText text_of = (AppJsonText) app_module_symbol(APP_JSON_MODULE, APP_JSON_SYMBOL, &error);
    if (text_of == NULL) {
        return app_report(error);
    }
    g_autofree char *text = text_of(owned);
    puts(text);
    return APP_OK;
}
