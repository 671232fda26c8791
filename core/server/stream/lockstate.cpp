// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/lockstate.h"

#include "core/server/stream/eventsource.h"
#include "core/wire/lockoverview.h"

#include <QRandomGenerator>

namespace Holdfast {

namespace {

// Each number only grows, so the sum changes whenever one of them does.
quint64 versionOf(const LockStatus &global, const QList<LockStatus> &devices, quint64 journal)
{
    quint64 version = global.version + journal;
    for (const LockStatus &device : devices)
        version += device.version;
    return version;
}

} // namespace

LockStateWriter::LockStateWriter(const Session &session)
    : m_session(session)
    , m_run(QByteArray::number(QRandomGenerator::system()->generate(), 16))
{
}

quint64 LockStateWriter::version() const
{
    const LockAccess lock = m_session.lock();
    return versionOf(lock.status(), lock.devices(), lock.journalVersion());
}

LockStatePtr LockStateWriter::write() const
{
    const LockAccess lock = m_session.lock();
    // Read first: a later change is published once more.
    const quint64 journalVersion = lock.journalVersion();
    const LockStatus global = lock.status();
    const QList<LockStatus> devices = lock.devices();
    const LockOverview overview {lock.isEnabled(), global, lock.leases(), devices, lock.journal()};

    LockState state;
    state.version = versionOf(global, devices, journalVersion);
    state.id = m_run + '-' + QByteArray::number(state.version);
    state.json = toBytes(toJson(overview));
    state.event = serverSentEvent(state.id, {}, state.json);
    return std::make_shared<const LockState>(std::move(state));
}

QByteArray entityTag(const LockState &state)
{
    return "W/\"" + state.id + '"';
}

} // namespace Holdfast
