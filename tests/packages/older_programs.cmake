# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

# CPack runs this when it has collected the files of packages (CPACK_PRE_BUILD_SCRIPTS). It puts the programs of an earlier commit, in
# HOLDFAST_OLDER_PROGRAMS, in the place of those of today. That commit had one program for window and server.

file(GLOB_RECURSE programs ${CPACK_TEMPORARY_DIRECTORY}/*/usr/bin/holdfast*)
list(LENGTH programs count)
if(NOT count EQUAL 3)
    message(FATAL_ERROR "The older packages should have three programs, and have: ${programs}")
endif()
foreach(program IN LISTS programs)
    cmake_path(GET program FILENAME name)
    cmake_path(GET program PARENT_PATH folder)
    file(REMOVE ${program})
    if(name STREQUAL "holdfast-server")
        cmake_path(SET library NORMALIZE ${folder}/../lib/holdfast-server)
        file(COPY ${HOLDFAST_OLDER_PROGRAMS}/holdfast DESTINATION ${library})
        file(WRITE ${program} "#!/bin/sh\nexec /usr/lib/holdfast-server/holdfast --headless \"$@\"\n")
        file(CHMOD ${program} PERMISSIONS
            OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
    else()
        file(COPY ${HOLDFAST_OLDER_PROGRAMS}/${name} DESTINATION ${folder})
    endif()
endforeach()
