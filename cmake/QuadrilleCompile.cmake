# How every file of ours is compiled. quadrille_compile is for every file that includes one of ours, too. The
# contract of one answer hangs on two of these flags:
#   -ffp-contract=off   no multiply-add is fused unless the source says so;
#   no -ffast-math      nothing is reassociated.
# Warnings are for our own files alone, and so are two flags for GCC: it neither vectorises nor distributes our
# loops. What should be vectors is written as vectors, and GCC 12 at -O3 has given the portable lanes of lib/quadrille/random
# wrong bits with either (Stream.EveryTargetGivesTheSameBits shows such a thing); of a loop with several stores it
# drew the random numbers once for each.
if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g1")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

option(QUADRILLE_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-psabi
  -Wno-restrict  # GCC 12 finds overlaps in "text" + std::string that are not there (GCC bug 105651)
  $<$<CXX_COMPILER_ID:GNU>:-fno-tree-loop-vectorize>
  $<$<CXX_COMPILER_ID:GNU>:-fno-tree-loop-distribution>)
if(PROJECT_IS_TOP_LEVEL)
  add_compile_options(-Werror)
endif()

add_library(quadrille_compile INTERFACE)
target_compile_features(quadrille_compile INTERFACE cxx_std_20)
target_compile_options(quadrille_compile INTERFACE -ffp-contract=off)
target_include_directories(quadrille_compile INTERFACE "${PROJECT_SOURCE_DIR}/lib")
# SSSE3 and SSE4 have no fused multiply-add: the portable target stands in for them (see lib/quadrille/vector/target.hpp).
# SVE's vectors have no size when they are compiled: NEON stands in for them.
target_compile_definitions(quadrille_compile INTERFACE
  HWY_WANT_AVX3_DL
  "HWY_DISABLED_TARGETS=(HWY_SSSE3|HWY_SSE4|HWY_SVE|HWY_SVE2|HWY_SVE_256|HWY_SVE2_128)"
  QUADRILLE_VERSION="${PROJECT_VERSION}")
if(QUADRILLE_SANITIZE)
  target_compile_options(quadrille_compile INTERFACE
    -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(quadrille_compile INTERFACE -fsanitize=address,undefined)
  add_library(quadrille_sanitizer_options OBJECT "${PROJECT_SOURCE_DIR}/cmake/sanitizer_options.cpp")
  target_link_libraries(quadrille_compile INTERFACE $<TARGET_OBJECTS:quadrille_sanitizer_options>)
endif()
