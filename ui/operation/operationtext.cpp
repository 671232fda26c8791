// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/operation/operationtext.h"

#include "ui/base/text/errortext.h"

#include <QCoreApplication>

namespace Holdfast::OperationText {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::OperationText", text);
}

} // namespace

QString waitingFor(const LockStatus &status, const QString &operation)
{
    if (!status.owner)
        return {};
    const LockOwner &owner = *status.owner;
    const bool isOperators = owner.principal.kind == Principal::Kind::Operator;
    // Under the operator's control the lock has no operation of its own.
    if (isOperators && (owner.operation == operation || owner.operation.isEmpty()))
        return {};
    const QString what = owner.operation.isEmpty() ? tr("a lease that rests") : owner.operation;
    return QStringLiteral("%1: %2").arg(owner.principal.toString(), what);
}

QString refusal(const Error &error)
{
    const GlobalLockBusyError *busy = error.busy();
    const bool isByLease = busy && busy->reason() == GlobalLockBusyError::Reason::Busy
                           && busy->status().owner && busy->status().owner->lease
                           && busy->status().owner->principal.kind != Principal::Kind::Operator;
    return isByLease ? error.message() + u' ' + tr("Take control: the lease then gives way.")
                     : ErrorText::reason(error);
}

} // namespace Holdfast::OperationText
