add_layer_test(vm program_test.cc LINK sim_run)
target_sources(vm_program_test PRIVATE run/live.cc support/python_file.cc)
add_layer_test(vm vm_test.cc LINK sim_run)
