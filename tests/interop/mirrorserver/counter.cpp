// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/counter.h"

namespace Mirror {

Counter::Counter()
{
    describeThing(QStringLiteral("Counts."));
    describe("count", QStringLiteral("How many."));
    describe("increment", QStringLiteral("One more."));
}

void Counter::increment()
{
    const auto hold = holdGlobalLock();
    m_count.update([](int &count) { ++count; });
}

} // namespace Mirror
