# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

# What plug-ins are built against, and how a program becomes one that loads them.
#
# A plug-in links nothing of Holdfast: it finds Holdfast's classes in the program that loads it, which exports them. So there is no
# shared library to find, relocate and keep in step at each start, no package for it, and a plug-in cannot bring a second copy of
# them. A plug-in that lacks something is refused when it is loaded.

# The headers that the author of a Thing includes, with all those that they include: no others are installed.
set(HOLDFAST_PUBLIC_HEADERS
    core/base/taskthread.h
    core/base/threadlocalscope.h
    core/base/workerthread.h
    core/config/thingplugin.h
    core/config/thingregistry.h
    core/instruments/camera/camera.h
    core/instruments/camera/cameraimage.h
    core/instruments/camera/frameproducer.h
    core/instruments/camera/imageformat.h
    core/instruments/stage/axisinversion.h
    core/instruments/stage/backlash.h
    core/instruments/stage/jog.h
    core/instruments/stage/jogdrive.h
    core/instruments/stage/softlimits.h
    core/instruments/stage/stage.h
    core/instruments/stage/stagemoves.h
    core/instruments/stage/stageposition.h
    core/instruments/stage/stepperstage.h
    core/lock/core/lockask.h
    core/lock/gate/threadrecord.h
    core/lock/globallock.h
    core/lock/globallockbusyerror.h
    core/lock/holder.h
    core/lock/lease.h
    core/lock/lockbreak.h
    core/lock/lockclass.h
    core/lock/lockguard.h
    core/lock/lockmemory.h
    core/lock/lockmode.h
    core/lock/lockpolicy.h
    core/lock/lockstatus.h
    core/lock/lockticket.h
    core/lock/lockyield.h
    core/lock/principal.h
    core/lock/refusalreason.h
    core/lock/waitingforbidden.h
    core/thing/affordances/affordances.h
    core/thing/affordances/annotation.h
    core/thing/affordances/runtimeaffordances.h
    core/thing/affordances/unit.h
    core/thing/blob.h
    core/thing/devicelock.h
    core/thing/fault.h
    core/thing/framestream.h
    core/thing/json/json.h
    core/thing/json/jsonconversion.h
    core/thing/progresspart.h
    core/thing/testing/runningaction.h
    core/thing/testing/thingcheck.h
    core/thing/testing/thingfixture.h
    core/thing/testing/thingsthread.h
    core/thing/thing.h
    core/thing/thingerror.h
    core/thing/thingresource.h
    core/thing/thingslot.h
    core/thing/thingsurroundings.h
    core/thing/validation/dataschema.h
    core/thing/value.h
    core/thing/workcontext.h)

# The rooms with what these headers declare. As their precompiled headers are made with hidden visibility, GCC would warn of
# each class that has a member from there, which does no harm: templates are compiled where they are used.
set(HOLDFAST_PLUGIN_ROOMS holdfast_base holdfast_lock holdfast_journal holdfast_thing holdfast_config holdfast_instruments holdfast_wire
    holdfast_client)
foreach(room IN LISTS HOLDFAST_PLUGIN_ROOMS)
    set_target_properties(${room} PROPERTIES CXX_VISIBILITY_PRESET default)
    target_compile_options(${room} PRIVATE -Wno-attributes)
endforeach()

# The function below is called in other folders, which do not see the variable.
set_property(GLOBAL PROPERTY HOLDFAST_PLUGIN_ROOMS ${HOLDFAST_PLUGIN_ROOMS})

