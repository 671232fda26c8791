// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/control/lockquestions.h"

#include <QCoreApplication>

namespace Holdfast::LockQuestions {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::LockQuestions", text);
}

// "tile scan (127.0.0.1:40112), which does stage.move_relative"
QString whoAndWhat(const LockStatus &status)
{
    if (!status.owner)
        return tr("no owner");
    const QString who = status.owner->principal.toString();
    return status.owner->operation.isEmpty()
               ? tr("%1, whose lease rests").arg(who)
               : tr("%1, which runs %2").arg(who, status.owner->operation);
}

} // namespace

ReasonQuestion beforeAsking(const LockStatus &status)
{
    return {.question = tr("Ask %1, for the lock? It is told your reason, and may go on.")
                            .arg(whoAndWhat(status)),
            .confirm = tr("Ask"),
            .reason = tr("The operator would like to use the instrument.")};
}

ReasonQuestion beforeBreaking(const LockStatus &status)
{
    return {.question = tr("Break the hold of %1? The operation is told to end at once, and all "
                           "Things are made safe.")
                            .arg(whoAndWhat(status)),
            .confirm = tr("Break this hold"),
            .reason = {},
            .byReturn = false};
}

ReasonQuestion beforeReserving()
{
    return {.question =
                tr("Reserve the instrument for this machine? Clients can read, but cannot change "
                   "anything, until you switch this off. Operations that already run go on."),
            .confirm = tr("Reserve it"),
            .reason = {},
            .isReasonRequired = false};
}

} // namespace Holdfast::LockQuestions
