# rlrun_precompile(TARGET HEADERS...): a library without code of its own whose precompiled headers others reuse. Reading
# these headers is most of the time of a small file.
function(rlrun_precompile target)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp CONTENT "")
  add_library(${target} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp)
  target_link_libraries(${target} PRIVATE rlrun_flags)
  target_precompile_headers(${target} PRIVATE <Eigen/Core> <algorithm> <functional> <map> <memory> <optional> <span>
    <string> <string_view> <variant> <vector> ${ARGN})
endfunction()

# rlrun_compile_together(TARGET): up to 12 sources of the target that stand side by side become one for the compiler,
# which then expands templates that they share once: a build from nothing takes two thirds of the time. Off for debug
# and sanitizers, where files are compiled one by one.
option(RLRUN_UNITY_BUILD "Compile sources of a library together" OFF)
function(rlrun_compile_together target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${RLRUN_UNITY_BUILD} UNITY_BUILD_BATCH_SIZE 12)
endfunction()

# rlrun_library(NAME [PRECOMPILED headers] [libraries...]): a static library of all sources in this folder, named
# rlrun_NAME. PRECOMPILED: what rlrun_precompile made, rlrun_headers by default.
function(rlrun_library name)
  cmake_parse_arguments(PARSE_ARGV 1 library "" "PRECOMPILED" "")
  if(NOT library_PRECOMPILED)
    set(library_PRECOMPILED rlrun_headers)
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  string(REPLACE "/" "_" target ${name})
  add_library(rlrun_${target} STATIC ${sources})
  target_link_libraries(rlrun_${target} PUBLIC rlrun_flags ${library_UNPARSED_ARGUMENTS})
  target_precompile_headers(rlrun_${target} REUSE_FROM ${library_PRECOMPILED})
  rlrun_compile_together(rlrun_${target})
endfunction()

# rlrun_test(FOLDER LABEL [libraries...]): one test program of all sources below the folder; every case is a CTest test.
function(rlrun_test folder label)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  string(REPLACE "/" "_" target test_${folder})
  add_executable(${target} ${PROJECT_SOURCE_DIR}/tests/main.cpp ${sources})
  target_link_libraries(${target} PRIVATE rlrun_flags rlrun_core GTest::gmock nlohmann_json::nlohmann_json ${ARGN})
  target_compile_definitions(${target} PRIVATE RLRUN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_precompile_headers(${target} REUSE_FROM test_headers)
  gtest_discover_tests(${target} TEST_PREFIX ${folder}/ DISCOVERY_MODE PRE_TEST PROPERTIES LABELS ${label} TIMEOUT 600)
endfunction()
