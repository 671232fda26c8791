// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/camera/picture/picture.h"
#include "ui/operation/operation.h"

#include <QObject>

namespace Holdfast {

//! \brief Has the camera take a picture, one at a time, under a hold of the lock for that picture alone.
class PictureTaker : public QObject
{
    Q_OBJECT
public:
    explicit PictureTaker(const OperatorAccess &access, QObject *parent = nullptr);

    //! Takes one, unless one is being taken. Waits \a lockWait for the lock.
    void take(const QString &format, std::chrono::milliseconds lockWait);
    void cancel();

    bool isBusy() const { return m_operation.isUnderWay() || m_isFetching; }
    //! Returns the camera's part of the work: the picture still has to be fetched when that has
    //! ended.
    const Operation &operation() const { return m_operation; }

Q_SIGNALS:
    void changed();
    void taken(const Holdfast::TakenPicture &picture);
    //! Emitted when there is no picture; \a problem gives the reason and the remedy.
    void failed(const QString &problem, Holdfast::Outcome::Kind kind);

private:
    void end(const Outcome &outcome);
    void fetch();
    void fail(const Outcome &outcome);

    Session m_session;
    Operation m_operation;
    bool m_isFetching = false;
};

} // namespace Holdfast
