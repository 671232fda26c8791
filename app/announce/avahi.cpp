// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/announce/avahi.h"

#include <QDBusPendingCallWatcher>

namespace Holdfast::Avahi {

QDBusMessage serverCall(const QString &method)
{
    return QDBusMessage::createMethodCall(service(), serverPath(), serverInterface(), method);
}

void ask(const QDBusConnection &bus, const QDBusMessage &call, QObject *context,
         std::function<void(const QDBusMessage &)> then)
{
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(call), context);
    QObject::connect(answer, &QDBusPendingCallWatcher::finished, context,
                     [answer, then = std::move(then)] {
                         answer->deleteLater();
                         then(answer->reply());
                     });
}

} // namespace Holdfast::Avahi
