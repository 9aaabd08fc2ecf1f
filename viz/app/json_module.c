/* The loadable module behind --json. */
#include <gmodule.h>
#include <json-glib/json-glib.h>

#include "viz/app/json.h"

G_MODULE_EXPORT char *
app_json_text(GVariant *value)
{
    g_autoptr(JsonNode) root = json_gvariant_serialize(value);
    return json_to_string(root, TRUE);
}
