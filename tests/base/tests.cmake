add_layer_test(base diag_test.cc LINK sim_base)
add_layer_test(base config_test.cc LINK sim_base)
add_layer_test(base real_test.cc LINK sim_base)
add_layer_test(base cost_test.cc LINK sim_base)
