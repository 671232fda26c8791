// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/windowkeys.h"

#include "ui/settings/usersettings.h"

#include <QAction>
#include <QWidget>

namespace Holdfast {

WindowKeys::WindowKeys(QWidget *window, const UserSettings *settings)
    : QObject(window)
    , m_window(window)
    , m_settings(settings)
{
    connect(settings, &UserSettings::changed, this, &WindowKeys::apply);
    apply();
}

void WindowKeys::apply()
{
    const KeyMap &keys = m_settings->keys();
    if (keys == m_keys)
        return;
    m_keys = keys;
    for (const KeyCommand &command : keyCommands()) {
        if (command.kind != KeyCommand::Kind::Action)
            continue;
        for (auto *action : m_window->findChildren<QAction *>(command.id))
            action->setShortcuts(keys.keys(command.id));
    }
}

} // namespace Holdfast
