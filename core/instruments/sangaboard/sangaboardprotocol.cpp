// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaboardprotocol.h"

#include <QRegularExpression>

#include <algorithm>

namespace Holdfast::SangaboardProtocol {

namespace {

QRegularExpressionMatch match(const QByteArray &line, const QString &pattern)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
    return expression.match(QString::fromLatin1(line));
}

QRegularExpressionMatch versionIn(const QByteArray &line)
{
    return match(
        line,
        QStringLiteral("(?:Sangaboard Firmware|OpenFlexure Motor Board) v(\\d{1,4})\\.(\\d{1,4})"
                       "(?:\\.\\d+)?(?:[-+ ].*)?"));
}

bool isText(const QByteArray &line)
{
    return std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

// Returns whether a line may be the answer to a move. One that is clearly the answer to something else is not.
bool mayAnswerMove(const QByteArray &line)
{
    return !line.isEmpty() && isText(line) && !fits(Expected::Version, line)
           && !fits(Expected::Position, line) && !fits(Expected::Aborted, line)
           && !fits(Expected::Truth, line);
}

} // namespace

bool fits(Expected expected, const QByteArray &line)
{
    switch (expected) {
    case Expected::Version:
        return versionIn(line).hasMatch();
    case Expected::Position:
        return toPosition(line).has_value();
    case Expected::Truth:
        return line == "true" || line == "false";
    case Expected::StepDelay:
        return match(line, QStringLiteral("minimum step delay \\d+")).hasMatch();
    case Expected::RampTime:
        return match(line, QStringLiteral("ramp[ _]time \\d+")).hasMatch();
    case Expected::Blocking:
        return line == "blocking_moves true" || line == "blocking_moves false";
    case Expected::Acknowledgement:
        return line == "done" || line == "done." || line == "motors released";
    case Expected::Zeroed:
        return line.startsWith("position reset to");
    case Expected::Aborted:
        return line == "Move aborted";
    case Expected::Board:
        return line.startsWith("Sangaboard v");
    case Expected::LedChannels:
        return match(line, QStringLiteral("CC:\\d+ PWM:\\d+")).hasMatch();
    case Expected::Led:
        return line.startsWith("CC LED:");
    case Expected::Move:
        return mayAnswerMove(line);
    }
    return false;
}

bool isRefusal(const QByteArray &line)
{
    return line.startsWith("Command not recognised") || line.startsWith("Type 'help'")
           || line.startsWith("Invalid command") || line.startsWith("Bad command")
           || line.startsWith("Error:");
}

std::optional<Firmware> toFirmware(const QByteArray &line)
{
    const QRegularExpressionMatch version = versionIn(line);
    if (!version.hasMatch())
        return std::nullopt;
    return Firmware {QString::fromLatin1(line), version.captured(1).toInt(),
                     version.captured(2).toInt()};
}

std::optional<StagePosition> toPosition(const QByteArray &line)
{
    const QRegularExpressionMatch numbers =
        match(line, QStringLiteral("(-?\\d{1,10}) (-?\\d{1,10}) (-?\\d{1,10})"));
    if (!numbers.hasMatch())
        return std::nullopt;
    StagePosition position;
    bool areInts = true;
    for (size_t i = 0; i < stageAxes.size(); ++i) {
        bool isInt = false;
        position.*stageAxes[i].coordinate = numbers.captured(int(i) + 1).toInt(&isInt);
        areInts = areInts && isInt;
    }
    return areInts ? std::optional(position) : std::nullopt;
}

std::optional<int> toNumber(const QByteArray &line)
{
    bool isInt = false;
    const int number = line.mid(line.lastIndexOf(' ') + 1).toInt(&isInt);
    return isInt ? std::optional(number) : std::nullopt;
}

int toLedChannels(const QByteArray &line)
{
    return match(line, QStringLiteral("CC:(\\d+) PWM:\\d+")).captured(1).toInt();
}

QByteArray moveCommand(const StagePosition &steps)
{
    return "mr " + QByteArray::number(steps.x) + ' ' + QByteArray::number(steps.y) + ' '
           + QByteArray::number(steps.z);
}

} // namespace Holdfast::SangaboardProtocol
