add_layer_test(app cli_test.cc LINK sim_base)
add_dependencies(app_cli_test pyarena)
target_compile_definitions(app_cli_test PRIVATE PYARENA_PROGRAM="$<TARGET_FILE:pyarena>")

# Installed elsewhere and started from another folder, the program finds its parts.
add_test(NAME app.install COMMAND ${CMAKE_SOURCE_DIR}/tests/tools/check_install.sh
  ${CMAKE_BINARY_DIR} ${CMAKE_BINARY_DIR}/tests/installed)
add_test(NAME tools.layers COMMAND ${CMAKE_SOURCE_DIR}/tests/tools/check_layers.py)
