// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/theme/desktopscheme.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace Holdfast {

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colorScheme = QStringLiteral("color-scheme");

} // namespace

DesktopScheme::DesktopScheme(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
{
    if (!bus.isConnected())
        return;
    QDBusConnection(bus).connect(service, path, interface, QStringLiteral("SettingChanged"), this,
                                 SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage question =
        QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    question << appearance << colorScheme;
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        if (reply.isError())
            return; // a desktop without the portal
        // The portal wraps the value twice.
        const QVariant value = reply.value().variant();
        const auto inner =
            value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
        set(inner.toUInt());
    });
}

void DesktopScheme::settingChanged(const QString &space, const QString &key,
                                   const QDBusVariant &value)
{
    if (space == appearance && key == colorScheme)
        set(value.variant().toUInt());
}

void DesktopScheme::set(uint value)
{
    // 0: no preference, 1: dark, 2: light.
    const auto scheme = value == 1   ? std::optional(ColourScheme::Dark)
                        : value == 2 ? std::optional(ColourScheme::Light)
                                     : std::nullopt;
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    Q_EMIT changed();
}

} // namespace Holdfast
