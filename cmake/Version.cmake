# rlrun_add_version(TARGET): gives the target generated/build_info.hpp and generated/git_hash.hpp.
function(rlrun_add_version target)
  get_target_property(options rlrun_flags INTERFACE_COMPILE_OPTIONS)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  list(JOIN options " " options)
  string(GENEX_STRIP "${options}" options)
  string(STRIP "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}} ${options}" RLRUN_ALL_FLAGS)
  set(folder ${CMAKE_BINARY_DIR}/generated)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/build_info.hpp.in ${folder}/build_info.hpp @ONLY)

  add_custom_target(${target}_git_hash
    COMMAND ${CMAKE_COMMAND} -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -D OUTPUT=${folder}/git_hash.hpp
            -P ${PROJECT_SOURCE_DIR}/cmake/GitHash.cmake
    BYPRODUCTS ${folder}/git_hash.hpp COMMENT "Looking up the git hash" VERBATIM)
  add_dependencies(${target} ${target}_git_hash)
  target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR})
endfunction()
