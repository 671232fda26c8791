// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/ctlcommandline.h"

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Holdfast::Ctl {

//! \brief The command line of holdfastctl taken apart: the command, its options as text, and the
//! program that "lock run" shall run. Options may stand before the command and after it.
struct CtlArguments
{
    std::optional<CtlCommand> command;
    QStringList words;              //!< of the command, as far as they were given
    QMap<QString, QString> options; //!< by name without dashes; "" for those that take no value
    QStringList program;

    QString problem; //!< a sentence; empty when all could be taken apart
};

//! \a arguments start with the program's name.
CtlArguments takeApart(const QStringList &arguments);

//! Returns whether the option has a meaning for the command.
bool isOptionOf(CtlCommand command, const QString &option);

//! \name The values of options.
//! @{

//! Reads "90s", "30m", "8h", "2d", "1.5h"; nothing when it is no such text, or longer than ten
//! years.
std::optional<std::chrono::milliseconds> readSpan(const QString &text);

//! Reads "2026-11-25 22:00", with or without seconds, or ISO 8601 with an offset from UTC, or
//! "22:00", which is the latest such time in the past. A time without a zone is local. Invalid when
//! it is no time.
QDateTime readTime(const QString &text);

//! @}

} // namespace Holdfast::Ctl
