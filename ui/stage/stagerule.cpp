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

const ActionAffordance *findAction(const Session &session, const QString &stage,
                                   const QString &action)
{
    const Affordances *found = session.affordances(stage);
    return found ? found->action(action) : nullptr;
}

const SchemaMember *findInput(const ActionAffordance *action, Axis axis)
{
    if (!action)
        return nullptr;
    const QList<SchemaMember> &inputs = action->input.members;
    const auto found =
        std::find_if(inputs.begin(), inputs.end(), [name = toString(axis)](const SchemaMember &m) {
            return m.name == name
                   && (m.schema.type == DataSchema::Type::Integer
                       || m.schema.type == DataSchema::Type::Number);
        });
    return found == inputs.end() ? nullptr : &*found;
}

} // namespace

Permission mayRun(const Session &session, const QString &stage, const QString &action)
{
    if (!session.affordances(stage))
        return Permission::no(tr("No stage is configured."));
    if (const Permission use = mayUseDevice(session, stage); !use.allowed)
        return use;
    const ActionAffordance *found = findAction(session, stage, action);
    if (!found)
        return Permission::no(tr("This stage has no action %1.").arg(action));
    return found->usesGlobalLock ? LockRule::mayChange(session.lockStatus().mode)
                                 : Permission::yes();
}

Permission mayMove(const Session &session, const QString &stage, Axis axis)
{
    const QString action = QStringLiteral("move_relative");
    if (const Permission run = mayRun(session, stage, action); !run.allowed)
        return run;
    return takes(session, stage, action, axis) ? Permission::yes() : Permission::no(lacks(axis));
}

bool takes(const Session &session, const QString &stage, const QString &action, Axis axis)
{
    return findInput(findAction(session, stage, action), axis);
}

QString lacks(Axis axis)
{
    return tr("This stage has no %1 axis.").arg(toString(axis));
}

} // namespace Holdfast::StageRule
