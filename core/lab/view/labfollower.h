// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/eventfollower.h"
#include "core/lab/labstatus.h"

#include <QObject>

namespace Holdfast {

//! \brief Follows what a station says of its lab (GET /lab/events). A station that is away, or that says nothing for too long, is
//! tried again and again.
class LabFollower : public QObject
{
    Q_OBJECT
public:
    //! \a station lives longer.
    explicit LabFollower(RemoteStation &station, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    //! The lab as it is, at each change and after each connection; \a told as the station told it.
    void stateCame(const Holdfast::LabStatus &state, const Holdfast::Json &told);
    //! The station told something else than the state of a lab.
    void nonsenseCame();
    //! The connection is lost, or could not be made; it is tried again.
    void lost(const Holdfast::StationAnswer &answer);
    //! There is nothing to follow. It is not tried again.
    void failed(const Holdfast::StationAnswer &answer);

private:
    void take(const ServerEvent &event);

    EventFollower m_events;
};

} // namespace Holdfast
