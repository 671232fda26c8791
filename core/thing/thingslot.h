// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace Holdfast {

//! The Things that the configuration chooses for a slot, by name; empty: none. Without a value
//! there is no choice, and the type decides.
using SlotChoice = std::optional<QStringList>;

//! The choices of one Thing, by the names of its slots.
using SlotChoices = QMap<QString, QStringList>;

//! \brief The part of ThingSlot and ThingSlots that does not depend on the type.
class ThingSlotBase
{
public:
    //! Whether a slot may stay unconnected.
    enum class Need { Required, Optional };

    virtual ~ThingSlotBase() = default;
    Q_DISABLE_COPY_MOVE(ThingSlotBase)

    //! Returns the slot's name in the configuration.
    QString name() const { return m_name; }

    //! Connects the slot to those of \a things that were chosen, else to all of the right type.
    //! Throws DeclarationError, which names the place in the configuration and the reason, for a
    //! name that does not exist, a Thing of another type, several where there is room for one, and
    //! none where one is required.
    void connectTo(const QList<Thing *> &things, const SlotChoice &choice = {});

    //! Returns whether the slot needs a Thing, and none of \a things is of the right type.
    bool lacksAll(const QList<Thing *> &things) const;
    //! Throws the DeclarationError of a slot that cannot be connected because of \a what, a sentence.
    [[noreturn]] void refuse(const QString &what) const;

    //! Returns \a choices by the names that the slots of \a thing have. A file that was written for
    //! LabThings may call the slot "cam" "_cam", like a Python attribute. Throws DeclarationError
    //! for a slot that does not exist, or that is named in both ways.
    static SlotChoices checkedChoices(const Thing &thing, const SlotChoices &choices);

protected:
    //! How many Things have room in it.
    enum class Room { One, Many };

    //! Makes a slot of \a owner.
    ThingSlotBase(Thing *owner, const QString &name, Need need, Room room);
    //! Returns whether \a thing is of the right type.
    virtual bool fits(Thing *thing) const = 0;
    //! Connects the slot to \a thing, which fits.
    virtual void take(Thing *thing) = 0;
    //! Throws the error of a Thing that uses a slot which is not connected.
    [[noreturn]] void throwNotConnected() const;

private:
    QList<Thing *> chosen(const QList<Thing *> &things, const QStringList &names) const;
    QList<Thing *> fitting(const QList<Thing *> &things) const;

    Thing *m_owner;
    QString m_name;
    Need m_need;
    Room m_room;
};

//! \brief A Thing's link to another one on the same server: the one that the configuration's
//! `thing_slots` names, else the only one of the type.
//!
//!     ThingSlot<SimulatedStage> m_stage {this, "stage"};
//!
//! Connected after all Things were constructed and before open().
template<typename T>
class ThingSlot : public ThingSlotBase
{
public:
    //! Makes a slot of \a owner with the name \a name in the configuration.
    ThingSlot(Thing *owner, const char *name, Need need = Need::Required)
        : ThingSlotBase(owner, QString::fromUtf8(name), need, Room::One)
    {
    }

    //! Returns whether it is connected.
    explicit operator bool() const { return m_thing != nullptr; }
    //! Returns the Thing. Throws when the slot is not connected.
    T *operator->() const
    {
        if (!m_thing)
            throwNotConnected();
        return m_thing;
    }

protected:
    bool fits(Thing *thing) const override { return qobject_cast<T *>(thing) != nullptr; }
    void take(Thing *thing) override { m_thing = qobject_cast<T *>(thing); }

private:
    T *m_thing = nullptr;
};

//! \brief A Thing's link to any number of others, by their names: those that the configuration's
//! `thing_slots` names, else all of the type. May be empty, unless one is required.
template<typename T>
class ThingSlots : public ThingSlotBase
{
public:
    //! Makes slots of \a owner with the name \a name in the configuration.
    ThingSlots(Thing *owner, const char *name, Need need = Need::Optional)
        : ThingSlotBase(owner, QString::fromUtf8(name), need, Room::Many)
    {
    }

    //! Returns the Things by their names.
    const QMap<QString, T *> &things() const { return m_things; }

protected:
    bool fits(Thing *thing) const override { return qobject_cast<T *>(thing) != nullptr; }
    void take(Thing *thing) override { m_things.insert(thing->name(), qobject_cast<T *>(thing)); }

private:
    QMap<QString, T *> m_things;
};

} // namespace Holdfast
