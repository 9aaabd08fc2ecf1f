# What real Python prints where that depends on the schedule must be possible in the model.
file(GLOB SCHEDULE_PROGRAMS CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/schedules/*.py)
foreach(program ${SCHEDULE_PROGRAMS})
  get_filename_component(name ${program} NAME_WE)
  add_test(NAME schedules.${name} COMMAND /usr/bin/python3
    ${CMAKE_SOURCE_DIR}/tests/tools/schedules.py $<TARGET_FILE:pyarena> ${program})
endforeach()
