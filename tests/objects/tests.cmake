add_layer_test(objects float_text_test.cc LINK sim_objects)
add_layer_test(objects scalar_test.cc LINK sim_objects)
add_layer_test(objects program_test.cc LINK sim_vm sim_replay)
