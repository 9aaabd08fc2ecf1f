# One test per topic; the programs are found when it runs, so that a new file needs no configuring
# (and a new topic is noticed by the next build).
file(GLOB CONFORMANCE_TOPICS LIST_DIRECTORIES true CONFIGURE_DEPENDS
  ${CMAKE_CURRENT_SOURCE_DIR}/conformance/*)
foreach(topic ${CONFORMANCE_TOPICS})
  if(IS_DIRECTORY ${topic})
    get_filename_component(name ${topic} NAME)
    add_test(NAME conformance.${name}
      COMMAND pyarena check -j 1 tests/conformance/${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
endforeach()
