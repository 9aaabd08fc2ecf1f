pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)

# Recordings of real CPython and what plays them into the model.
add_library(tests_recording STATIC model/recording.cc model/replayer.cc)
target_compile_options(tests_recording PRIVATE ${PYARENA_WARNINGS})
target_link_libraries(tests_recording PUBLIC sim_model PRIVATE PkgConfig::ZSTD)

add_layer_test(model pymalloc_test.cc LINK tests_recording PkgConfig::JSON_GLIB)
