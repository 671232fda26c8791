// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/processsignals.h"
#include "app/holdfastctl/task/ctltask.h"
#include "app/holdfastctl/task/leasedcommand.h"
#include "core/client/leasekeeper.h"
#include "core/client/leaserequest.h"
#include "core/client/lockfollower.h"

#include <memory>

namespace Holdfast::Ctl {

//! \brief "lock run": takes the lock, runs a command, lets go.
class LockRun : public CtlTask
{
    Q_OBJECT
public:
    LockRun(Console &output, const CtlCommandLine &line);

    void start() override;

private:
    void onSignal(int signal);
    void onGranted(const NewLease &lease);
    void onLost(const LeaseLoss &loss);
    void onCommandEnded(int exitCode);
    //! Tells a person for what the request waits.
    void noteRequest();
    //! Tells a person how the lease has ended.
    void noteLease();
    //! Says why the command does not run.
    void noteNotStarted(int exitCode);

    enum class Phase {
        Asking,
        Running,
        Releasing,
    };

    ProcessSignals m_signals;
    LeaseRequest m_request;
    LeasedCommand m_command;
    std::unique_ptr<LeaseKeeper> m_keeper;
    LockFollower m_follower; //!< tells of a break sooner than a renewal
    Phase m_phase = Phase::Asking;
    bool m_isLost = false;
    int m_exitCode = 0;
};

} // namespace Holdfast::Ctl
