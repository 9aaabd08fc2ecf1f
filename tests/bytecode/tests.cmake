add_layer_test(bytecode const_test.cc LINK sim_bytecode)
add_layer_test(bytecode arith_test.cc LINK sim_bytecode)
add_layer_test(bytecode fold_test.cc LINK sim_bytecode)
add_layer_test(bytecode symtable_test.cc LINK sim_bytecode)
add_layer_test(bytecode flowgraph_test.cc LINK sim_bytecode)
add_layer_test(bytecode code_test.cc LINK sim_bytecode)

# The same code objects as the real python3, for every construct and for its own library.
add_executable(bytecode_print_code bytecode/print_code.cc)
target_compile_options(bytecode_print_code PRIVATE ${PYARENA_WARNINGS})
target_link_libraries(bytecode_print_code PRIVATE sim_bytecode)
find_program(PYTHON_311 NAMES python3.11 PATHS /usr/bin NO_DEFAULT_PATH)
if(PYTHON_311)
  add_test(NAME bytecode.same_as_python_corpus
    COMMAND ${PYTHON_311} ${CMAKE_CURRENT_SOURCE_DIR}/bytecode/compare_code.py
      $<TARGET_FILE:bytecode_print_code> ${CMAKE_CURRENT_SOURCE_DIR}/bytecode/corpus
      ${CMAKE_CURRENT_SOURCE_DIR}/bytecode/errors.txt ${CMAKE_SOURCE_DIR}/scenarios)
  execute_process(COMMAND ${PYTHON_311} -c "import os; print(os.path.dirname(os.__file__))"
    OUTPUT_VARIABLE python_library OUTPUT_STRIP_TRAILING_WHITESPACE)
  add_test(NAME bytecode.same_as_python_library
    COMMAND ${PYTHON_311} ${CMAKE_CURRENT_SOURCE_DIR}/bytecode/compare_code.py
      $<TARGET_FILE:bytecode_print_code> --share 99.9 ${python_library})
  # Random programs: 20 of them each time; --seed N and --files N make others.
  add_test(NAME bytecode.write_random_code
    COMMAND ${PYTHON_311} ${CMAKE_CURRENT_SOURCE_DIR}/bytecode/random_code.py
      ${CMAKE_CURRENT_BINARY_DIR}/random_code)
  add_test(NAME bytecode.same_as_python_random
    COMMAND ${PYTHON_311} ${CMAKE_CURRENT_SOURCE_DIR}/bytecode/compare_code.py
      $<TARGET_FILE:bytecode_print_code> ${CMAKE_CURRENT_BINARY_DIR}/random_code)
  set_tests_properties(bytecode.write_random_code PROPERTIES FIXTURES_SETUP random_code)
  set_tests_properties(bytecode.same_as_python_random PROPERTIES FIXTURES_REQUIRED random_code)
endif()
