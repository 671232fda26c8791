# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

# A family of devices is a plug-in of Holdfast's own: Things that need a library which a station without such devices does not. It
# is loaded when a configuration names one of its classes, and is a package of its own. The classes of each, and the name of its package, are
# also in app/things/families.cpp, so that a station without the plug-in can say what to install.

# holdfast_family(name SOURCES ... PLUGIN ... LINK ... ROOMS ...): the folder of a family as holdfast_NAME, objects that tests link, and as
# the plug-in NAME.so. PLUGIN are the files of its ThingPlugin; LINK the libraries of others that it needs; ROOMS those rooms of core that it
# uses besides instruments and config, of HOLDFAST_PLUGIN_ROOMS. Every family has an option, HOLDFAST_FAMILY_NAME.
function(holdfast_family name)
    cmake_parse_arguments(ARG "" "" "SOURCES;PLUGIN;LINK;ROOMS" ${ARGN})
    add_library(holdfast_${name} OBJECT ${ARG_SOURCES})
    target_link_libraries(holdfast_${name} PUBLIC holdfast_strict Holdfast::Instruments Holdfast::Config ${ARG_ROOMS} ${ARG_LINK})
    # Where the code of programs is not that of shared libraries, their precompiled headers cannot be used here.
    set_target_properties(holdfast_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)

    # A plug-in links nothing that the program which loads it has: what that is, its headers say.
    add_library(holdfast_${name}_plugin MODULE ${ARG_PLUGIN} $<TARGET_OBJECTS:holdfast_${name}>)
    target_include_directories(holdfast_${name}_plugin PRIVATE ${PROJECT_BINARY_DIR}/generated)
    target_link_libraries(holdfast_${name}_plugin PRIVATE holdfast_strict Qt6::Core nlohmann_json::nlohmann_json ${ARG_LINK})
    add_dependencies(holdfast_${name}_plugin holdfast_pluginabi)
    # A program finds plug-ins beside itself, where it was built as where it is installed.
    set_target_properties(holdfast_${name}_plugin PROPERTIES
        PREFIX "" OUTPUT_NAME ${name}
        LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${CMAKE_INSTALL_LIBDIR}/holdfast/plugins)
    install(TARGETS holdfast_${name}_plugin
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/holdfast/plugins COMPONENT ${name})
    add_dependencies(families holdfast_${name}_plugin)
    set_property(GLOBAL APPEND PROPERTY HOLDFAST_FAMILIES ${name})
endfunction()

# holdfast_add_family(name found PACKAGES ...): adds the folder of a family, unless its library was not found or its option is off.
function(holdfast_add_family name found)
    cmake_parse_arguments(ARG "" "" "PACKAGES" ${ARGN})
    string(TOUPPER ${name} upper)
    option(HOLDFAST_FAMILY_${upper} "Build the devices in core/instruments/${name}" ON)
    list(JOIN ARG_PACKAGES ", " packages)
    if(NOT HOLDFAST_FAMILY_${upper})
        message(STATUS "Without the devices in core/instruments/${name}: HOLDFAST_FAMILY_${upper} is off.")
    elseif(NOT ${found})
        message(STATUS "Without the devices in core/instruments/${name}: they need ${packages}.")
    else()
        add_subdirectory(instruments/${name})
    endif()
endfunction()

# All plug-ins.
add_custom_target(families ALL)

pkg_check_modules(aravis IMPORTED_TARGET aravis-0.8)
pkg_check_modules(gstreamer IMPORTED_TARGET gstreamer-1.0 gstreamer-app-1.0 gstreamer-video-1.0 gio-2.0)
foreach(library aravis gstreamer)
    if(TARGET PkgConfig::${library})
        # Their -pthread does not go with precompiled headers, which are made without it.
        set_target_properties(PkgConfig::${library} PROPERTIES INTERFACE_COMPILE_OPTIONS "")
    endif()
endforeach()
find_package(Qt6 6.4 QUIET OPTIONAL_COMPONENTS SerialPort)
holdfast_add_family(aravis aravis_FOUND PACKAGES libaravis-dev libusb-1.0-0-dev)
holdfast_add_family(gstreamer gstreamer_FOUND PACKAGES libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev)
holdfast_add_family(micromanager TRUE)
holdfast_add_family(remote TRUE)
holdfast_add_family(sangaboard Qt6SerialPort_FOUND PACKAGES qt6-serialport-dev)
