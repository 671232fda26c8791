// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"
#include "core/thing/thingslot.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace Holdfast {

//! \brief Connects the slots of Things with those that the configuration chooses: by name, or, for a part that another Thing
//! has brought along, as "microscope.camera".
class SlotWiring
{
public:
    //! Whether the devices were asked for the parts that they have.
    enum class Devices { Asked, NotAsked };

    //! Notes that \a owner, a Thing of the configuration, or one of its parts, has brought along \a part.
    void addPart(const QString &owner, const QString &part) { m_owners.insert(part, owner); }
    //! Returns the Thing of the configuration to which \a thing belongs: itself, or the owner of a part.
    QString ownerOf(const QString &thing) const { return m_owners.value(thing, thing); }

    //! Connects the slots of \a thing to some of \a all. Returns the reasons for which slots were left as they are: they need
    //! a part that only a device knows, which was not asked, or that has a fault. Throws the DeclarationError of a slot that
    //! cannot be connected.
    QStringList connect(const Thing &thing, const SlotChoices &choices, const QList<Thing *> &all,
                        Devices devices) const;

private:
    QString nameOf(const QString &chosen, const QList<Thing *> &all) const;
    QString missing(const QString &chosen) const;

    QHash<QString, QString> m_owners; //!< of the parts
};

} // namespace Holdfast
