// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/announce/announcement.h"
#include "app/announce/avahientrygroup.h"

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QObject>

#include <memory>

namespace Holdfast {

//! \brief Announces the station on the local network by DNS-SD, for as long as the object lives.
//!
//! Avahi makes the announcement. Nothing waits for Avahi; when Avahi is not there, or ends, the log
//! gets one line and everything else works. Whenever it starts, the station is announced (again).
class ServiceAnnouncer : public QObject
{
    Q_OBJECT
public:
    //! \a bus is the one with Avahi on it: the system's.
    ServiceAnnouncer(const QDBusConnection &bus, const Announcement &what,
                     QObject *parent = nullptr);
    //! Withdraws the announcement.
    ~ServiceAnnouncer() override;

Q_SIGNALS:
    //! Emitted when the network knows the announcement, as \a name; that may differ from the name
    //! that was asked for.
    void announced(const QString &name);
    //! Emitted when the network does not know the announcement, or no longer; \a what is the line
    //! in the log.
    void problem(const QString &what);

private Q_SLOTS:
    void serverStateChanged(int state, const QString &error);

private:
    void ownerChanged(const QString &before, const QString &after);
    void askForServerState();
    void begin();
    void complain(const QString &what);
    void giveUp(const QString &reason);

    const QDBusConnection m_bus;
    const Announcement m_what;
    QDBusServiceWatcher m_watcher;
    std::unique_ptr<AvahiEntryGroup> m_group; //!< only while Avahi runs
};

} // namespace Holdfast
