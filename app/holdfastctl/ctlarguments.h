// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/ctlcommandline.h"

#include <QMap>
#include <QString>
#include <QStringList>

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

//! Whether the option means something to the command.
bool isOptionOf(CtlCommand command, const QString &option);

} // namespace Holdfast::Ctl
