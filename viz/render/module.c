/* The loadable module: viz_figure_draw (figure.h) and the libraries behind it. */
#include <gmodule.h>

const char *g_module_check_init(GModule *module);

/* Graphviz and its plugins cannot be unloaded. */
G_MODULE_EXPORT const char *
g_module_check_init(GModule *module)
{
    g_module_make_resident(module);
    return NULL;
}
