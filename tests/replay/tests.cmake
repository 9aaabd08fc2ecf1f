add_layer_test(replay replay_test.cc LINK sim_replay)
add_layer_test(replay timeline_test.cc LINK sim_replay)
