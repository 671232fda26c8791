// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QString>

#include <functional>
#include <vector>

namespace Holdfast {

//! \brief Something that one client, or many together, do to the server.
struct Attack
{
    const char *name;           //!< on the command line
    const char *description;    //!< in the table: "stop under DESCRIPTION"
    bool isTriedAlways = false; //!< even when it only matters that the program works
    long descriptors = 0;       //!< the server gets no more of them; 0: as many as it likes
    std::function<void(quint16 port)> run {}; //!< for ever; with nobody: there is none
};

const std::vector<Attack> &allAttacks();

//! What the program is when it was started as an attacker by AttackProcess; else returns.
void attackIfAsked(int argc, char **argv);

//! \brief An attack by a process of its own, so that its memory is not the server's.
class AttackProcess
{
public:
    AttackProcess(const Attack &attack, quint16 port);
    ~AttackProcess();
    Q_DISABLE_COPY_MOVE(AttackProcess)

    //! Waits until it has begun in earnest; false when it ends instead.
    bool waitUntilUnderWay();
    bool isRunning() const { return m_process.state() == QProcess::Running; }

private:
    QProcess m_process;
};

} // namespace Holdfast
