# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Installs Holdfast to a folder of its own, and builds plug-ins against that, far away from the sources:
#   cmake -DBUILD=... -DSOURCE=... -DFOLDER=... -DCOMPILER=... -P build.cmake

set(prefix ${FOLDER}/installed)
file(REMOVE_RECURSE ${prefix})
foreach(component window ctl dev)
    execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix} --component ${component}
        OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endforeach()

# build(name): copies the project, so that it sees nothing but what is installed, and builds it.
function(build name source)
    file(REMOVE_RECURSE ${FOLDER}/${name})
    file(COPY ${source}/ DESTINATION ${FOLDER}/${name}/source)
    execute_process(
        COMMAND ${CMAKE_COMMAND} -G Ninja -S ${FOLDER}/${name}/source -B ${FOLDER}/${name}/build
            -DCMAKE_PREFIX_PATH=${prefix} -DCMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}"
            "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror ${FLAGS}" ${ARGN}
        OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${CMAKE_COMMAND} --build ${FOLDER}/${name}/build COMMAND_ERROR_IS_FATAL ANY)
endfunction()

build(template ${SOURCE}/docs/examples/plugin)
build(faulty ${SOURCE}/tests/plugins/faulty)
build(headers ${SOURCE}/tests/plugins/headers -DHEADERS=${prefix}/include/holdfast)
