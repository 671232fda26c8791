// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/stageposition.h"

#include <QByteArray>
#include <QString>

#include <optional>

//! \brief The serial protocol of a Sangaboard: 115,200 baud, one command a line, one line in answer.
//!
//! The answers carry no number, so that only their order and their form say what they answer. What is known
//! of the firmwares: 0.4 from its source; 1.0 from the source of 1.0-beta, and 1.0.4 from the answers of real boards that
//! others have published.
namespace Holdfast::SangaboardProtocol {

//! \brief The form of the line that answers a command.
enum class Expected {
    Version,         //!< "Sangaboard Firmware v1.0.4", "OpenFlexure Motor Board v0.4"
    Position,        //!< "10 -20 30"
    Truth,           //!< "true", "false"
    StepDelay,       //!< "minimum step delay 1000"
    RampTime,        //!< "ramp time 0", or "ramp_time 0"
    Blocking,        //!< "blocking_moves true"
    Acknowledgement, //!< "done", "done.", "motors released"
    Zeroed,          //!< "position reset to 0 0 0"
    Aborted,         //!< "Move aborted"
    Board,           //!< "Sangaboard v0.5.5"
    LedChannels,     //!< "CC:1 PWM:2"
    Led,             //!< "CC LED:0.3125"
    Move, //!< of a move, which firmwares spell differently: any line that is clearly no other answer
};

//! \brief The version of a board's firmware.
struct Firmware
{
    QString name; //!< as the board says it
    int major = 0;
    int minor = 0;

    //! Returns whether it has the commands stop, moving? and blocking_moves.
    bool isV1() const { return major >= 1; }
};

//! Returns whether \a line has the form of an answer.
bool fits(Expected expected, const QByteArray &line);
//! Returns whether \a line says that the board does not know a command, or cannot carry it out.
bool isRefusal(const QByteArray &line);

//! Returns the firmware that a version line, or a banner, names.
std::optional<Firmware> toFirmware(const QByteArray &line);
std::optional<StagePosition> toPosition(const QByteArray &line);
//! Returns the number at the end of a line.
std::optional<int> toNumber(const QByteArray &line);
//! Returns how many channels with constant current "CC:1 PWM:2" announces.
int toLedChannels(const QByteArray &line);

//! Returns the command for a move by \a steps.
QByteArray moveCommand(const StagePosition &steps);

} // namespace Holdfast::SangaboardProtocol
