# quadrille_check_headers(ROOM)
#
# Compiles the headers of lib/quadrille/ROOM that have no source of their own name alone, with what the room itself links
# to: a source file of one line per header, in the object library headers_ROOM. A header that is compiled once
# per dispatch target (-inl.hpp) is compiled for every target. The others compile alone as their source begins
# with them, which tests/architecture checks.
function(quadrille_check_headers room)
  file(GLOB headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/lib"
    "${PROJECT_SOURCE_DIR}/lib/quadrille/${room}/*.hpp")
  # Says itself that it is a part of lanes-inl.hpp.
  list(REMOVE_ITEM headers quadrille/vector/portable_lanes-inl.hpp)
  foreach(header IN LISTS headers)
    string(REGEX REPLACE "\\.hpp$" ".cpp" source "${header}")
    if(EXISTS "${PROJECT_SOURCE_DIR}/lib/${source}")
      list(REMOVE_ITEM headers "${header}")
    endif()
  endforeach()
  if(NOT headers)
    return()
  endif()
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/headers")
  set(sources "")
  foreach(header IN LISTS headers)
    set(content "#include \"${header}\"\n")
    if(header MATCHES "-inl\\.hpp$")
      set(content "#define HWY_TARGET_INCLUDE \"${header}.cpp\"\n#include <hwy/foreach_target.h>\n\n${content}")
    endif()
    file(CONFIGURE OUTPUT "${folder}/${header}.cpp" CONTENT "${content}")
    list(APPEND sources "${folder}/${header}.cpp")
  endforeach()
  add_library(headers_${room} OBJECT ${sources})
  target_include_directories(headers_${room} PRIVATE "${folder}")
  target_link_libraries(headers_${room} PRIVATE quadrille_${room})
endfunction()
