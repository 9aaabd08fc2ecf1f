add_layer_test(replay replay_test.cc LINK sim_replay)
