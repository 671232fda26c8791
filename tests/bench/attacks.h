// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QString>

#include <functional>
#include <vector>

namespace Holdfast {

//! \brief A load on the server, by one client or by many together.
struct Attack
{
    const char *name;                         //!< on the command line
    const char *description;                  //!< in the table: "stop under DESCRIPTION"
    bool isTriedAlways = false;               //!< whether the quick run includes it
    long descriptors = 0;                     //!< the limit of the server; 0 for none
    std::function<void(quint16 port)> run {}; //!< runs for ever; empty for "none"
};

const std::vector<Attack> &allAttacks();

//! Runs the attack when AttackProcess has started this program as an attacker; otherwise returns.
void attackIfAsked(int argc, char **argv);

//! \brief An attack in a process of its own, so that its memory is not counted as the server's.
class AttackProcess
{
public:
    AttackProcess(const Attack &attack, quint16 port);
    ~AttackProcess();
    Q_DISABLE_COPY_MOVE(AttackProcess)

    //! Waits until the attack has begun. Returns false when the process ends instead.
    bool waitUntilUnderWay();
    bool isRunning() const { return m_process.state() == QProcess::Running; }

private:
    QProcess m_process;
};

} // namespace Holdfast
