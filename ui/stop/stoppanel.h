// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "core/session/stopreport.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace Holdfast {

class StopButton;

//! \brief STOP, and what came of it.
class StopPanel : public QWidget
{
    Q_OBJECT
public:
    //! \a monitor tells about the same station as \a session (others' stops are shown as well).
    StopPanel(const Session &session, const StationMonitor *monitor, QWidget *parent = nullptr);

    //! Stops everything. Waits for nothing.
    void stop();

Q_SIGNALS:
    //! At once, before anything has been stopped: whoever has something planned drops it.
    void stopping();

private:
    void showReport(const StopReport &report);
    void say(const QString &text);

    Session m_session;
    StopButton *m_button;
    QLabel *m_report;
    QToolButton *m_dismiss;
};

} // namespace Holdfast
