// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/console.h"
#include "app/holdfastctl/processsignals.h"
#include "app/holdfastctl/task/ctltask.h"
#include "core/lab/view/labfollower.h"

#include <QElapsedTimer>
#include <QTimer>

#include <optional>

namespace Holdfast::Ctl {

//! \brief "lab watch": shows the lab as it changes, until it is interrupted. A server that is away is waited for.
class LabWatch : public CtlTask
{
    Q_OBJECT
public:
    LabWatch(Console &output, const CtlCommandLine &line);

    void start() override;

private:
    void showState(const LabStatus &state, const Json &told);
    void showLoss(const StationAnswer &answer);
    void print(QStringList lines) const;
    void refresh();

    ProcessSignals m_signals;
    LabFollower m_follower;
    QTimer m_clock; //!< on a terminal: the time that a server is away goes on
    std::optional<TerminalView> m_terminal;

    QString m_problem; //!< why the server is away; empty when it is not
    std::optional<LabStatus> m_state;
    QElapsedTimer m_away; //!< since when the server is
};

} // namespace Holdfast::Ctl
