// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/locked.h"

namespace Mirror {

Locked::Locked()
{
    describeThing(QStringLiteral("What takes the global lock, and what does not."));
    for (const char *name : {"freeData", "letGo", "holding", "freeFunctional", "watch",
                             "freeAction", "sneak", "byHand"})
        describe(name, {}).withoutGlobalLock();
}

void Locked::setLockedData(int value)
{
    const auto hold = holdGlobalLock();
    m_lockedData = value;
}

void Locked::waitUntilLetGo()
{
    m_holding = true;
    while (!m_letGo)
        Holdfast::cancellableSleep(std::chrono::milliseconds {10});
    m_holding = false;
    m_letGo = false;
}

void Locked::hold()
{
    waitUntilLetGo();
}

void Locked::watch()
{
    waitUntilLetGo();
}

QString Locked::lockedAction()
{
    const auto hold = holdGlobalLock();
    return QStringLiteral("with");
}

void Locked::sneak()
{
    setLockedData(99);
}

int Locked::nested()
{
    setLockedData(5);
    lockedAction();
    return m_lockedData;
}

QString Locked::byHand()
{
    const auto hold = holdGlobalLock(Holdfast::LockNeed::Always);
    return QStringLiteral("held");
}

} // namespace Mirror
