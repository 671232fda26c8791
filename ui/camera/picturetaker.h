// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "core/session/session.h"
#include "ui/camera/picture.h"

#include <QObject>

namespace Holdfast {

class StationMonitor;

//! \brief Has the camera take a picture, one at a time, under a hold of the lock for that picture alone.
class PictureTaker : public QObject
{
    Q_OBJECT
public:
    enum class Phase {
        Idle,
        Waiting, //!< in the lock's queue
        Taking,
    };
    enum class Failure {
        Busy,      //!< the lock was not to be had in time
        Cancelled, //!< by the operator here, by somebody else, or by a stop
        Failed,    //!< the camera has failed
    };
    Q_ENUM(Failure)

    PictureTaker(const Session &session, const StationMonitor *monitor, QObject *parent = nullptr);

    //! Takes one, unless one is being taken. Waits \a lockWait for the lock.
    void take(const QString &format, std::chrono::milliseconds lockWait);
    void cancel();

    Phase phase() const { return m_phase; }
    //! Whom it waits for, and what they do.
    QString waitingFor() const { return m_waitingFor; }

Q_SIGNALS:
    void changed();
    void taken(const Holdfast::TakenPicture &picture);
    //! \a problem says why, and what helps.
    void failed(const QString &problem, Holdfast::PictureTaker::Failure failure);

private:
    void follow(const InvocationRecord &invocation);
    void hear(const LockStatus &status);
    void end(const Result<InvocationRecord> &ended);
    void fetch(const InvocationRecord &invocation);
    void fail(const QString &problem, Failure failure);
    void fail(const Error &error, bool hasBegun);

    Session m_session;
    Phase m_phase = Phase::Idle;
    QUuid m_invocation;
    bool m_isCancelledHere = false;
    QString m_waitingFor;
};

} // namespace Holdfast
