find_package(benchmark REQUIRED)

function(add_benchmark source)
  cmake_parse_arguments(BENCH "" "" "LINK" ${ARGN})
  get_filename_component(name ${source} NAME_WE)
  add_executable(${name} bench/${source})
  target_compile_options(${name} PRIVATE ${PYARENA_WARNINGS} -O2)
  target_compile_definitions(${name} PRIVATE PYARENA_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE benchmark::benchmark ${BENCH_LINK})
endfunction()

add_benchmark(heap_bench.cc LINK sim_model)
add_benchmark(replay_bench.cc LINK sim_record ${CMAKE_DL_LIBS})
