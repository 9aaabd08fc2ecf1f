/* staticmethod, classmethod, property.
 *
 * Stands for the end of Objects/funcobject.c and of Objects/descrobject.c.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* staticmethod and classmethod. */
typedef struct {
    SimObject ob;
    SimObject *callable;
    SimObject *dict; /* NULL: none yet */
} SimMethodObject;

typedef struct {
    SimObject ob;
    SimObject *get; /* the three functions may be NULL */
    SimObject *set;
    SimObject *del;
    SimObject *doc;
    SimObject *name; /* from __set_name__, or NULL */
    bool getter_doc; /* doc is the getter's */
} SimProperty;

/* A static object; steals @callable. */
SimObject *sim_staticmethod_new_static(SimWorld *world, SimObject *callable);

G_END_DECLS
