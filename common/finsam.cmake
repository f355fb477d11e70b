# The build in a few functions, so that a room's CMakeLists.txt is a list:
#   finsam_library(NAME SOURCES … DEPS …)   a static library
#   finsam_proto(NAME PROTOS … [GRPC] DEPS …)  generated messages, and stubs
#   finsam_program(NAME SOURCES … DEPS …)   an executable in build/…/bin
#   finsam_test(NAME LABEL … SOURCES … DEPS …)  a GoogleTest program; the label
#                                           is the ring (tests/README.md)

find_package(Threads REQUIRED)
find_package(Protobuf 3.21 REQUIRED)  # Debian ships no protobuf-config: module.
find_package(absl CONFIG REQUIRED)
find_package(gRPC 1.51 CONFIG REQUIRED)
find_package(RocksDB CONFIG REQUIRED)
find_package(GTest CONFIG REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(yaml-cpp CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_program(FINSAM_PROTOC protoc REQUIRED)
find_program(FINSAM_GRPC_PLUGIN grpc_cpp_plugin REQUIRED)

find_program(FINSAM_CCACHE ccache)
if(FINSAM_CCACHE)
  # base_dir and hash_dir let two build folders share one another's objects.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
      CCACHE_NOHASHDIR=1 ${FINSAM_CCACHE})
endif()
find_program(FINSAM_MOLD mold)
if(FINSAM_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
if(FINSAM_SANITIZE)
  add_compile_options(-fsanitize=${FINSAM_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${FINSAM_SANITIZE})
endif()

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(FINSAM_GEN ${PROJECT_BINARY_DIR}/gen)
# -Wrestrict: GCC 12 warns of std::string's own code when it optimises.
set(FINSAM_WARNINGS -Wall -Wextra -Wconversion -Wshadow -Wno-sign-conversion
    -Wno-restrict -Werror)

function(finsam_target_defaults name)
  target_compile_options(${name} PRIVATE ${FINSAM_WARNINGS})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
endfunction()

function(finsam_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  finsam_target_defaults(${name})
  target_link_libraries(${name} PUBLIC ${ARG_DEPS})
endfunction()

function(finsam_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  finsam_target_defaults(${name})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS})
endfunction()

# Generates into build/…/gen, so that includes read "finsam/ledger/v1/….pb.h".
function(finsam_proto name)
  cmake_parse_arguments(ARG "GRPC" "" "PROTOS;DEPS" ${ARGN})
  set(sources "")
  foreach(proto ${ARG_PROTOS})
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    set(outputs ${FINSAM_GEN}/${stem}.pb.cc ${FINSAM_GEN}/${stem}.pb.h)
    set(flags --cpp_out=${FINSAM_GEN})
    if(ARG_GRPC)
      list(APPEND outputs ${FINSAM_GEN}/${stem}.grpc.pb.cc
           ${FINSAM_GEN}/${stem}.grpc.pb.h)
      list(APPEND flags --grpc_out=${FINSAM_GEN}
           --plugin=protoc-gen-grpc=${FINSAM_GRPC_PLUGIN})
    endif()
    add_custom_command(
      OUTPUT ${outputs}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${FINSAM_GEN}
      COMMAND ${FINSAM_PROTOC} -I${PROJECT_SOURCE_DIR}/protos ${flags}
              ${PROJECT_SOURCE_DIR}/protos/${proto}
      DEPENDS ${PROJECT_SOURCE_DIR}/protos/${proto}
      VERBATIM)
    list(APPEND sources ${outputs})
  endforeach()
  add_library(${name} STATIC ${sources})
  # SYSTEM: our warnings are for our code, not for generated code.
  target_include_directories(${name} SYSTEM PUBLIC ${FINSAM_GEN})
  target_link_libraries(${name} PUBLIC ${ARG_DEPS} protobuf::libprotobuf)
  if(ARG_GRPC)
    target_link_libraries(${name} PUBLIC gRPC::grpc++)
  endif()
endfunction()

function(finsam_test name)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;DEPS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  finsam_target_defaults(${name})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} GTest::gmock_main)
  target_compile_definitions(${name} PRIVATE
    FINSAM_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    FINSAM_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL}
                       TIMEOUT ${ARG_TIMEOUT})
endfunction()
