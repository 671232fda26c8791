// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/ctlexitcode.h"
#include "core/journal/historyquery.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>
#include <variant>

namespace Holdfast::Ctl {

enum class CtlCommand {
    LockStatus,
    LockWatch,
    LockRun,
    LockAsk,
    LockBreak,
    History,
    Stop,
    ClearStop,
};

//! \brief What the user asked for on the command line of holdfastctl.
struct CtlCommandLine
{
    CtlCommand command = CtlCommand::LockStatus;
    QUrl server; //!< with the path prefix, without a slash at the end
    bool json = false;

    QString reason;                    //!< never empty where a reason is required
    std::optional<quint64> generation; //!< of the hold that is meant; without one: the present

    QStringList program; //!< what "lock run" runs, and its arguments
    QString label;
    QString note;
    std::chrono::milliseconds ttl {30'000};
    std::optional<std::chrono::milliseconds>
        wait;                 //!< without one: as long as the server thinks fit
    HistoryQuery history;     //!< its limit is that of all pages together
    bool keepRunning = false; //!< a lost lease does not end the program
};

//! \brief The command line wants a text printed and nothing else: help, or what is wrong with it.
struct CtlAnswer
{
    QString text; //!< ends with a line break
    CtlExitCode exitCode = CtlExitCode::Done;
};

//! Reads \a arguments, the program's name first. \a defaultServer is what the environment says, or
//! empty. Needs no application object.
std::variant<CtlCommandLine, CtlAnswer> parseCtlCommandLine(const QStringList &arguments,
                                                            const QString &defaultServer);

} // namespace Holdfast::Ctl
