# The fuzz target's entry point over its corpus: a plain program, so that the code never rots. The
# same files under libFuzzer are fuzz_scenario (CONTRIBUTING.md), built by the preset fuzz.
add_executable(fuzz_replay fuzz/main.cc fuzz/target.cc run/live.cc)
target_compile_options(fuzz_replay PRIVATE ${PYARENA_WARNINGS})
target_include_directories(fuzz_replay PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(fuzz_replay PRIVATE sim_run)
add_test(NAME fuzz.corpus COMMAND fuzz_replay ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus)

add_executable(fuzz_replay_recording fuzz/main.cc fuzz/recording.cc)
target_compile_options(fuzz_replay_recording PRIVATE ${PYARENA_WARNINGS})
target_include_directories(fuzz_replay_recording PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(fuzz_replay_recording PRIVATE sim_record)
add_test(NAME fuzz.recordings
  COMMAND fuzz_replay_recording ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/recordings)
