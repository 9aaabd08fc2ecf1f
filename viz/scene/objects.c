#include "viz/scene/view.h"

void
viz_objects_build(const VizStage *stage, VizScene *scene)
{
    (void) stage;
    (void) scene;
}
