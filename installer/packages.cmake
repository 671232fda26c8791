# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Debian packages by CPack: one for each component. ./dev package makes and tests them.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME holdfast)
set(CPACK_PACKAGE_VENDOR "The Holdfast authors")
set(CPACK_PACKAGE_CONTACT "The Holdfast authors <maintainers@holdfast.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS OFF)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_COMPONENTS_ALL window server ctl)

# holdfast_package(component name SECTION s DESCRIPTION text DEPENDS d RECOMMENDS r SUGGESTS s SCRIPTS files): what a component's
# package is called and says.
macro(holdfast_package component name)
    cmake_parse_arguments(ARG "" "SECTION;DESCRIPTION;DEPENDS;RECOMMENDS;SUGGESTS" "SCRIPTS" ${ARGN})
    string(TOUPPER ${component} upper)
    set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${name})
    set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${ARG_SECTION})
    set(CPACK_COMPONENT_${upper}_DESCRIPTION ${ARG_DESCRIPTION})
    set(CPACK_DEBIAN_${upper}_DESCRIPTION ${ARG_DESCRIPTION})
    set(CPACK_DEBIAN_${upper}_PACKAGE_DEPENDS "${ARG_DEPENDS}")
    set(CPACK_DEBIAN_${upper}_PACKAGE_RECOMMENDS "${ARG_RECOMMENDS}")
    set(CPACK_DEBIAN_${upper}_PACKAGE_SUGGESTS "${ARG_SUGGESTS}")
    set(CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_EXTRA "${ARG_SCRIPTS}")
    set(documents ${CMAKE_INSTALL_DATADIR}/doc/${name})
    install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/debian/copyright ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz
        DESTINATION ${documents} COMPONENT ${component})
endmacro()

# Debian wants the log of changes compressed.
add_custom_command(
    OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz
    COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_CURRENT_SOURCE_DIR}/debian/changelog changelog
    COMMAND ${GZIP} -9nf changelog
    DEPENDS debian/changelog
    VERBATIM)
add_custom_target(changelog ALL DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz)

# The driver of the journal and, for the window, the platform and the translations of Qt, and what reads gamepads, are loaded at run
# time, so that no program links them.
holdfast_package(window holdfast
    SECTION science
    DEPENDS "libqt6sql6-sqlite, qt6-qpa-plugins"
    RECOMMENDS "holdfastctl, libsdl2-2.0-0, qt6-translations-l10n, qt6-wayland"
    SUGGESTS "avahi-daemon, holdfast-server"
    DESCRIPTION "control station of a laboratory instrument
A window for the operator of an instrument, first of all an OpenFlexure
microscope, a web server for scripts and web pages, and one lock between all
of its users: the window, the server and every refusal tell which client holds
the instrument, since when and for what.
.
This package contains the window, which serves as well.")

holdfast_package(server holdfast-server
    SECTION science
    DEPENDS "libqt6sql6-sqlite"
    RECOMMENDS "holdfastctl"
    SUGGESTS "avahi-daemon"
    DESCRIPTION "control station of a laboratory instrument, without a window
A web server that serves an instrument, first of all an OpenFlexure
microscope, to scripts and web pages, and one lock between all of its users.
.
This package contains the program that needs no display, and its service,
which is not started before its owner says so."
    SCRIPTS
        ${CMAKE_CURRENT_SOURCE_DIR}/debian/server/conffiles
        ${CMAKE_CURRENT_SOURCE_DIR}/debian/server/postinst
        ${CMAKE_CURRENT_SOURCE_DIR}/debian/server/prerm
        ${CMAKE_CURRENT_SOURCE_DIR}/debian/server/postrm)

holdfast_package(ctl holdfastctl
    SECTION science
    DESCRIPTION "show and take the lock of a laboratory instrument
A program for the terminal and for scripts that shows which client of a
Holdfast station holds the lock of its instrument, takes the lock for a
command, shows its history, and stops the instrument.")

# What an author of Things builds against; there is such a package as soon as something is installed for it.
get_cmake_property(components COMPONENTS)
if(dev IN_LIST components)
    list(APPEND CPACK_COMPONENTS_ALL dev)
    holdfast_package(dev libholdfast-dev
        SECTION libdevel
        DEPENDS "nlohmann-json3-dev, qt6-base-dev"
        DESCRIPTION "control station of a laboratory instrument: development files
What it takes to write a Thing, the driver of an instrument, that Holdfast
loads as a plug-in: headers, a library, and a package for CMake.")
endif()

# holdfast_family_package(family DESCRIPTION text DEPENDS d RECOMMENDS r SUGGESTS s): the package of a family of devices
# (core/families.cmake), if it was built. It goes with one of the programs, of the same version.
macro(holdfast_family_package family)
    if("${family}" IN_LIST components)
        cmake_parse_arguments(FAMILY "" "DEPENDS" "" ${ARGN})
        set(depends "holdfast (= ${PROJECT_VERSION}) | holdfast-server (= ${PROJECT_VERSION})")
        if(FAMILY_DEPENDS)
            string(APPEND depends ", ${FAMILY_DEPENDS}")
        endif()
        list(APPEND CPACK_COMPONENTS_ALL ${family})
        holdfast_package(${family} holdfast-${family}
            SECTION science
            ${FAMILY_UNPARSED_ARGUMENTS}
            DEPENDS "${depends}")
    endif()
endmacro()

holdfast_family_package(aravis
    SUGGESTS "aravis-tools"
    DESCRIPTION "control station of a laboratory instrument: scientific cameras
Cameras that speak GigE Vision or USB3 Vision, as most scientific and
industrial ones do, for Holdfast.")

# The elements that end every pipeline are in plugins-base; those of USB and network cameras in plugins-good.
holdfast_family_package(gstreamer
    DEPENDS "gstreamer1.0-plugins-base"
    RECOMMENDS "gstreamer1.0-plugins-good"
    SUGGESTS "gstreamer1.0-libcamera"
    DESCRIPTION "control station of a laboratory instrument: USB and network cameras
Cameras that GStreamer can show, for Holdfast: USB cameras, those on the
board of a Raspberry Pi, and MJPEG over HTTP.")

holdfast_family_package(micromanager
    DESCRIPTION "control station of a laboratory instrument: Micro-Manager's devices
Stages, cameras, filter wheels, shutters and all other devices that
Micro-Manager has adapters for, for Holdfast.
.
The adapters are not part of this package, and neither is the program
holdfast-mmcore that runs them: it is built from the sources of Holdfast.")

holdfast_family_package(remote
    DESCRIPTION "control station of a laboratory instrument: other servers
Puts the Things of another server, such as an OpenFlexure microscope or any
LabThings server, behind the lock, the window and the journal of Holdfast.")

holdfast_family_package(sangaboard
    DESCRIPTION "control station of a laboratory instrument: OpenFlexure's motor board
The stage and the LED of an OpenFlexure microscope at a Sangaboard, with
firmware 0.4 or 1.x, for Holdfast.")

include(CPack)
