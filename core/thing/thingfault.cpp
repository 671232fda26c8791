// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thing.h"
#include "core/thing/thingprivate.h"

namespace Holdfast {

std::optional<Fault> Thing::fault() const
{
    const std::lock_guard lock(d->faultMutex);
    return d->fault ? d->fault : d->lastingFault;
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
    logFault(fault, where);
    if (d->surroundings.faultChanged)
        d->surroundings.faultChanged();
}

void Thing::logFault(const Fault &fault, const std::source_location &where) const
{
    QStringList parts {fault.what, fault.remedy};
    if (!fault.details.isEmpty())
        parts << QStringLiteral("(%1)").arg(fault.details);
    parts.removeAll(QString());
    log(LogLevel::Error, parts.join(u' '), where);
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

void Thing::reportPartsLeftOut(const QStringList &reasons) const
{
    reportLastingFault({.what = tr("Not all that belongs to it could be made available: %1.")
                                    .arg(reasons.join(QStringLiteral("; "))),
                        .remedy = tr("Choose other names in the options of this Thing, or rename "
                                     "the other Things, in the configuration, and start again.")});
}

void Thing::reportEmptySlots(const QStringList &reasons) const
{
    reportLastingFault(
        {.what =
             tr("Not all that it works with is there: %1.").arg(reasons.join(QStringLiteral("; "))),
         .remedy = tr("See to the fault of the other Thing, and start Holdfast "
                      "again.")});
}

void Thing::reportLastingFault(Fault fault) const
{
    fault.since = QDateTime::currentDateTimeUtc();
    {
        const std::lock_guard lock(d->faultMutex);
        d->lastingFault = fault;
    }
    logFault(fault, std::source_location::current());
    if (d->surroundings.faultChanged)
        d->surroundings.faultChanged();
}

} // namespace Holdfast
