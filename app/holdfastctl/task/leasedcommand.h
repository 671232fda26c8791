// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/task/jobterminal.h"
#include "core/lock/lease.h"

#include <QList>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace Holdfast::Ctl {

//! Returns why a program of this name cannot be started: 127 when there is none, 126 when it is not
//! executable; nothing when it can probably be started.
std::optional<int> whyNotStartable(const QString &program);

//! \brief The command that runs while the lock is held. It has the program's standard input and
//! output, and does not outlive the program.
//!
//! The command has a process group of its own, with all processes that it starts: so that all of
//! them can be ended, and so that a signal to the program's group reaches it once, through the
//! program. The terminal is lent to the command when it wants to use it, and when the command is
//! stopped by Ctrl+Z, the program stops as well.
class LeasedCommand : public QObject
{
    Q_OBJECT
public:
    //! Returns the signals that have to be reported to it, besides those that it forwards.
    static const QList<int> &jobSignals();

    //! \a command: the program and its arguments.
    explicit LeasedCommand(QStringList command, QObject *parent = nullptr);
    ~LeasedCommand() override;

    void start(const NewLease &lease, const QUrl &server, const QByteArray &token = {},
               const QString &fingerprint = {});
    //! Starts it with the header of a ticket of the lab instead of a lease: in HOLDFAST_LAB.
    void startForLab(const QString &header, const QUrl &server, const QByteArray &token = {},
                     const QString &fingerprint = {});
    //! Handles \a signal, which this process received: forwards it, or does the work of
    //! jobSignals().
    void handle(int signal);
    //! Asks all of its process group to end, even when it is stopped by job control.
    void terminate();

Q_SIGNALS:
    //! Emitted when the command has ended, with \a exitCode as a shell has it: the command's own,
    //! or 128 and the signal that ended it.
    void ended(int exitCode);
    //! Emitted when the command could not be started though it looked startable; for instance its
    //! interpreter is missing.
    void notStarted();

private:
    void start(QProcessEnvironment environment, const QUrl &server, const QByteArray &token,
               const QString &fingerprint);
    void sendSignal(int signal) const;
    void lookWhyItStopped();
    void stopToo(int signal);
    void goOn();
    void takeTerminalBack() const;

    const QStringList m_command;
    const JobTerminal m_terminal;
    QProcess m_process;
    pid_t m_group = 0;            //!< 0 while it does not run
    bool m_wantsTerminal = false; //!< it gets it as soon as we have it
};

} // namespace Holdfast::Ctl
