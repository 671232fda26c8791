// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/ctlexitcode.h"
#include "core/client/pinnedcertificate.h"
#include "core/journal/history/historyquery.h"
#include "core/server/access/role.h"

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
    Plugins,
    LabStatus,
    LabWatch,
    LabStop,
    TokenCreate,
    TokenList,
    TokenRevoke,
};

//! \brief The request of the user on the command line of holdfastctl.
struct CtlCommandLine
{
    CtlCommand command = CtlCommand::LockStatus;
    QUrl server;                      //!< with the path prefix, without a slash at the end
    QByteArray token {};              //!< for the server; empty: none
    PinnedCertificate certificate {}; //!< that the server has to have, if it is set
    bool json = false;

    QString reason;                    //!< never empty where a reason is required
    std::optional<quint64> generation; //!< of the hold that is meant; without one: the present

    QStringList program; //!< the program of "lock run", and its arguments
    QStringList lab {};  //!< the resources of the lab that it needs; empty: the station's lock
    QString label;
    QString note;
    std::chrono::milliseconds ttl {30'000};
    std::optional<std::chrono::milliseconds>
        wait;             //!< without one: as long as the server thinks fit
    HistoryQuery history; //!< its limit is that of all pages together
    QString tokenName;    //!< of the token that is made or revoked
    Role tokenRole = Role::Viewer;
    QString tokenFile; //!< is changed instead of asking the server; empty: the server is asked
    bool keepRunning = false; //!< a lost lease does not end the program
};

//! \brief The answer to a command line that only wants a text printed: the help, or the error in
//! the command line.
struct CtlAnswer
{
    QString text; //!< ends with a line break
    CtlExitCode exitCode = CtlExitCode::Done;
};

//! Reads \a arguments, the program's name first. \a defaultServer is the server from the
//! environment, or empty; so are \a defaultToken and \a defaultFingerprint. Needs no application object.
std::variant<CtlCommandLine, CtlAnswer> parseCtlCommandLine(const QStringList &arguments,
                                                            const QString &defaultServer,
                                                            const QString &defaultToken = {},
                                                            const QString &defaultFingerprint = {});

} // namespace Holdfast::Ctl
