// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/stage/axis.h"

#include <QObject>

class QKeyEvent;
class QWidget;

namespace Holdfast {

//! \brief The keys that move the stage, in a whole window: arrows, Page Up and Page Down.
//!
//! They belong to the stage only while the focus is not in something that needs them itself: a
//! text, a number, a list, a table.
class StageKeys : public QObject
{
    Q_OBJECT
public:
    //! In the window that \a widget is, or will be, in.
    explicit StageKeys(QWidget *widget);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    //! \a direction is 1 or -1; \a repeated while the key is held down.
    void pressed(Holdfast::Axis axis, int direction, bool repeated);

private:
    bool isForStage(const QObject *watched) const;

    QWidget *m_widget;
};

} // namespace Holdfast
