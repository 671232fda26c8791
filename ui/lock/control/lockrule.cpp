// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lock/control/lockrule.h"

#include "ui/base/text/format.h"

#include <QCoreApplication>

namespace Holdfast::LockRule {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::LockRule", text);
}

Permission switchedOff()
{
    return Permission::no(tr("The configuration has switched the lock off."));
}

bool isOperators(const LockOwner &owner)
{
    return owner.principal.kind == Principal::Kind::Operator;
}

} // namespace

Permission mayAsk(const LockSituation &now)
{
    if (!now.isEnabled)
        return switchedOff();
    if (!now.status.owner)
        return Permission::no(tr("The lock is free."));
    const LockOwner &owner = *now.status.owner;
    if (isOperators(owner))
        return Permission::no(tr("You hold the lock yourself."));
    if (owner.breaking)
        return Permission::no(tr("The hold has been broken already."));
    if (owner.stuck)
        return Permission::no(tr("The owner is stuck and would not see the request."));
    return Permission::yes();
}

Permission mayTake(const LockSituation &now)
{
    return now.isEnabled ? mayChange(now.status.mode) : switchedOff();
}

Permission mayBreak(const LockSituation &now)
{
    if (!now.isEnabled)
        return switchedOff();
    if (!now.status.owner)
        return Permission::no(tr("The lock is free."));
    const LockOwner &owner = *now.status.owner;
    if (owner.stuck)
        return Permission::yes(); // for every owner: nothing else gets the lock back
    if (isOperators(owner))
        return Permission::no(now.hasControl
                                  ? tr("You hold the lock yourself: give control back.")
                                  : tr("You hold the lock yourself: cancel the running action."));
    if (owner.breaking)
        return Permission::no(
            tr("The hold has been broken already: its operation has been told to end."));
    return Permission::yes();
}

Permission mayReserve(const LockSituation &now)
{
    // Also where the lock is switched off: which clients are served at all is another question than
    // which one is next.
    return mayChange(now.status.mode);
}

Permission mayChange(const LockModeRecord &mode)
{
    if (mode.mode != LockMode::Stopped)
        return Permission::yes();
    return Permission::no(tr("Stopped by %1 since %2: clear the stop first.")
                              .arg(mode.by.toString(), Format::time(mode.since)));
}

} // namespace Holdfast::LockRule
