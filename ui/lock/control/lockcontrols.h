// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"

#include <QWidget>

#include <optional>

class QStackedWidget;

namespace Holdfast {

class ControlLease;
class LockButtons;
class ReasonForm;
class TextBox;

//! \brief The operator's actions for the lock: take control, ask for it, break another owner's
//! hold, reserve it for this machine. Reports the outcome.
class LockControls : public QWidget
{
    Q_OBJECT
public:
    explicit LockControls(const OperatorAccess &access, QWidget *parent = nullptr);

    //! Returns the widget with the outcome of the last click, to be put where it moves no button;
    //! hidden while there is no outcome.
    QWidget *answer() const { return m_answer; }
    //! Gives control back, or leaves the queue for it.
    void letGo();

private:
    enum class Purpose { None, Ask, Break, Reserve };

    void showPage(QWidget *page);
    void createAnswer();
    void connectButtons();
    void showStatus(const LockStatus &status);
    void refresh();

    void openForm(Purpose purpose);
    void checkForm();
    void closeForm();
    void confirm(const QString &reason);
    void ask(const QString &reason);
    void breakHold(const QString &reason);
    void showReport(const Result<BreakReport> &report);
    void setLocalOnly(bool localOnly, const QString &reason);
    void say(const QString &text);

    Session m_session;
    LockStatus m_status;
    ControlLease *m_control;
    QStackedWidget *m_pages; //!< the buttons, or the form in their place
    LockButtons *m_buttons;
    ReasonForm *m_form;
    QWidget *m_answer;
    TextBox *m_said;

    Purpose m_purpose = Purpose::None;   //!< of the form
    LockStatus m_seen;                   //!< the lock as it was when the form was opened
    std::optional<BreakReport> m_report; //!< of a break whose operation has not come to its end
};

} // namespace Holdfast
