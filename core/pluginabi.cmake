# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Writes a header with the version of the plug-in interface: cmake -DVERSION=... -DHEADERS=a,b -DOUTPUT=... -P pluginabi.cmake

string(REPLACE "," ";" headers "${HEADERS}")
set(code)
foreach(header IN LISTS headers)
    file(READ ${header} text)
    string(REGEX REPLACE "//[^\n]*" "" text "${text}")
    string(REGEX REPLACE "[ \t\r\n]+" " " text "${text}")
    string(APPEND code "${text}")
endforeach()
string(SHA256 hash "${code}")
string(SUBSTRING ${hash} 0 8 HASH)
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT [[
// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

//! The interface that a plug-in is built for: the version of Holdfast, and a hash of its public headers.
#define HOLDFAST_THING_PLUGIN "org.holdfast.ThingPlugin/@VERSION@/@HASH@"
]] @ONLY)
