add_layer_test(run compare_test.cc LINK sim_run)
add_layer_test(run directive_test.cc LINK sim_run)
add_layer_test(run expect_test.cc LINK sim_run)
add_layer_test(run check_test.cc LINK sim_run)
add_layer_test(run run_test.cc LINK sim_run)
add_layer_test(run scenario_test.cc LINK sim_run)
target_sources(run_scenario_test PRIVATE run/live.cc support/python_file.cc)

# The scenarios judged by their own expectations, a folder at a time.
file(GLOB SCENARIO_FOLDERS LIST_DIRECTORIES true CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/scenarios/*)
foreach(folder ${SCENARIO_FOLDERS})
  if(IS_DIRECTORY ${folder})
    get_filename_component(name ${folder} NAME)
    add_test(NAME scenarios.${name}
      COMMAND pyarena test -j 1 scenarios/${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
endforeach()
