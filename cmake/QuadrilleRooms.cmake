# quadrille_room(NAME [SOURCES file...] [KNOWS room...] [LIBRARIES target...])
#
# A folder of lib/quadrille/ is a target (quadrille_NAME), a namespace (quadrille::NAME) and a room of tests/.
# KNOWS lists the rooms whose headers it may include; tests/architecture checks that it is true. Each room is an
# archive of its own, so a program that links a room alone fails to link if the room uses what it does not KNOW.
function(quadrille_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;KNOWS;LIBRARIES" ${ARGN})
  set(known ${ROOM_KNOWS})
  list(TRANSFORM known PREPEND quadrille_)
  add_library(quadrille_${name} STATIC ${ROOM_SOURCES})
  target_compile_options(quadrille_${name} PRIVATE ${QUADRILLE_OWN_FLAGS})
  target_link_libraries(quadrille_${name} PUBLIC quadrille_compile ${known} ${ROOM_LIBRARIES})
  add_library(quadrille::${name} ALIAS quadrille_${name})
  set_property(GLOBAL APPEND PROPERTY QUADRILLE_ROOMS ${name})
  set_property(GLOBAL PROPERTY QUADRILLE_ROOM_${name}_KNOWS "${ROOM_KNOWS}")
  set_property(GLOBAL PROPERTY QUADRILLE_ROOM_${name}_LIBRARIES "${ROOM_LIBRARIES}")
endfunction()

# quadrille_house(room...)
#
# The one library that others find and link, quadrille::quadrille: the objects of these rooms in one archive, with all
# that the rooms link to. docs/design/11-one-library.md has the reasons.
function(quadrille_house)
  add_library(quadrille STATIC)
  set_target_properties(quadrille PROPERTIES LINKER_LANGUAGE CXX)
  add_library(quadrille::quadrille ALIAS quadrille)
  quadrille_contract(quadrille PUBLIC)
  target_link_libraries(quadrille PUBLIC "$<BUILD_INTERFACE:quadrille_compile>")
  set(libraries "")
  foreach(room IN LISTS ARGN)
    target_sources(quadrille PRIVATE "$<TARGET_OBJECTS:quadrille_${room}>")
    get_property(linked GLOBAL PROPERTY QUADRILLE_ROOM_${room}_LIBRARIES)
    list(APPEND libraries ${linked})
  endforeach()
  list(REMOVE_DUPLICATES libraries)
  target_link_libraries(quadrille PUBLIC ${libraries})
  set_property(GLOBAL PROPERTY QUADRILLE_HOUSE ${ARGN})
endfunction()
