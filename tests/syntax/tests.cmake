add_layer_test(syntax lexer_test.cc LINK sim_syntax)
add_layer_test(syntax parser_test.cc LINK sim_syntax)
add_layer_test(syntax const_test.cc LINK sim_syntax)
add_layer_test(syntax limit_test.cc LINK sim_syntax)

# The same trees, tokens and errors as the real python3.
add_executable(syntax_print_syntax syntax/print_syntax.cc)
target_compile_options(syntax_print_syntax PRIVATE ${PYARENA_WARNINGS})
target_link_libraries(syntax_print_syntax PRIVATE sim_syntax)
find_program(PYTHON_311 NAMES python3.11 PATHS /usr/bin NO_DEFAULT_PATH)
if(PYTHON_311)
  set(compare ${PYTHON_311} ${CMAKE_CURRENT_SOURCE_DIR}/syntax/compare_syntax.py
    $<TARGET_FILE:syntax_print_syntax>)
  execute_process(COMMAND ${PYTHON_311} -c "import os; print(os.path.dirname(os.__file__))"
    OUTPUT_VARIABLE python_library OUTPUT_STRIP_TRAILING_WHITESPACE)
  add_test(NAME syntax.same_as_python_corpus
    COMMAND ${compare} files ${CMAKE_CURRENT_SOURCE_DIR}/syntax/corpus)
  add_test(NAME syntax.same_as_python_library
    COMMAND ${compare} files ${python_library} --every 4)
  add_test(NAME syntax.same_as_python_errors
    COMMAND ${compare} errors ${CMAKE_CURRENT_SOURCE_DIR}/syntax/errors.txt)
  # Damaged texts: --seed N and --count N make others.
  add_test(NAME syntax.same_as_python_mutations
    COMMAND ${compare} mutations ${CMAKE_CURRENT_SOURCE_DIR}/syntax/corpus)
endif()
