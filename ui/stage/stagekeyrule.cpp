// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagekeyrule.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace Holdfast::StageKeyRule {

bool takesText(const QWidget *widget)
{
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget))
        return !text->isReadOnly();
    if (const auto *text = qobject_cast<const QTextEdit *>(widget))
        return !text->isReadOnly();
    if (const auto *choice = qobject_cast<const QComboBox *>(widget))
        return choice->isEditable();
    return qobject_cast<const QAbstractSpinBox *>(widget) || qobject_cast<const QLineEdit *>(widget)
           || qobject_cast<const QMenu *>(widget) || qobject_cast<const QMenuBar *>(widget);
}

const QWidget *homeOf(const QWidget *widget)
{
    const QWidget *window = widget->window();
    return qobject_cast<const QDockWidget *>(window) && window->parentWidget()
               ? window->parentWidget()->window()
               : window;
}

const QWidget *receiverIn(const QWidget *widget)
{
    const QWidget *receiver = QApplication::focusWidget();
    if (!receiver) {
        // A window whose focus is nowhere still gets the keys.
        receiver = QApplication::activeWindow();
        if (!receiver)
            receiver = homeOf(widget);
        if (receiver->focusWidget())
            receiver = receiver->focusWidget();
    }
    return homeOf(receiver) == homeOf(widget) ? receiver : nullptr;
}

} // namespace Holdfast::StageKeyRule
