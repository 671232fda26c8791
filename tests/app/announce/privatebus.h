// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QString>
#include <QStringList>

//! \brief A bus of the test's own, so that nothing of this computer's Avahi is seen or touched.
class PrivateBus
{
public:
    //! Starts it, and waits until it can be reached.
    PrivateBus();
    //! Ends it, and every connection that it gave.
    ~PrivateBus();
    Q_DISABLE_COPY_MOVE(PrivateBus)

    //! Returns whether there is a program for it on this computer.
    static bool isInstalled();

    //! Returns the address; empty when the bus could not start.
    QString address() const { return m_address; }
    //! Returns a connection of its own.
    QDBusConnection connection();

private:
    QProcess m_daemon;
    QString m_address;
    QStringList m_connections;
};
