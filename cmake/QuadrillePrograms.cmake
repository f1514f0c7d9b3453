# quadrille_program_test(NAME SCRIPT file.py [TIMEOUT seconds] [COST seconds] [LABELS label...])
#
# Registers a Python test of the finished programs, written with tests/programs/driver.py. It runs from any
# folder; programs are named as users name them, `./integrate`, and started in the build folder. It counts as one
# process, for it mostly waits, so others run beside it. Tests of the highest COST start first: write about how long
# a test takes if that is more than a few seconds.
find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)

function(quadrille_program_test name)
  cmake_parse_arguments(TEST "" "SCRIPT;TIMEOUT;COST" "LABELS" ${ARGN})
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 120)
  endif()
  if(QUADRILLE_SANITIZE) # takes several times as long
    math(EXPR TEST_TIMEOUT "4 * ${TEST_TIMEOUT}")
  endif()
  if(NOT TEST_COST)
    set(TEST_COST 5)
  endif()
  add_test(NAME ${name} COMMAND "${Python3_EXECUTABLE}" -B "${CMAKE_CURRENT_SOURCE_DIR}/${TEST_SCRIPT}")
  set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT} COST ${TEST_COST} LABELS "program;${TEST_LABELS}"
    ENVIRONMENT "QUADRILLE_BUILD=${PROJECT_BINARY_DIR};QUADRILLE_SANITIZED=$<BOOL:${QUADRILLE_SANITIZE}>"
    ENVIRONMENT_MODIFICATION "PYTHONPATH=set:${PROJECT_SOURCE_DIR}/tests/programs")
endfunction()
