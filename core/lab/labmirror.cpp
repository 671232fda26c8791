// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labmirror.h"

#include "core/lab/labjson.h"

#include <QSet>

#include <algorithm>

namespace Holdfast {

LabMirror::LabMirror(const QString &lab)
    : m_keys(lab)
{
}

bool LabMirror::replace(const EtcdRangeAnswer &everything)
{
    const qint64 revision = everything.header.revision;
    if (m_clusterId != everything.header.clusterId) {
        *this = LabMirror(*this, everything.header.clusterId);
    } else if (revision < m_snapshot.revision) {
        return false;
    }
    bool isNews = false;
    QSet<QByteArray> found;
    for (const EtcdKeyValue &stored : everything.keyValues) {
        found.insert(stored.key);
        if (stored.modRevision > knownRevision(stored.key)) {
            set(stored);
            isNews = true;
        }
    }
    const QList<QByteArray> before = m_stored.keys();
    for (const QByteArray &key : before) {
        if (!found.contains(key) && knownRevision(key) <= revision) {
            remove(key, revision);
            isNews = true;
        }
    }
    advance(revision);
    return isNews;
}

void LabMirror::change(const QList<EtcdEvent> &events)
{
    for (const EtcdEvent &event : events) {
        const EtcdKeyValue &stored = event.keyValue;
        // What a read of everything has brought already is known, although a deletion leaves nothing behind.
        if (stored.modRevision <= m_snapshot.revision
            || stored.modRevision <= knownRevision(stored.key))
            continue;
        if (event.isDelete)
            remove(stored.key, stored.modRevision);
        else
            set(stored);
    }
    if (!events.isEmpty())
        advance(events.constLast().keyValue.modRevision);
}

void LabMirror::commit(const EtcdTxn &txn, qint64 revision, bool isQueueKnown)
{
    if (revision <= m_snapshot.revision)
        return;
    for (const EtcdOperation &operation : txn.success) {
        if (const auto *put = std::get_if<EtcdPut>(&operation)) {
            if (knownRevision(put->key) >= revision)
                continue;
            const auto before = m_stored.constFind(put->key);
            const qint64 created =
                before == m_stored.constEnd() ? revision : before->createRevision;
            set({put->key, put->value, created, revision, put->lease});
        } else if (const auto *deletion = std::get_if<EtcdDelete>(&operation)) {
            if (knownRevision(deletion->keys.key) < revision)
                remove(deletion->keys.key, revision);
        }
    }
    if (revision == m_snapshot.revision + 1)
        advance(revision); // nothing can have happened in between
    else if (isQueueKnown)
        m_snapshot.queueRevision = std::max(m_snapshot.queueRevision, revision);
}

LabMirror::LabMirror(const LabMirror &other, quint64 clusterId)
    : m_keys(other.m_keys)
    , m_clusterId(clusterId)
{
}

qint64 LabMirror::knownRevision(const QByteArray &key) const
{
    const auto stored = m_stored.constFind(key);
    if (stored != m_stored.constEnd())
        return stored->modRevision;
    return m_deleted.value(key, 0);
}

void LabMirror::set(const EtcdKeyValue &stored)
{
    m_deleted.remove(stored.key);
    m_stored.insert(stored.key, stored);
    interpret(stored.key);
}

void LabMirror::remove(const QByteArray &key, qint64 revision)
{
    m_stored.remove(key);
    m_deleted.insert(key, revision);
    interpret(key);
}

void LabMirror::advance(qint64 revision)
{
    m_snapshot.revision = std::max(m_snapshot.revision, revision);
    m_snapshot.queueRevision = std::max(m_snapshot.queueRevision, revision);
    m_deleted.removeIf([this](std::pair<const QByteArray &, qint64 &> each) {
        return each.second <= m_snapshot.revision;
    });
}

void LabMirror::interpret(const QByteArray &key)
{
    const std::optional<LabKeys::Name> about = m_keys.read(key);
    if (!about)
        return;
    const QString &name = about->name;
    const auto found = m_stored.constFind(key);
    const bool isThere = found != m_stored.constEnd();
    const auto keep = [&](auto &map, const auto &read) {
        if (isThere)
            map.insert(name, read(*found));
        else
            map.remove(name);
    };
    switch (about->kind) {
    case LabKeys::Kind::Resource:
        keep(m_snapshot.resources,
             [&](const EtcdKeyValue &stored) { return LabJson::readResource(name, stored); });
        break;
    case LabKeys::Kind::Station:
        keep(m_snapshot.stations,
             [&](const EtcdKeyValue &stored) { return LabJson::readStation(name, stored); });
        break;
    case LabKeys::Kind::Ticket: {
        const std::optional<LabTicket> ticket =
            isThere ? LabJson::readTicket(name, *found) : std::nullopt;
        if (ticket)
            m_snapshot.tickets.insert(name, *ticket);
        else
            m_snapshot.tickets.remove(name);
        break;
    }
    case LabKeys::Kind::Owner:
        keep(m_snapshot.owners, &LabJson::readOwner);
        break;
    case LabKeys::Kind::Row:
        keep(m_snapshot.rows, &LabJson::readRow);
        break;
    case LabKeys::Kind::Notice:
        keep(m_snapshot.notices, &LabJson::readNotice);
        break;
    }
}

} // namespace Holdfast
