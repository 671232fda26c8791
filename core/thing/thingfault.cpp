// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thing.h"
#include "core/thing/thingprivate.h"

namespace Holdfast {

std::optional<Fault> Thing::fault() const
{
    const std::lock_guard lock(d->faultMutex);
    return d->fault;
}

void Thing::reportFault(const Fault &fault, std::source_location where) const
{
    {
        const std::lock_guard lock(d->faultMutex);
        if (d->fault && d->fault->says(fault))
            return;
        const QDateTime since = d->fault ? d->fault->since : QDateTime::currentDateTimeUtc();
        d->fault = fault;
        d->fault->since = since;
    }
    QStringList parts {fault.what, fault.remedy};
    if (!fault.details.isEmpty())
        parts << QStringLiteral("(%1)").arg(fault.details);
    parts.removeAll(QString());
    log(LogLevel::Error, parts.join(u' '), where);
    if (d->surroundings.faultChanged)
        d->surroundings.faultChanged();
}

void Thing::clearFault(std::source_location where) const
{
    QString what;
    {
        const std::lock_guard lock(d->faultMutex);
        if (!d->fault)
            return;
        what = d->fault->what;
        d->fault.reset();
    }
    log(LogLevel::Info, QStringLiteral("Over: %1").arg(what), where);
    if (d->surroundings.faultChanged)
        d->surroundings.faultChanged();
}

} // namespace Holdfast
