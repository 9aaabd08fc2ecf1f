add_layer_test(record reader_test.cc LINK sim_record PkgConfig::JSON_GLIB)
add_layer_test(record player_test.cc LINK sim_record PkgConfig::JSON_GLIB)
