#include "viz/app/module.h"

#include <string.h>

#include <gmodule.h>

#include "sim/base/diag.h"
#include "viz/app/data.h"

AppSymbol
app_module_symbol(const char *name, const char *symbol, GError **error)
{
    g_autofree char *path = app_data_module(name);
    GModule *module = path == NULL ? NULL : g_module_open(path, G_MODULE_BIND_LOCAL);
    void *found = NULL;
    if (module == NULL || !g_module_symbol(module, symbol, &found)) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                    "pyarena: error: its part %s cannot be loaded: %s\n", name,
                    path == NULL ? "the file is not where pyarena was put" : g_module_error());
        return NULL;
    }
    AppSymbol function;
    memcpy(&function, &found, sizeof function); /* an object pointer to a function pointer */
    return function;
}
