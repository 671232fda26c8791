// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/processsignals.h"
#include "app/holdfastctl/task/ctltask.h"
#include "app/holdfastctl/task/leasedcommand.h"

#include <QTimer>

#include <chrono>

namespace Holdfast::Ctl {

//! \brief "lock run --lab": takes a ticket of the lab, runs a command, gives the ticket back.
class LabRun : public CtlTask
{
    Q_OBJECT
public:
    LabRun(Console &output, const CtlCommandLine &line);

    void start() override;

private:
    enum class Phase {
        Asking,
        Running,
        Releasing,
    };

    void onSignal(int signal);
    void onAnswer(const StationAnswer &answer);
    void renew();
    void onRenewed(const StationAnswer &answer);
    void lose(const QString &why);
    void onCommandEnded(int exitCode);

    ProcessSignals m_signals;
    LeasedCommand m_command;
    QTimer m_renewal;
    QString m_path; //!< of the ticket
    std::chrono::milliseconds m_ttl {0};
    std::chrono::steady_clock::time_point m_end;  //!< of the ticket, unless it is renewed
    std::chrono::steady_clock::time_point m_sent; //!< the latest renewal
    Phase m_phase = Phase::Asking;
    bool m_isLost = false;
    int m_exitCode = 0;
};

} // namespace Holdfast::Ctl
