# deed_add_library(): how the linter's static libraries are built.

# Flags of the linter. The runtime has its own: it is built without these.
add_library(deedFlags INTERFACE)
target_compile_options(deedFlags INTERFACE
  -Wall -Wextra -Wno-unused-parameter
  # libstdc++ 12's own stable_sort() uses what C++17 deprecates.
  -Wno-deprecated-declarations
  # As LLVM is built; a stray exception could not pass through it anyway. RTTI
  # stays on: Debian's LLVM has it, and the vtables have to match.
  -fno-exceptions
  $<$<BOOL:${DEED_WERROR}>:-Werror>)
target_include_directories(deedFlags INTERFACE ${CMAKE_SOURCE_DIR}/checks ${CMAKE_SOURCE_DIR}/tool)

# Headers of LLVM and Clang without their libraries: whoever makes an executable
# links those, and the clang-tidy module must not.
add_library(deedLLVMHeaders INTERFACE)

function(deed_configure_llvm_headers)
  target_include_directories(deedLLVMHeaders SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
  separate_arguments(_definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
  target_compile_definitions(deedLLVMHeaders INTERFACE ${_definitions})
endfunction()

# deed_add_library(NAME DIRS dir... [SOURCES file...] [LINK lib...] [PCH header...])
# A static, position-independent library of all *.cpp in the directories. While
# there are none it is an empty interface library, so that others can name it.
function(deed_add_library NAME)
  cmake_parse_arguments(ARG "" "" "DIRS;SOURCES;LINK;PCH" ${ARGN})
  list(TRANSFORM ARG_DIRS APPEND /*.cpp OUTPUT_VARIABLE _globs)
  file(GLOB _sources CONFIGURE_DEPENDS ${_globs})
  list(APPEND _sources ${ARG_SOURCES})
  if(NOT _sources)
    add_library(${NAME} INTERFACE)
    target_link_libraries(${NAME} INTERFACE deedFlags deedLLVMHeaders ${ARG_LINK})
    return()
  endif()
  add_library(${NAME} STATIC ${_sources})
  target_link_libraries(${NAME} PUBLIC deedFlags deedLLVMHeaders ${ARG_LINK})
  if(ARG_PCH)
    deed_precompile(${NAME} ${ARG_PCH})
  endif()
endfunction()

# Precompiles headers of Clang for a target; worth it from the second file on.
function(deed_precompile NAME)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_precompile_headers(${NAME} PRIVATE ${ARGN})
    target_compile_options(${NAME} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()
