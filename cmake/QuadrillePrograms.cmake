# quadrille_program_test(NAME SCRIPT file.py [TIMEOUT seconds] [LABELS label...])
#
# Registers a Python test of the finished programs, written with tests/programs/driver.py. It runs from any
# folder; programs are named as users name them, `./integrate`, and started in the build folder.
find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)

function(quadrille_program_test name)
  cmake_parse_arguments(TEST "" "SCRIPT;TIMEOUT" "LABELS" ${ARGN})
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 120)
  endif()
  add_test(NAME ${name} COMMAND "${Python3_EXECUTABLE}" -B "${CMAKE_CURRENT_SOURCE_DIR}/${TEST_SCRIPT}")
  set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT} PROCESSORS 2 LABELS "program;${TEST_LABELS}"
    ENVIRONMENT "QUADRILLE_BUILD=${PROJECT_BINARY_DIR};QUADRILLE_SANITIZED=$<BOOL:${QUADRILLE_SANITIZE}>"
    ENVIRONMENT_MODIFICATION "PYTHONPATH=set:${PROJECT_SOURCE_DIR}/tests/programs")
endfunction()
