// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/thingrule.h"

#include "core/session/session.h"
#include "ui/lock/control/lockrule.h"

#include <QCoreApplication>

namespace Holdfast::ThingRule {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Holdfast::ThingRule", text);
}

} // namespace

Permission mayWrite(const Session &session, const PropertyAffordance &property)
{
    if (property.readOnly)
        return Permission::no(tr("This property can only be read."));
    return property.usesGlobalLock ? LockRule::mayChange(session.lockStatus().mode)
                                   : Permission::yes();
}

Permission mayReset(const Session &session, const PropertyAffordance &property)
{
    return property.resetValue
               ? mayWrite(session, property)
               : Permission::no(tr("This property has no value that it can be reset to."));
}

Permission mayRun(const Session &session, const ActionAffordance &action)
{
    return action.usesGlobalLock && !action.isStop ? LockRule::mayChange(session.lockStatus().mode)
                                                   : Permission::yes();
}

Permission mayScript(const QUrl &server)
{
    return server.isValid() && !server.isEmpty()
               ? Permission::yes()
               : Permission::no(tr("The server is not running: no script can reach Holdfast."));
}

} // namespace Holdfast::ThingRule
