// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>
#include <QDBusMessage>

#include <functional>

class QObject;

// Avahi, the system's service for DNS-SD, as it is spoken to over D-Bus.
namespace Holdfast::Avahi {

inline QString service()
{
    return QStringLiteral("org.freedesktop.Avahi");
}
inline QString serverPath()
{
    return QStringLiteral("/");
}
inline QString serverInterface()
{
    return QStringLiteral("org.freedesktop.Avahi.Server");
}
inline QString entryGroupInterface()
{
    return QStringLiteral("org.freedesktop.Avahi.EntryGroup");
}
inline QString collisionError()
{
    return QStringLiteral("org.freedesktop.Avahi.CollisionError");
}

enum class ServerState { Invalid, Registering, Running, Collision, Failure };
enum class GroupState { Uncommitted, Registering, Established, Collision, Failure };

//! Returns a call of \a method of the server, ready to be sent.
QDBusMessage serverCall(const QString &method);

//! Sends \a call and goes on. \a then gets the answer, which may be an error, unless \a context is
//! gone by then.
void ask(const QDBusConnection &bus, const QDBusMessage &call, QObject *context,
         std::function<void(const QDBusMessage &)> then);

} // namespace Holdfast::Avahi
