#include "sim/objects/dict.h"
#include "sim/objects/list.h"
#include "sim/objects/tuple.h"

/* Lists of keys, values, items: what PyDict_Keys and so on return. The list is sized first;
 * should its allocation change the dict (a collection), it starts again. */
typedef SimObject *(*MakeElement)(SimWorld *, SimObject *key, SimObject *value);

static SimObject *
element_key(SimWorld *world, SimObject *key, SimObject *value)
{
    (void) value;
    return sim_newref(world, key);
}

static SimObject *
element_value(SimWorld *world, SimObject *key, SimObject *value)
{
    (void) key;
    return sim_newref(world, value);
}

static SimObject *
element_item(SimWorld *world, SimObject *key, SimObject *value)
{
    SimObject *pair[2] = {key, value};
    return sim_tuple_from(world, pair, 2);
}

static SimObject *
list_of(SimWorld *world, SimObject *dict, MakeElement make)
{
    size_t count = sim_dict_size(dict);
    SimObject *list = sim_list_new(world, count);
    if (list == NULL) {
        return NULL;
    }
    if (count != sim_dict_size(dict)) {
        sim_decref(world, list);
        return list_of(world, dict, make);
    }
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    for (size_t i = 0; i < count && sim_dict_next(dict, &position, &key, &value); i++) {
        SimObject *element = make(world, key, value);
        if (element == NULL) {
            sim_decref(world, list);
            return NULL;
        }
        sim_list_set_new(world, list, i, element);
    }
    return list;
}

SimObject *
sim_dict_keys(SimWorld *world, SimObject *dict)
{
    return list_of(world, dict, element_key);
}

SimObject *
sim_dict_values(SimWorld *world, SimObject *dict)
{
    return list_of(world, dict, element_value);
}

SimObject *
sim_dict_items(SimWorld *world, SimObject *dict)
{
    return list_of(world, dict, element_item);
}
