/* The Python program (viz/app/calibrate.py) that measures a machine for the cost table. */
#pragma once

/* Its lines; NULL ends them. It prints "NAME ns" for each cost that it could measure. */
extern const char *const app_calibrate_script[];
