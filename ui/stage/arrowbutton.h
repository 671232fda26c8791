// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/stage/stagerule.h"

#include <QKeySequence>
#include <QList>
#include <QToolButton>

namespace Holdfast {

//! \brief An arrow that moves one step along an axis, or on and on while it is held down: see
//! HeldControl. Its tool tip names the key, and the reason when it may not be used.
class ArrowButton : public QToolButton
{
    Q_OBJECT
public:
    ArrowButton(Axis axis, int direction, QWidget *parent = nullptr);

    //! Returns the command that has the key of this button: see KeyMap.
    QString command() const { return m_command; }
    void setKeys(const QList<QKeySequence> &keys);
    void setPermission(const Permission &permission);

private:
    void showToolTip();

    QString m_command;
    QString m_purpose;
    Permission m_permission;
};

} // namespace Holdfast
