// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/focus/focusrule.h"

#include "core/session/session.h"
#include "ui/base/deviceuse.h"
#include "ui/thing/thingrule.h"

#include <QCoreApplication>

namespace Holdfast::FocusRule {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::FocusRule", text);
}

} // namespace

QString autofocus()
{
    return QStringLiteral("autofocus");
}

QString mapping()
{
    return QStringLiteral("camera_stage_mapping");
}

Permission mayRun(const Session &session, const QString &thing, const QString &action)
{
    const Affordances *affordances = session.affordances(thing);
    if (!affordances) {
        return Permission::no(thing == autofocus() ? tr("No autofocus is configured.")
                                                   : tr("No camera-stage mapping is configured."));
    }
    const ActionAffordance *found = affordances->action(action);
    if (!found)
        return Permission::no(tr("%1 has no action %2.").arg(thing, action));
    for (const QString &device : {thing, QStringLiteral("stage"), QStringLiteral("camera")}) {
        if (const Permission use = mayUseDevice(session, device); !use.allowed)
            return use;
    }
    return ThingRule::mayRun(session, *found);
}

} // namespace Holdfast::FocusRule
