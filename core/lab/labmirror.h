// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labkeys.h"
#include "core/lab/labsnapshot.h"

#include <QHash>

namespace Holdfast {

//! \brief A station's copy of its lab's keys in etcd. A value.
//!
//! It is fed by reads of everything, by the changes that a watch reports, and by the station's own transactions, whose effects
//! would otherwise come back too late to decide by. These may come in any order: no key ever goes back to an older state.
class LabMirror
{
public:
    explicit LabMirror(const QString &lab);

    const LabKeys &keys() const { return m_keys; }
    const LabSnapshot &snapshot() const { return m_snapshot; }
    //! The cluster that it is a copy of; 0: nothing is known yet.
    quint64 clusterId() const { return m_clusterId; }

    //! Takes over everything that there is in the lab. Returns whether that was news, which a watch should have reported: then it
    //! lags. An answer that is older than what is known is passed over. One of another cluster replaces everything.
    bool replace(const EtcdRangeAnswer &everything);
    //! Takes over changes in the order in which a watch reports them.
    void change(const QList<EtcdEvent> &events);
    //! Takes over what a transaction of this station has written at \a revision. \a isQueueKnown: one of its conditions was that no
    //! ticket was written since the snapshot.
    void commit(const EtcdTxn &txn, qint64 revision, bool isQueueKnown);

private:
    //! An empty copy of the same lab in another cluster.
    LabMirror(const LabMirror &other, quint64 clusterId);
    qint64 knownRevision(const QByteArray &key) const;
    void set(const EtcdKeyValue &stored);
    void remove(const QByteArray &key, qint64 revision);
    void advance(qint64 revision);
    void interpret(const QByteArray &key);

    LabKeys m_keys;
    LabSnapshot m_snapshot;
    quint64 m_clusterId = 0;
    QHash<QByteArray, EtcdKeyValue> m_stored;
    //! Keys that were deleted after the snapshot's revision, and when: an older change of them may still be reported.
    QHash<QByteArray, qint64> m_deleted;
};

} // namespace Holdfast
