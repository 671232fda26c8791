// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/scan/scanrule.h"

#include "core/session/session.h"
#include "ui/base/deviceuse.h"
#include "ui/scan/scanstate.h"
#include "ui/thing/thingrule.h"

#include <QCoreApplication>

namespace Holdfast::ScanRule {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::ScanRule", text);
}

Permission whileNothingScans(const ScanState *state)
{
    return state && state->isRunning ? Permission::no(tr("A scan runs already."))
                                     : Permission::yes();
}

} // namespace

QString thing()
{
    return QStringLiteral("smart_scan");
}

Permission mayRun(const Session &session, const QString &action)
{
    const Affordances *scans = session.affordances(thing());
    if (!scans)
        return Permission::no(tr("No Thing smart_scan is configured: nothing here scans."));
    if (const Permission use = mayUseDevice(session, thing()); !use.allowed)
        return use;
    const ActionAffordance *affordance = scans->action(action);
    if (!affordance)
        return Permission::no(tr("This smart_scan has no action %1.").arg(action));
    return ThingRule::mayRun(session, *affordance);
}

Permission mayStart(const Session &session, const ScanState *state)
{
    const Permission run = mayRun(session, QStringLiteral("run_plan"));
    return run.allowed ? whileNothingScans(state) : run;
}

Permission mayPause(const Session &session, const ScanState *state)
{
    if (!state || !state->isRunning)
        return Permission::no(tr("No scan runs."));
    return mayRun(session,
                  state->isPaused ? QStringLiteral("continue_scan") : QStringLiteral("pause_scan"));
}

Permission mayCancelStitching(const Session &session, const ScanState *state)
{
    if (!state || !state->isBeingStitched())
        return Permission::no(tr("No scan runs."));
    return mayRun(session, QStringLiteral("cancel_stitching"));
}

Permission mayResume(const Session &session, const ScanState *state, const QString &unfinished)
{
    const Permission run = mayRun(session, QStringLiteral("resume_scan"));
    if (!run.allowed)
        return run;
    if (unfinished.isEmpty())
        return Permission::no(tr("No scan was broken off."));
    return whileNothingScans(state);
}

} // namespace Holdfast::ScanRule
