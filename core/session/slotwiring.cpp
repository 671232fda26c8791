// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/slotwiring.h"

#include <algorithm>

namespace Holdfast {

namespace {

//! Returns whether \a thing may have further parts that are not known now.
bool mayHaveMore(const Thing *thing, SlotWiring::Devices devices)
{
    return thing && thing->expectsParts()
           && (devices == SlotWiring::Devices::NotAsked || thing->fault());
}

const Thing *find(const QList<Thing *> &things, const QString &name)
{
    const auto found = std::find_if(things.begin(), things.end(),
                                    [&name](const Thing *each) { return each->name() == name; });
    return found == things.end() ? nullptr : *found;
}

QString ownerIn(const QString &chosen)
{
    return chosen.section(u'.', 0, 0);
}

QString partIn(const QString &chosen)
{
    return chosen.section(u'.', 1);
}

} // namespace

// Returns the name under which the chosen one is hosted; empty for a part that is not there.
QString SlotWiring::nameOf(const QString &chosen, const QList<Thing *> &all) const
{
    if (!chosen.contains(u'.'))
        return chosen;
    const QString part = partIn(chosen);
    return m_owners.value(part) == ownerIn(chosen) && find(all, part) ? part : QString();
}

QString SlotWiring::missing(const QString &chosen) const
{
    QStringList parts = m_owners.keys(ownerIn(chosen));
    parts.sort();
    return QStringLiteral("'%1' has no part '%2'; its parts: %3.")
        .arg(ownerIn(chosen), partIn(chosen),
             parts.isEmpty() ? QStringLiteral("none") : parts.join(QStringLiteral(", ")));
}

QStringList SlotWiring::connect(const Thing &thing, const SlotChoices &choices,
                                const QList<Thing *> &all, Devices devices) const
{
    const auto mayHaveAny = [devices](const Thing *each) { return mayHaveMore(each, devices); };
    const SlotChoices checked = ThingSlotBase::checkedChoices(thing, choices);
    QStringList open;
    for (ThingSlotBase *slot : thing.slotsToConnect()) {
        const auto given = checked.constFind(slot->name());
        if (given == checked.cend()) {
            const auto waitsFor = std::find_if(all.begin(), all.end(), mayHaveAny);
            if (!slot->lacksAll(all) || waitsFor == all.end())
                slot->connectTo(all);
            else
                open << QStringLiteral("the slot '%1' may be meant for a part of '%2'")
                            .arg(slot->name(), (*waitsFor)->name());
            continue;
        }
        QStringList names;
        bool isComplete = true;
        for (const QString &chosen : *given) {
            const QString name = nameOf(chosen, all);
            if (!name.isEmpty()) {
                names << name;
                continue;
            }
            if (!mayHaveMore(find(all, ownerIn(chosen)), devices))
                slot->refuse(missing(chosen));
            isComplete = false;
            open << QStringLiteral("the slot '%1' is meant for '%2'").arg(slot->name(), chosen);
        }
        if (isComplete || !names.isEmpty())
            slot->connectTo(all, names);
    }
    return open;
}

} // namespace Holdfast
