// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/lease.h"

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
class LeasedCommand : public QObject
{
    Q_OBJECT
public:
    //! \a command: the program and its arguments.
    explicit LeasedCommand(QStringList command, QObject *parent = nullptr);

    void start(const Lease &lease, const QUrl &server);
    void sendSignal(int signal);
    //! Asks it to end, even when it is stopped by job control.
    void terminate();

Q_SIGNALS:
    //! \a exitCode as a shell has it: the command's own, or 128 and the signal that ended it.
    void ended(int exitCode);
    //! Though it looked startable; for instance its interpreter is missing.
    void notStarted();

private:
    const QStringList m_command;
    QProcess m_process;
};

} // namespace Holdfast::Ctl
