# What `cmake --install` puts where, and the package files by which find_package(Quadrille) finds it.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package "${CMAKE_INSTALL_LIBDIR}/cmake/Quadrille")

install(TARGETS integrate simulate speedup)
install(TARGETS quadrille EXPORT QuadrilleTargets INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT QuadrilleTargets NAMESPACE quadrille:: DESTINATION "${package}")

# Not the headers that only sources of ours can include: those that are compiled once per dispatch target, with
# Highway's switches set as in QuadrilleCompile.cmake, and the grammar, which needs PEGTL.
get_property(rooms GLOBAL PROPERTY QUADRILLE_HOUSE)
foreach(room IN LISTS rooms)
  install(DIRECTORY "${PROJECT_SOURCE_DIR}/lib/quadrille/${room}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/quadrille"
    FILES_MATCHING PATTERN "*.hpp" PATTERN "*-inl.hpp" EXCLUDE PATTERN "grammar.hpp" EXCLUDE)
endforeach()

# While the first number is 0, an answer may change with the second.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/QuadrilleConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/QuadrilleConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/QuadrilleConfig.cmake" INSTALL_DESTINATION "${package}")
install(FILES
  "${PROJECT_BINARY_DIR}/QuadrilleConfig.cmake" "${PROJECT_BINARY_DIR}/QuadrilleConfigVersion.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/Findhwloc.cmake" "${PROJECT_SOURCE_DIR}/cmake/FindSLEEF.cmake"
  DESTINATION "${package}")

install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/README.md" "${PROJECT_SOURCE_DIR}/CHANGELOG.md"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs" "${PROJECT_SOURCE_DIR}/slurm"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}" USE_SOURCE_PERMISSIONS PATTERN Doxyfile EXCLUDE)
install(FILES
  "${PROJECT_SOURCE_DIR}/tests/programs/library_example.cpp" "${PROJECT_SOURCE_DIR}/tests/programs/kernel_example.cpp"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}/examples")
