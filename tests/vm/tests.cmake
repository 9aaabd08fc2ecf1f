add_layer_test(vm program_test.cc LINK sim_run)
target_sources(vm_program_test PRIVATE run/live.cc support/python_file.cc)
add_layer_test(vm threads_test.cc LINK sim_run)
add_layer_test(vm vm_test.cc LINK sim_run)

# Random programs that look at their own memory, under the model and under the real python3: 12 of
# them each time; --seed N and --files N make others.
if(PYTHON_311)
  add_test(NAME vm.write_random_programs
    COMMAND ${PYTHON_311} ${CMAKE_CURRENT_SOURCE_DIR}/vm/random_programs.py
      ${CMAKE_CURRENT_BINARY_DIR}/random_programs --files 12)
  add_test(NAME vm.same_as_python_random_programs
    COMMAND pyarena check -q -j 1 ${CMAKE_CURRENT_BINARY_DIR}/random_programs)
  set_tests_properties(vm.write_random_programs PROPERTIES FIXTURES_SETUP random_programs)
  set_tests_properties(vm.same_as_python_random_programs
    PROPERTIES FIXTURES_REQUIRED random_programs)
endif()
