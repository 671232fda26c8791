// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/faulty.h"

namespace Mirror {

namespace {

[[noreturn]] void fail(const QString &what)
{
    throw Holdfast::ThingError(QStringLiteral("ValueError"), QStringLiteral("broken ") + what);
}

} // namespace

Faulty::Faulty()
{
    describeThing(QStringLiteral("Properties that fail, each in another way."));
    describe("unresettable", {}).resetsTo(0);
    describe("outOfRange", {}).range({0, 10});
}

int Faulty::unreadable() const
{
    fail(QStringLiteral("getter"));
}

void Faulty::setUnwritable(int)
{
    fail(QStringLiteral("setter"));
}

void Faulty::setUnresettable(int value)
{
    if (value == 0)
        fail(QStringLiteral("resetter"));
}

CannotBeMade::CannotBeMade()
{
    throw Holdfast::ThingError(QStringLiteral("It cannot be made."));
}

void CannotOpen::open()
{
    throw Holdfast::ThingError(QStringLiteral("It does not open."));
}

} // namespace Mirror
