// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast::Ctl {

//! \brief The exit codes of holdfastctl, which scripts rely on. docs/holdfastctl.md and --help list
//! the same.
//!
//! "lock run" ends with its command's own code, so its own codes lie where env, timeout and the
//! shells have theirs: out of the way of most programs.
enum class CtlExitCode {
    Done = 0,         //!< done; for "lock status": free
    NotDone = 1,      //!< for "lock status": held; else: nothing to do it to, or not yet done
    WrongUsage = 2,   //!< the command line, or a value that the server refuses
    NotReachable = 3, //!< no server, or it does not answer
    Refused = 4,      //!< stopped, local only, or not from this machine
    ServerProblem =
        5, //!< an answer that holdfastctl does not understand, or an error of the server

    NotPrinted = 6, //!< the output could not be printed, or was not read

    RunNotReachable = 120,
    RunNotGranted = 121, //!< another owner held the lock until the end of the wait
    RunRefused = 122,
    RunLeaseLost = 123, //!< while the command ran, with any code of its own
    RunServerProblem = 124,
    RunWrongUsage = 125,
    RunNotExecutable = 126,
    RunNotFound = 127,
    RunKilled = 128, //!< and the signal's number on top
};

constexpr int toInt(CtlExitCode code)
{
    return static_cast<int>(code);
}

//! Returns the code with which "lock run" reports the same outcome.
constexpr CtlExitCode inLockRun(CtlExitCode code)
{
    switch (code) {
    case CtlExitCode::NotDone:
        return CtlExitCode::RunNotGranted;
    case CtlExitCode::WrongUsage:
        return CtlExitCode::RunWrongUsage;
    case CtlExitCode::NotReachable:
        return CtlExitCode::RunNotReachable;
    case CtlExitCode::Refused:
        return CtlExitCode::RunRefused;
    case CtlExitCode::ServerProblem:
        return CtlExitCode::RunServerProblem;
    default:
        return code;
    }
}

} // namespace Holdfast::Ctl
