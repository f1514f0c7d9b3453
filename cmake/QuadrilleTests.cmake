# quadrille_test(NAME SOURCES file... ROOMS room... [RANKS 1 2 3 4 7] [LIBRARIES target...]
#                [TIMEOUT seconds] [LABELS label...])
#
# The one way to register a test program. Without RANKS it is a plain GoogleTest program; with RANKS it is
# linked with the harness of tests/harness and registered once for each number of ranks, under mpirun.
set(QUADRILLE_JOB_ENVIRONMENT
  OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
  GTEST_COLOR=no)
set(QUADRILLE_MPIRUN_ENVIRONMENT ${QUADRILLE_JOB_ENVIRONMENT}
  OMPI_MCA_mpi_yield_when_idle=1 OMPI_MCA_hwloc_base_binding_policy=none OMPI_MCA_pml=ob1)

# Under the sanitizers a test takes ten times as long and more. What is measured there is left out: such a test
# repeats for the sake of a rate, minutes long, what others do once, and rates are the same in every build.
set(QUADRILLE_TEST_TIMEOUT 120)
set(QUADRILLE_TEST_ENVIRONMENT "")
if(QUADRILLE_SANITIZE)
  set(QUADRILLE_TEST_TIMEOUT 600)
  set(QUADRILLE_TEST_ENVIRONMENT GTEST_FILTER=-Measured*)
endif()

# GoogleTest's headers, compiled once for all test programs.
function(quadrille_precompile_googletest program)
  if(NOT TARGET quadrille_googletest)
    file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/tests/googletest.cpp" CONTENT "")
    add_library(quadrille_googletest OBJECT "${PROJECT_BINARY_DIR}/tests/googletest.cpp")
    target_link_libraries(quadrille_googletest PRIVATE quadrille_compile GTest::gtest GTest::gmock)
    target_precompile_headers(quadrille_googletest PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
  endif()
  target_precompile_headers(${program} REUSE_FROM quadrille_googletest)
  # GCC 12 finds such things in "text" + std::string (GCC bug 105651) once <string> is precompiled.
  target_compile_options(${program} PRIVATE
    "$<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds>")
endfunction()

function(quadrille_test name)
  cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;ROOMS;RANKS;LIBRARIES;LABELS" ${ARGN})
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT ${QUADRILLE_TEST_TIMEOUT})
  endif()
  set(program test_${name})
  set(rooms ${TEST_ROOMS})
  list(TRANSFORM rooms PREPEND quadrille_)
  add_executable(${program} ${TEST_SOURCES})
  set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  target_include_directories(${program} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(${program} PRIVATE ${rooms} ${TEST_LIBRARIES} GTest::gtest GTest::gmock)
  quadrille_precompile_googletest(${program})
  if(NOT TEST_RANKS)
    target_link_libraries(${program} PRIVATE GTest::gtest_main)
    add_test(NAME ${name} COMMAND ${program})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT} COST 15 LABELS "unit;${TEST_LABELS}"
      ENVIRONMENT "${QUADRILLE_TEST_ENVIRONMENT}")
    return()
  endif()
  target_link_libraries(${program} PRIVATE quadrille_test_harness)
  foreach(ranks IN LISTS TEST_RANKS)
    add_test(NAME ${name}.np${ranks} COMMAND mpirun -np ${ranks} $<TARGET_FILE:${program}>)
    set_tests_properties(${name}.np${ranks} PROPERTIES TIMEOUT ${TEST_TIMEOUT} PROCESSORS 2
      LABELS "parallel;${TEST_LABELS}" ENVIRONMENT "${QUADRILLE_MPIRUN_ENVIRONMENT}")
  endforeach()
endfunction()

# quadrille_job_test(NAME PROGRAM target [RANKS n] [ARGUMENTS argument...] [STATUS s] [WITHIN seconds]
#                    [ONCE text...] [NEVER text...] [ENVIRONMENT name=value...])
#
# Runs a program as a user would (under mpirun if RANKS are given), and checks its exit status, how long it
# took, and texts that its output has exactly once, or never.
function(quadrille_job_test name)
  cmake_parse_arguments(JOB "" "PROGRAM;RANKS;STATUS;WITHIN" "ARGUMENTS;ONCE;NEVER;ENVIRONMENT" ${ARGN})
  set(checks)
  foreach(check IN ITEMS STATUS WITHIN ONCE NEVER)
    string(TOLOWER ${check} option)
    foreach(value IN LISTS JOB_${check})
      list(APPEND checks "--${option}=${value}")
    endforeach()
  endforeach()
  set(launcher)
  if(JOB_RANKS)
    set(launcher mpirun -np ${JOB_RANKS})
  endif()
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  add_test(NAME ${name} COMMAND "${Python3_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/tests/harness/check_job.py"
    ${checks} -- ${launcher} $<TARGET_FILE:${JOB_PROGRAM}> ${JOB_ARGUMENTS})
  set_tests_properties(${name} PROPERTIES TIMEOUT 60 PROCESSORS 2 LABELS "job"
    ENVIRONMENT "${QUADRILLE_JOB_ENVIRONMENT};${JOB_ENVIRONMENT}")
endfunction()
