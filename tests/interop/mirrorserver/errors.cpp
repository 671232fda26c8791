// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/errors.h"

#include "core/lock/globallockbusyerror.h"

namespace Mirror {

namespace {

class CustomError : public Holdfast::ThingError
{
public:
    using ThingError::ThingError;
};

} // namespace

void Errors::custom()
{
    throw CustomError(QStringLiteral("made to measure"));
}

void Errors::value()
{
    throw Holdfast::ThingError(QStringLiteral("ValueError"), QStringLiteral("This never works!"));
}

void Errors::busy()
{
    Holdfast::LockStatus status;
    status.name = QStringLiteral("global lock");
    throw Holdfast::GlobalLockBusyError(status, {}, 0);
}

void Errors::cancelled()
{
    throw Holdfast::InvocationCancelled();
}

QString Errors::lockNeeded()
{
    const auto hold = holdGlobalLock(Holdfast::LockNeed::Always);
    return QStringLiteral("held");
}

} // namespace Mirror
