# Compiles through ccache where it is installed.
find_program(DEED_CCACHE ccache)
if(DEED_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The sloppiness and -fno-pch-timestamp (DeedTargets) are what ccache asks for
  # to cache files that use a precompiled header.
  set(_launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${DEED_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${_launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${_launcher})
endif()
