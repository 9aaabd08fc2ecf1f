add_library(tests_viz STATIC ${CMAKE_SOURCE_DIR}/tests/viz/story.cc)
target_link_libraries(tests_viz PUBLIC tests_support viz_render)
