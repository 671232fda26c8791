# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later

# What makes a defect harder to exploit, and a program that does not tell where it was built.

include(CheckCXXCompilerFlag)
include(CheckPIESupported)
check_pie_supported() # Qt asks for it; this lets CMake tell the linker.

target_compile_options(holdfast_strict INTERFACE
    -fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
    -ffile-prefix-map=${PROJECT_BINARY_DIR}=build -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
target_link_options(holdfast_strict INTERFACE
    -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--as-needed)

# Control flow, as the processor can protect it.
foreach(flag -fcf-protection=full -mbranch-protection=standard)
    string(MAKE_C_IDENTIFIER HOLDFAST_HAS${flag} has)
    check_cxx_compiler_flag(${flag} ${has})
    if(${has})
        target_compile_options(holdfast_strict INTERFACE ${flag})
    endif()
endforeach()
