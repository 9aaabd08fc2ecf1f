/* The file of a recording: frames of zstd, appended one by one.
 *
 * The file is open only while a frame is written: a program may close every descriptor it finds,
 * reopen numbers, or count them. That it is still the same file is checked each time. A frame that
 * could not be written wholly is cut off again.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/record/preload/status.h"

/* Bytes of a frame made of a whole chunk, at most. */
size_t sim_record_file_bound(void);

/* Prepares compression (memory of its own, no malloc) and notes which file @status->partial is.
 * Returns why not, and errno in @error. */
SimRecordWhy sim_record_file_open(SimRecordStatus *status, int *error);

/* Appends @status->pending as a frame and empties it. */
SimRecordWhy sim_record_file_append(SimRecordStatus *status, int *error);

/* Writes the first @size bytes of the file of @from into that of @to, which is there and empty. */
SimRecordWhy sim_record_file_copy(const SimRecordStatus *from,
                                  uint64_t size,
                                  const SimRecordStatus *to,
                                  int *error);

/* Gives the finished file its name. */
void sim_record_file_rename(const SimRecordStatus *status);
