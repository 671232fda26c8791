// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/jobterminal.h"
#include "core/lock/lease.h"

#include <QList>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace Holdfast::Ctl {

//! Why a program of this name cannot be started: 127 when there is none, 126 when it is not
//! executable; nothing when it may well be.
std::optional<int> whyNotStartable(const QString &program);

//! \brief The command that runs while the lock is held. Has our standard input and output, and does
//! not outlive us.
//!
//! It has a process group of its own, with all that it starts itself: so that all of it can be ended,
//! and so that a signal to our group reaches it once, through us. The terminal is lent to it when it
//! wants to use it, and when it is stopped by Ctrl+Z, so are we.
class LeasedCommand : public QObject
{
    Q_OBJECT
public:
    //! What it has to be told of, besides what it forwards.
    static const QList<int> &jobSignals();

    //! \a command: the program and its arguments.
    explicit LeasedCommand(QStringList command, QObject *parent = nullptr);
    ~LeasedCommand() override;

    void start(const NewLease &lease, const QUrl &server);
    //! This process got \a signal: forwards it, or does what jobSignals() are for.
    void handle(int signal);
    //! Asks all of its process group to end, even when it is stopped by job control.
    void terminate();

Q_SIGNALS:
    //! \a exitCode as a shell has it: the command's own, or 128 and the signal that ended it.
    void ended(int exitCode);
    //! Though it looked startable; for instance its interpreter is missing.
    void notStarted();

private:
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
