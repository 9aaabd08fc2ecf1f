foreach(name check cli golden limits replay test)
  add_layer_test(app ${name}_test.cc LINK sim_base PkgConfig::ZSTD)
  add_dependencies(app_${name}_test pyarena)
  target_compile_definitions(app_${name}_test PRIVATE PYARENA_PROGRAM="$<TARGET_FILE:pyarena>")
endforeach()

# Installed elsewhere and started from another folder, the program finds its parts.
add_test(NAME app.install COMMAND ${CMAKE_SOURCE_DIR}/tests/tools/check_install.sh
  ${CMAKE_BINARY_DIR} ${CMAKE_BINARY_DIR}/tests/installed)
add_test(NAME tools.layers COMMAND ${CMAKE_SOURCE_DIR}/tests/tools/check_layers.py)
add_test(NAME app.perfetto COMMAND /usr/bin/python3
  ${CMAKE_SOURCE_DIR}/tests/app/perfetto_test.py $<TARGET_FILE:pyarena>)
