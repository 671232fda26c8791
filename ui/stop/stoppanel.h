// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/stopreport.h"
#include "ui/base/operatoraccess.h"

#include <QWidget>

class QPushButton;
class QToolButton;

namespace Holdfast {

class PlainLabel;
class StopButton;
class TextBox;

//! \brief STOP and its outcome. While everything is stopped the panel shows it in a colour that
//! nothing else has, and offers to clear the stop.
class StopPanel : public QWidget
{
    Q_OBJECT
public:
    //! \a access: its monitor and session are of the same station (stops by others are shown as
    //! well).
    explicit StopPanel(const OperatorAccess &access, QWidget *parent = nullptr);

    //! Stops everything. Waits for nothing.
    void stop();

Q_SIGNALS:
    //! Emitted at once, before anything has been stopped: the listeners drop their planned work.
    void stopping();

private:
    void createParts();
    void showReport(const StopReport &report);
    void showMode(const LockModeRecord &mode);
    void colour();
    void clear();
    void say(const QString &text);

    Session m_session;
    StopButton *m_button;
    PlainLabel *m_state;
    TextBox *m_report;
    QPushButton *m_clear;
    QToolButton *m_dismiss;
    bool m_isStopped = false;
};

} // namespace Holdfast
