// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

#include <chrono>

namespace Holdfast {

//! \brief What the program that switches the computer off has said. Both are empty when the computer obeys.
struct PowerAnswer
{
    Q_GADGET
    Q_PROPERTY(QString output MEMBER output)
    Q_PROPERTY(QString error MEMBER error)
public:
    QString output; //!< what it has printed
    QString error;  //!< why nothing happens; empty when nothing is wrong
};

//! \brief Switches this computer off, or restarts it, by systemctl: systemd asks logind, which decides whether the user of this
//! program may do it. No password is asked for.
class PowerSwitch
{
public:
    //! What is to happen to the computer.
    enum class Command { PowerOff, Reboot };

    //! \a program is for tests.
    explicit PowerSwitch(QString program = QStringLiteral("systemctl"),
                         std::chrono::milliseconds patience = std::chrono::seconds {20});

    //! Gives the command, and waits for systemctl, in a worker. Throws nothing: what goes wrong is in the answer.
    PowerAnswer give(Command command) const;

private:
    const QString m_program;
    const std::chrono::milliseconds m_patience;
};

} // namespace Holdfast
