# Preloaded into the real python3, so no sanitizer may be in it.
add_library(model_pymalloc_probe MODULE model/pymalloc_probe.c)
target_compile_options(model_pymalloc_probe PRIVATE ${PYARENA_WARNINGS} -fno-sanitize=all)
target_compile_definitions(model_pymalloc_probe PRIVATE _GNU_SOURCE)
target_link_options(model_pymalloc_probe PRIVATE -fno-sanitize=all)
target_include_directories(model_pymalloc_probe PRIVATE ${CMAKE_SOURCE_DIR})

add_layer_test(model pymalloc_test.cc LINK sim_model)
target_compile_definitions(model_pymalloc_test PRIVATE
  PYMALLOC_PROBE="$<TARGET_FILE:model_pymalloc_probe>")
add_dependencies(model_pymalloc_test model_pymalloc_probe)

# Calls the C library's own malloc, so no sanitizer may take its place.
add_executable(model_glibc_probe model/glibc_probe.c)
target_compile_options(model_glibc_probe PRIVATE ${PYARENA_WARNINGS} -fno-sanitize=all)
target_compile_definitions(model_glibc_probe PRIVATE _GNU_SOURCE)
target_link_options(model_glibc_probe PRIVATE -fno-sanitize=all)
target_include_directories(model_glibc_probe PRIVATE ${CMAKE_SOURCE_DIR})

add_layer_test(model glibc_test.cc LINK sim_model)
target_compile_definitions(model_glibc_test PRIVATE
  GLIBC_PROBE="$<TARGET_FILE:model_glibc_probe>")
add_dependencies(model_glibc_test model_glibc_probe)

add_layer_test(model story_test.cc LINK sim_model)

add_layer_test(model heap_test.cc LINK sim_model)
target_compile_definitions(model_heap_test PRIVATE
  PYMALLOC_PROBE="$<TARGET_FILE:model_pymalloc_probe>")
add_dependencies(model_heap_test model_pymalloc_probe)
add_layer_test(model object_test.cc LINK sim_objects)

add_layer_test(model sched_test.cc LINK sim_model)
