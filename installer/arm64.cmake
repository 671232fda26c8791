# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Builds for arm64, which a Raspberry Pi is, with Debian's cross compiler and its libraries for that architecture: ./dev package --arm64.

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
# As a package on such a computer has them.
set(CMAKE_INSTALL_LIBDIR lib/aarch64-linux-gnu CACHE STRING "")
set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE arm64)
set(ENV{PKG_CONFIG_LIBDIR} /usr/lib/aarch64-linux-gnu/pkgconfig:/usr/share/pkgconfig)
# Programs that were just built say what is in man pages, completions and the schema.
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64-static)
set(HOLDFAST_EMULATOR ${CMAKE_CROSSCOMPILING_EMULATOR})
