# deed_target(TARGET [OPTIONS ...] [FATAL])
#
# Adds a target deed-TARGET that lints the C files of TARGET, and has the target
# `deed-lint` run all of them. Findings do not fail the build unless FATAL is given.
# Set DEED_EXECUTABLE if deed is not on the PATH. Needs a generator that writes
# compile_commands.json: Ninja or Makefiles.
#
#   find_package(Deed)        # or include(DeedLint)
#   deed_target(my_library)
#   deed_target(my_tool OPTIONS --profile=systemd FATAL)
#
#   cmake --build build --target deed-lint
find_program(DEED_EXECUTABLE deed HINTS "${CMAKE_CURRENT_LIST_DIR}/../../../bin" DOC "The ownership linter")

function(deed_target TARGET)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "FATAL" "" "OPTIONS")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "deed_target(${TARGET}): unknown arguments: ${ARG_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT TARGET ${TARGET})
    message(FATAL_ERROR "deed_target(${TARGET}): there is no such target")
  endif()
  if(NOT DEED_EXECUTABLE)
    message(WARNING "deed_target(${TARGET}): there is no deed on the PATH; set DEED_EXECUTABLE")
    return()
  endif()
  set_target_properties(${TARGET} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
  get_target_property(_sources ${TARGET} SOURCES)
  get_target_property(_folder ${TARGET} SOURCE_DIR)
  set(_files)
  foreach(_source IN LISTS _sources)
    if(_source MATCHES "\\.c$")
      cmake_path(ABSOLUTE_PATH _source BASE_DIRECTORY ${_folder} NORMALIZE)
      list(APPEND _files ${_source})
    endif()
  endforeach()
  if(NOT _files)
    message(WARNING "deed_target(${TARGET}): the target has no C file")
    return()
  endif()
  set(_command ${DEED_EXECUTABLE} check -p ${CMAKE_BINARY_DIR} ${ARG_OPTIONS} ${_files})
  if(NOT ARG_FATAL)
    # Findings are 1; everything else is an error.
    set(_command sh -c "\"$@\" || [ $? -eq 1 ]" deed ${_command})
  endif()
  add_custom_target(deed-${TARGET} COMMAND ${_command} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
                    COMMENT "Linting ${TARGET}" USES_TERMINAL VERBATIM)
  # Headers that the build generates must be there.
  get_target_property(_needs ${TARGET} MANUALLY_ADDED_DEPENDENCIES)
  if(_needs)
    add_dependencies(deed-${TARGET} ${_needs})
  endif()
  if(NOT TARGET deed-lint)
    add_custom_target(deed-lint)
  endif()
  add_dependencies(deed-lint deed-${TARGET})
endfunction()
