# The fuzz targets under libFuzzer; clang only.
add_executable(fuzz_scenario fuzz/target.cc run/live.cc)
target_include_directories(fuzz_scenario PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(fuzz_scenario PRIVATE sim_run)
target_link_options(fuzz_scenario PRIVATE -fsanitize=fuzzer)

add_executable(fuzz_recording fuzz/recording.cc)
target_include_directories(fuzz_recording PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(fuzz_recording PRIVATE sim_record)
target_link_options(fuzz_recording PRIVATE -fsanitize=fuzzer)
