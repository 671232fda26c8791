// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagerule.h"

#include "core/session/session.h"
#include "ui/base/deviceuse.h"
#include "ui/lock/control/lockrule.h"

#include <QCoreApplication>

#include <algorithm>

namespace Holdfast::StageRule {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::StageRule", text);
}

const ActionAffordance *findAction(const Session &session, const QString &action)
{
    const Affordances *stage = session.affordances(u"stage");
    return stage ? stage->action(action) : nullptr;
}

} // namespace

Permission mayRun(const Session &session, const QString &action)
{
    if (!session.affordances(u"stage"))
        return Permission::no(tr("No stage is configured."));
    if (const Permission use = mayUseDevice(session, QStringLiteral("stage")); !use.allowed)
        return use;
    const ActionAffordance *found = findAction(session, action);
    if (!found)
        return Permission::no(tr("This stage has no action %1.").arg(action));
    return found->usesGlobalLock ? LockRule::mayChange(session.lockStatus().mode)
                                 : Permission::yes();
}

Permission mayMove(const Session &session, Axis axis)
{
    const QString action = QStringLiteral("move_relative");
    if (const Permission run = mayRun(session, action); !run.allowed)
        return run;
    const QList<SchemaMember> &inputs = findAction(session, action)->input.members;
    const bool known =
        std::any_of(inputs.begin(), inputs.end(),
                    [name = toString(axis)](const SchemaMember &m) { return m.name == name; });
    return known ? Permission::yes()
                 : Permission::no(tr("This stage has no %1 axis.").arg(toString(axis)));
}

} // namespace Holdfast::StageRule
