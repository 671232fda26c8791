// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The entry points of libFuzzer, for a program with one target.

#include "tests/fuzz/fuzztarget.h"

#include <cstddef>
#include <cstdint>

// NOLINTBEGIN(readability-identifier-naming, readability-non-const-parameter): libFuzzer declares them so
extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    Holdfast::Fuzz::prepare();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto run = Holdfast::Fuzz::targets().begin()->second;
    run(QByteArrayView(data, qsizetype(size)));
    return 0;
}
// NOLINTEND(readability-identifier-naming, readability-non-const-parameter)
