add_layer_test(vm program_test.cc LINK sim_run)
