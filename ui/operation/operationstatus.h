// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/operation/operation.h"

#include <QFrame>

class QPushButton;

namespace Holdfast {

class TextBox;

//! \brief Runs the actions of a panel, one at a time, and shows their state: for which owner of the lock one
//! waits, how far it has come, or why it was not done; with a button that cancels it.
class OperationStatus : public QFrame
{
    Q_OBJECT
public:
    //! \a objectName is the frame's; the text in it gets the same with "Text", the button with "Cancel".
    OperationStatus(const OperatorAccess &access, const QString &objectName,
                    QWidget *parent = nullptr);

    //! Starts an action, unless one is under way. \a doing is shown while it runs.
    void run(const QString &thing, const QString &action, const Json &input, const QString &doing);
    //! Sets the text that is shown when nothing is under way and there was no problem.
    void setIdleText(const QString &text);

    bool isUnderWay() const { return m_operation.isUnderWay(); }
    //! Returns the text on show.
    QString text() const;

Q_SIGNALS:
    //! Emitted when an action begins or ends, and with each progress.
    void changed();
    //! Emitted when an action has been done; \a output is what it returned.
    void done(const QString &action, const Holdfast::Json &output);

private:
    void end(const Outcome &outcome);
    void refresh();

    Operation m_operation;
    QString m_action;
    QString m_doing;
    QString m_idle;
    QString m_problem;
    TextBox *m_text;
    QPushButton *m_cancel;
};

} // namespace Holdfast
