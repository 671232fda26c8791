// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/console.h"
#include "app/holdfastctl/processsignals.h"
#include "app/holdfastctl/task/ctltask.h"
#include "core/client/lockfollower.h"

#include <QElapsedTimer>
#include <QStringList>
#include <QTimer>

#include <optional>

namespace Holdfast::Ctl {

//! \brief "lock watch": shows the lock as it changes, until it is interrupted. A server that is away
//! is waited for.
class LockWatch : public CtlTask
{
    Q_OBJECT
public:
    static constexpr qsizetype mostRefusals = 5;

    LockWatch(Console &output, const CtlCommandLine &line);

    void start() override;

private:
    void showState(const LockOverview &state, const Json &told);
    void showRefusal(const HistoryEntry &refusal, const Json &told);
    void showLoss(const StationAnswer &answer);
    void print(QStringList lines) const;
    void refresh();

    ProcessSignals m_signals;
    LockFollower m_follower;
    QTimer m_clock; //!< on a terminal: the times go on
    std::optional<TerminalView> m_terminal;

    QString m_problem; //!< why the server is away; empty when it is not
    std::optional<LockOverview> m_state;
    QElapsedTimer m_age;       //!< of the state
    QElapsedTimer m_away;      //!< since when the server is
    QStringList m_refusals {}; //!< the latest first
};

} // namespace Holdfast::Ctl
