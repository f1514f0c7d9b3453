# quadrille_room(NAME [SOURCES file...] [KNOWS room...] [LIBRARIES target...])
#
# A folder of lib/quadrille/ is a target (quadrille_NAME), a namespace (quadrille::NAME) and a room of tests/.
# KNOWS lists the rooms whose headers it may include; tests/architecture checks that it is true.
function(quadrille_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;KNOWS;LIBRARIES" ${ARGN})
  set(known ${ROOM_KNOWS})
  list(TRANSFORM known PREPEND quadrille_)
  add_library(quadrille_${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(quadrille_${name} PUBLIC quadrille_compile ${known} ${ROOM_LIBRARIES})
  add_library(quadrille::${name} ALIAS quadrille_${name})
  set_property(GLOBAL APPEND PROPERTY QUADRILLE_ROOMS ${name})
  set_property(GLOBAL PROPERTY QUADRILLE_ROOM_${name}_KNOWS "${ROOM_KNOWS}")
endfunction()
