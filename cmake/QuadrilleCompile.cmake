# How our files are compiled, and what everyone who includes one of them must share.
if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

option(QUADRILLE_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)
option(QUADRILLE_WERROR "Warnings about our own files are errors" ${PROJECT_IS_TOP_LEVEL})

# For our own files alone: warnings, and two flags for GCC: it neither vectorises nor distributes our loops. What
# should be vectors is written as vectors, and GCC 12 at -O3 has given the portable lanes of lib/quadrille/random
# wrong bits with either (Stream.EveryTargetGivesTheSameBits shows such a thing); of a loop with several stores it
# drew the random numbers once for each.
set(QUADRILLE_OWN_FLAGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-psabi
  -Wno-restrict  # GCC 12 finds overlaps in "text" + std::string that are not there (GCC bug 105651)
  $<$<CXX_COMPILER_ID:GNU>:-fno-tree-loop-vectorize>
  $<$<CXX_COMPILER_ID:GNU>:-fno-tree-loop-distribution>
  # GCC's sanitizers make it find uninitialized values that are not (its manual says so): in boost::optional, for one.
  $<$<BOOL:${QUADRILLE_SANITIZE}>:-Wno-maybe-uninitialized>
  $<$<BOOL:${QUADRILLE_WERROR}>:-Werror>)

# quadrille_contract(TARGET PUBLIC|INTERFACE)
#
# What every file that includes one of our headers needs, in this project or in another. Sums and products stand in
# headers, too (templates, inline functions), and a linker keeps one copy of each, from whichever file: so no
# multiply-add is fused anywhere unless the source says so. Nor is anything reassociated, which -ffast-math would
# allow: quadrille/vector/arithmetic.hpp refuses to be compiled with it.
function(quadrille_contract target scope)
  target_compile_features(${target} ${scope} cxx_std_20)
  target_compile_options(${target} ${scope} -ffp-contract=off)
  target_include_directories(${target} ${scope} "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/lib>")
  target_compile_definitions(${target} ${scope} QUADRILLE_VERSION="${PROJECT_VERSION}")
endfunction()

# What the rooms and all that is built with them share.
add_library(quadrille_compile INTERFACE)
# SSSE3 and SSE4 have no fused multiply-add: the portable target stands in for them (see lib/quadrille/vector/target.hpp).
# SVE's vectors have no size when they are compiled: NEON stands in for them.
target_compile_definitions(quadrille_compile INTERFACE
  HWY_WANT_AVX3_DL
  "HWY_DISABLED_TARGETS=(HWY_SSSE3|HWY_SSE4|HWY_SVE|HWY_SVE2|HWY_SVE_256|HWY_SVE2_128)")
quadrille_contract(quadrille_compile INTERFACE)
if(QUADRILLE_SANITIZE)
  target_compile_options(quadrille_compile INTERFACE
    -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(quadrille_compile INTERFACE -fsanitize=address,undefined)
  add_library(quadrille_sanitizer_options OBJECT "${PROJECT_SOURCE_DIR}/cmake/sanitizer_options.cpp")
  target_compile_options(quadrille_sanitizer_options PRIVATE ${QUADRILLE_OWN_FLAGS})
  target_link_libraries(quadrille_compile INTERFACE $<TARGET_OBJECTS:quadrille_sanitizer_options>)
endif()
