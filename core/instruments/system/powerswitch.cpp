// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/system/powerswitch.h"

#include <QProcess>

#include <utility>

namespace Holdfast {

PowerSwitch::PowerSwitch(QString program, std::chrono::milliseconds patience)
    : m_program(std::move(program))
    , m_patience(patience)
{
}

PowerAnswer PowerSwitch::give(Command command) const
{
    const QString word =
        command == Command::PowerOff ? QStringLiteral("poweroff") : QStringLiteral("reboot");
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(m_program, {QStringLiteral("--no-ask-password"), word});
    if (!process.waitForStarted(int(m_patience.count())))
        return {
            .output = {},
            .error =
                QStringLiteral("%1 cannot be started: %2.").arg(m_program, process.errorString())};
    const bool hasEnded = process.waitForFinished(int(m_patience.count()));
    if (!hasEnded) {
        process.kill();
        process.waitForFinished(1000);
    }
    PowerAnswer answer {.output = QString::fromLocal8Bit(process.readAllStandardOutput()).trimmed(),
                        .error = QString::fromLocal8Bit(process.readAllStandardError()).trimmed()};
    if (!hasEnded)
        answer.error += QStringLiteral("\n%1 %2 has not answered for %3 s.")
                            .arg(m_program, word)
                            .arg(double(m_patience.count()) / 1000);
    else if (answer.error.isEmpty()
             && (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0))
        answer.error = QStringLiteral("%1 %2 has failed with code %3.")
                           .arg(m_program, word)
                           .arg(process.exitCode());
    answer.error = answer.error.trimmed();
    return answer;
}

} // namespace Holdfast
