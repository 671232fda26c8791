// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thingslot.h"

#include <QStringList>

namespace Holdfast {

ThingSlotBase::ThingSlotBase(Thing *owner, const QString &name, Need need)
    : m_owner(owner)
    , m_name(name)
    , m_need(need)
{
    owner->addSlot(this);
}

void ThingSlotBase::connectTo(const QList<Thing *> &things)
{
    QList<Thing *> candidates;
    QStringList names;
    for (Thing *thing : things) {
        if (thing != m_owner && fits(thing, false)) {
            candidates << thing;
            names << thing->name();
        }
    }
    if (candidates.size() == 1) {
        fits(candidates.first(), true);
    } else if (!candidates.isEmpty()) {
        throw DeclarationError(
            QStringLiteral("The slot '%1' of '%2' could be connected to any of %3; "
                           "only one of them may be configured.")
                .arg(m_name, m_owner->name(), names.join(QStringLiteral(", "))));
    } else if (m_need == Need::Required) {
        throw DeclarationError(
            QStringLiteral("The slot '%1' of '%2' needs a Thing of the right type, "
                           "but none is configured.")
                .arg(m_name, m_owner->name()));
    }
}

void ThingSlotBase::throwNotConnected() const
{
    throw DeclarationError(
        QStringLiteral("The slot '%1' of '%2' is not connected.").arg(m_name, m_owner->name()));
}

} // namespace Holdfast
