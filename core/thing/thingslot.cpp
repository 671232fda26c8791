// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thingslot.h"

#include <algorithm>

namespace Holdfast {

namespace {

QString namesOf(const QList<Thing *> &things)
{
    QStringList names;
    for (const Thing *thing : things)
        names << thing->name();
    return names.join(QStringLiteral(", "));
}

QString classOf(const Thing *thing)
{
    return QString::fromUtf8(thing->metaObject()->className()).section(QStringLiteral("::"), -1);
}

// Returns the place in the configuration, as its errors name it.
QString keyOf(const Thing &owner, const QString &slot)
{
    return QStringLiteral("things.%1.thing_slots.%2: ").arg(owner.name(), slot);
}

} // namespace

ThingSlotBase::ThingSlotBase(Thing *owner, const QString &name, Need need, Room room)
    : m_owner(owner)
    , m_name(name)
    , m_need(need)
    , m_room(room)
{
    owner->addSlot(this);
}

void ThingSlotBase::connectTo(const QList<Thing *> &things, const SlotChoice &choice)
{
    const QList<Thing *> found = choice ? chosen(things, *choice) : fitting(things);
    if (found.isEmpty() && m_need == Need::Required) {
        refuse(choice ? QStringLiteral("The slot needs a Thing, and none is chosen.")
                      : QStringLiteral("The slot needs a Thing of the right type, but none is "
                                       "configured."));
    }
    if (found.size() > 1 && m_room == Room::One) {
        refuse(
            QStringLiteral("The slot has room for one Thing, and could be connected to any of %1: "
                           "choose one.")
                .arg(namesOf(found)));
    }
    for (Thing *thing : found)
        take(thing);
}

QList<Thing *> ThingSlotBase::chosen(const QList<Thing *> &things, const QStringList &names) const
{
    QList<Thing *> found;
    for (const QString &name : names) {
        const auto thing = std::find_if(things.begin(), things.end(), [&name](const Thing *each) {
            return each->name() == name;
        });
        if (thing == things.end())
            refuse(
                QStringLiteral("There is no Thing '%1'; there is %2.").arg(name, namesOf(things)));
        if (*thing == m_owner || !fits(*thing)) {
            refuse(QStringLiteral("'%1' is a %2, which does not fit this slot. Those that do: %3.")
                       .arg(name, classOf(*thing),
                            fitting(things).isEmpty() ? QStringLiteral("none")
                                                      : namesOf(fitting(things))));
        }
        found << *thing;
    }
    return found;
}

QList<Thing *> ThingSlotBase::fitting(const QList<Thing *> &things) const
{
    QList<Thing *> found;
    std::copy_if(things.begin(), things.end(), std::back_inserter(found),
                 [this](Thing *thing) { return thing != m_owner && fits(thing); });
    return found;
}

bool ThingSlotBase::lacksAll(const QList<Thing *> &things) const
{
    return m_need == Need::Required && fitting(things).isEmpty();
}

SlotChoices ThingSlotBase::checkedChoices(const Thing &thing, const SlotChoices &choices)
{
    QStringList known;
    for (const ThingSlotBase *slot : thing.slotsToConnect())
        known << slot->name();
    SlotChoices checked;
    for (auto it = choices.cbegin(); it != choices.cend(); ++it) {
        const bool isAlias = !known.contains(it.key()) && it.key().startsWith(u'_');
        const QString name = isAlias ? it.key().sliced(1) : it.key();
        if (!known.contains(name)) {
            throw DeclarationError(
                keyOf(thing, it.key())
                + QStringLiteral("A %1 has no such slot; its slots: %2.")
                      .arg(classOf(&thing), known.isEmpty() ? QStringLiteral("none")
                                                            : known.join(QStringLiteral(", "))));
        }
        if (isAlias && choices.contains(name)) {
            throw DeclarationError(
                keyOf(thing, it.key())
                + QStringLiteral("The slot is chosen twice: '%1' is there too.").arg(name));
        }
        checked.insert(name, it.value());
    }
    return checked;
}

void ThingSlotBase::refuse(const QString &what) const
{
    throw DeclarationError(keyOf(*m_owner, m_name) + what);
}

void ThingSlotBase::throwNotConnected() const
{
    refuse(QStringLiteral("The slot is not connected."));
}

} // namespace Holdfast
