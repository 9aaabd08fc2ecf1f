# The recorder and the verb that starts it, with the real python3; read back by a decoder of the tests' own.
add_test(NAME recorder.record COMMAND /usr/bin/python3
  ${CMAKE_SOURCE_DIR}/tests/recorder/record_test.py $<TARGET_FILE:pyarena>)
