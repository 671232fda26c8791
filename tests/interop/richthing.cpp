// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/richthing.h"

namespace Holdfast {

RichThing::RichThing()
{
    describeThing(QStringLiteral("Of \"everything\" one: <b>&amp;</b> \u00e4\u20ac."),
                  QStringLiteral("Rich"));
    describe("count", QStringLiteral("How many.")).unit(Unit::Percent).range({0, 100});
    describe("number", QString()).withoutGlobalLock();
    describe("sum", QStringLiteral("Adds up."))
        .input("first", Unit::Micrometre, Range {-1, 1}, QStringLiteral("The first."));
}

int RichThing::sum(int first, double second, const QString &, bool)
{
    return first + static_cast<int>(second);
}

QList<Blob> RichThing::develop(const Example::Capture &)
{
    return {};
}

} // namespace Holdfast
