add_layer_test(trace trace_test.cc LINK sim_trace)
