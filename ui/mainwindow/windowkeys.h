// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/keys/keymap.h"

#include <QObject>

class QWidget;

namespace Holdfast {

class UserSettings;

//! \brief Gives the actions of a window the keys that the operator has chosen for them.
class WindowKeys : public QObject
{
    Q_OBJECT
public:
    //! Handles the actions that \a window has by now. \a settings outlive it.
    WindowKeys(QWidget *window, const UserSettings *settings);

private:
    void apply();

    QWidget *m_window;
    const UserSettings *m_settings;
    KeyMap m_keys; //!< that the actions have
};

} // namespace Holdfast
