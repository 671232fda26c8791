// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/theme/colourscheme.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>

#include <optional>

namespace Holdfast {

//! \brief Whether the desktop is light or dark, from the settings portal of freedesktop.org
//! (org.freedesktop.appearance color-scheme), as it changes. Waits for nothing.
class DesktopScheme : public QObject
{
    Q_OBJECT
public:
    explicit DesktopScheme(const QDBusConnection &bus = QDBusConnection::sessionBus(),
                           QObject *parent = nullptr);

    //! Returns the desktop's scheme; empty while, or where, the desktop does not report one.
    std::optional<ColourScheme> scheme() const { return m_scheme; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void set(uint value);

    std::optional<ColourScheme> m_scheme;
};

} // namespace Holdfast
