pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)

add_layer_test(record reader_test.cc LINK sim_record PkgConfig::JSON_GLIB PkgConfig::ZSTD)
add_layer_test(record player_test.cc LINK sim_record PkgConfig::JSON_GLIB PkgConfig::ZSTD)
