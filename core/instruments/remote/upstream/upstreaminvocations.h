// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <mutex>

namespace Holdfast {

//! Returns the path at which an \a invocation of the server \a origin, as that has told it, is asked for and cancelled.
QString upstreamPathOf(const Json &invocation, const QUrl &origin);

//! \brief The invocations that this station has begun at another server. Thread-safe.
class UpstreamInvocations
{
public:
    //! \brief While it lives, a request that begins an invocation is under way: one that is not known
    //! may be ours.
    class Beginning
    {
    public:
        explicit Beginning(UpstreamInvocations &invocations);
        ~Beginning();
        Q_DISABLE_COPY_MOVE(Beginning)

    private:
        UpstreamInvocations &m_invocations;
    };

    //! Notes an invocation of \a thing with the id \a id, which is cancelled with DELETE at \a path.
    void add(const QString &thing, const QString &id, const QString &path);
    //! Notes that it has ended.
    void remove(const QString &id);
    //! Notes that it is not known how it ended, because the server was not there any more.
    void abandon(const QString &id);

    //! Returns the paths of the running ones of \a thing.
    QStringList running(const QString &thing) const;
    //! Returns the paths of those that were abandoned, once.
    QStringList takeAbandoned();

    //! Returns whether one was begun here, also a while after its end.
    bool isOurs(const QString &id) const;
    //! Returns whether one is being begun now, or was since \a count() was this.
    bool hasBegun(quint64 count) const;
    //! Returns how many were begun.
    quint64 count() const;

private:
    struct Running
    {
        QString thing;
        QString path;
    };

    mutable std::mutex m_mutex;
    QHash<QString, Running> m_running;
    QHash<QString, QDeadlineTimer> m_ended; //!< until when they are remembered
    QStringList m_abandoned;
    int m_beginning = 0;
    quint64 m_count = 0;
};

} // namespace Holdfast