# holdfast_loads_plugins(program): lets a program load plug-ins: it contains and exports all of these rooms.
function(holdfast_loads_plugins program)
    get_property(rooms GLOBAL PROPERTY HOLDFAST_PLUGIN_ROOMS)
    target_link_libraries(${program} PRIVATE ${rooms})
    # Not CMake's own WHOLE_ARCHIVE: it contains a room twice where others need it again.
    list(TRANSFORM rooms REPLACE "(.+)" "$<TARGET_FILE:\\1>" OUTPUT_VARIABLE archives)
    list(JOIN archives " " archives)
    target_link_options(${program} PRIVATE "SHELL:-Wl,--whole-archive ${archives} -Wl,--no-whole-archive")
    target_link_options(${program} PRIVATE LINKER:--dynamic-list=${PROJECT_SOURCE_DIR}/core/plugins.list)
    set_property(TARGET ${program} APPEND PROPERTY LINK_DEPENDS ${PROJECT_SOURCE_DIR}/core/plugins.list)
endfunction()

# A plug-in and a program fit together when they were built with the same of these headers, comments aside.
set(abi ${PROJECT_BINARY_DIR}/generated/core/config/pluginabi.h)
set(headers)
foreach(header IN LISTS HOLDFAST_PUBLIC_HEADERS)
    list(APPEND headers ${PROJECT_SOURCE_DIR}/${header})
endforeach()
string(REPLACE ";" "," headers_argument "${headers}")
add_custom_command(OUTPUT ${abi}
    COMMAND ${CMAKE_COMMAND} -DVERSION=${PROJECT_VERSION} -DHEADERS=${headers_argument} -DOUTPUT=${abi}
        -P ${PROJECT_SOURCE_DIR}/core/pluginabi.cmake
    DEPENDS ${headers} ${PROJECT_SOURCE_DIR}/core/pluginabi.cmake
    VERBATIM)
add_custom_target(holdfast_pluginabi DEPENDS ${abi})
add_dependencies(holdfast_config holdfast_pluginabi)
target_include_directories(holdfast_config PUBLIC $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/generated>)

# What the author of a Thing links.
add_library(holdfast_core INTERFACE)
add_library(Holdfast::Core ALIAS holdfast_core)
set_target_properties(holdfast_core PROPERTIES EXPORT_NAME Core)
target_compile_features(holdfast_core INTERFACE cxx_std_20)
target_include_directories(holdfast_core INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/holdfast>)
target_link_libraries(holdfast_core INTERFACE
    $<BUILD_INTERFACE:Holdfast::Config> $<BUILD_INTERFACE:Holdfast::Thing> $<BUILD_INTERFACE:Holdfast::Lock>
    Qt6::Core nlohmann_json::nlohmann_json)

# What it takes to build against an installation; the libraries are for tests of Things, which are programs of their own.
include(CMakePackageConfigHelpers)
foreach(name base lock thing thingtesting)
    string(SUBSTRING ${name} 0 1 first)
    string(TOUPPER ${first} first)
    string(SUBSTRING ${name} 1 -1 rest)
    set_target_properties(holdfast_${name} PROPERTIES EXPORT_NAME ${first}${rest})
endforeach()
set_target_properties(holdfast_thingtesting PROPERTIES EXPORT_NAME ThingTesting)
target_link_libraries(holdfast_base PUBLIC $<INSTALL_INTERFACE:Holdfast::Core>)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/Holdfast)
install(TARGETS holdfast_core holdfast_base holdfast_lock holdfast_thing holdfast_thingtesting
    EXPORT HoldfastTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/holdfast COMPONENT dev)
install(EXPORT HoldfastTargets NAMESPACE Holdfast:: DESTINATION ${package} COMPONENT dev)
configure_package_config_file(${CMAKE_CURRENT_SOURCE_DIR}/HoldfastConfig.cmake.in
    ${CMAKE_CURRENT_BINARY_DIR}/HoldfastConfig.cmake INSTALL_DESTINATION ${package}
    NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/HoldfastConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/HoldfastConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/HoldfastConfigVersion.cmake
    DESTINATION ${package} COMPONENT dev)
install(FILES ${abi} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/holdfast/core/config COMPONENT dev)
foreach(header IN LISTS HOLDFAST_PUBLIC_HEADERS)
    cmake_path(GET header PARENT_PATH folder)
    install(FILES ${PROJECT_SOURCE_DIR}/${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/holdfast/${folder} COMPONENT dev)
endforeach()
