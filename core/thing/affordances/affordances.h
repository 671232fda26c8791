// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/jsonconversion.h"
#include "core/thing/thingresource.h"
#include "core/thing/validation/dataschema.h"

#include <QMetaMethod>
#include <QMetaProperty>
#include <QString>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace Holdfast {

class FrameStream;

//! \brief The members that all affordances have.
struct Affordance
{
    QString name;               //!< on the wire
    QString title;              //!< for people
    QString description;        //!< empty when the author gave none
    bool isForPrograms = false; //!< the window leaves it out of the Thing's panel
};

//! \brief A property of a Thing: a Q_PROPERTY and its author's annotations, or a RuntimeProperty.
struct PropertyAffordance : Affordance
{
    DataSchema schema;          //!< of its values
    QMetaProperty property;     //!< for its getter and setter; invalid for a RuntimeProperty
    bool readOnly = false;      //!< cannot be written
    bool observable = false;    //!< has a NOTIFY signal
    bool usesGlobalLock = true; //!< writing takes the lock
    //! How long a write waits for the lock when its caller does not say; empty: the lock's own
    //! wait.
    std::optional<std::chrono::milliseconds> lockWait;
    //! Reads the Value behind the property, in any thread and without waiting. Empty when there is
    //! none: then the getter runs in a worker.
    std::function<QVariant()> readNow;
    //! Sets the Value behind the property without the setter, to load a read-only setting.
    std::function<void(const QVariant &)> restore;
    std::function<Json()> read;              //!< reads a RuntimeProperty; empty for a Q_PROPERTY
    std::function<void(const Json &)> write; //!< sets a RuntimeProperty; empty when it is read-only
    bool isSetting = false;                  //!< kept from one start to the next
    //! Returns whether it is a RuntimeProperty.
    bool isRuntime() const { return bool(read); }
    //! The value that a reset writes; empty when the property cannot be reset, as a read-only one.
    std::optional<Json> resetValue;
};

//! \brief An action of a Thing: a Q_INVOKABLE and its author's annotations, or a RuntimeAction.
struct ActionAffordance : Affordance
{
    //! An Object; without members for an action without inputs. That of a RuntimeAction may be of any
    //! type.
    DataSchema input;
    DataSchema output;  //!< Type::Null for an action that returns nothing
    QMetaMethod method; //!< that does the work; invalid for a RuntimeAction
    //! Runs a RuntimeAction; empty for a Q_INVOKABLE.
    std::function<Payload(const Json &input, const QList<Blob> &blobs)> run;
    //! Whether the method takes one Q_GADGET, whose members are the inputs; otherwise each
    //! parameter is an input.
    bool takesStruct = false;
    bool usesGlobalLock = true;                        //!< running it takes the lock
    std::optional<std::chrono::milliseconds> lockWait; //!< as that of a property
    //! The time for which a finished invocation is kept.
    std::chrono::milliseconds retention {std::chrono::minutes {5}};
    //! The input that ends it, of a renewable action (Annotation::renewable()); empty for all
    //! others.
    QString endedBy;
    //! Returns whether its caller may give it anything.
    bool hasInputs() const
    {
        return input.type != DataSchema::Type::Object || !input.members.isEmpty()
               || input.additionalProperties;
    }
    //! Returns whether its caller may leave its input out.
    bool goesWithoutInput() const { return !hasInputs() || input.nullable; }
    //! Returns whether it is a renewable action.
    bool isRenewable() const { return !endedBy.isEmpty(); }
    //! Returns whether its input has the boolean member endedBy.
    bool hasEnd() const;
    //! Whether only administrators may run it from other computers (Annotation::onlyForAdmins()).
    bool isForAdmins = false;
    //! Whether it runs as part of an emergency stop does: on the stop thread, without lock or
    //! queue.
    bool isStop = false;
};

//! \brief An event of a Thing: a signal that is no property's NOTIFY, or a RuntimeEvent.
struct EventAffordance : Affordance
{
    DataSchema data;    //!< what the signal carries
    QMetaMethod signal; //!< that is the event; invalid for a RuntimeEvent
};

//! \brief All affordances of a Thing, in alphabetical order of the names on the wire. Immutable
//! once the Thing is attached, and then safe to read from any thread.
struct Affordances
{
    QString title;                              //!< of the Thing, for people
    QString description;                        //!< of the Thing; empty when the author gave none
    std::vector<PropertyAffordance> properties; //!< all of them
    std::vector<ActionAffordance> actions;      //!< all of them
    std::vector<EventAffordance> events;        //!< all of them
    std::vector<FrameStream *> streams;         //!< live pictures
    std::vector<ThingResource> resources;       //!< in the order of their declaration
    bool requiresGlobalLock = false;            //!< the Thing is not safe without the lock

    //! Returns the property with the name \a name on the wire; null when there is none.
    const PropertyAffordance *property(QStringView name) const;
    //! Returns the action with that name; null when there is none.
    const ActionAffordance *action(QStringView name) const;
    //! Returns the event with that name; null when there is none.
    const EventAffordance *event(QStringView name) const;
    //! Returns the stream with that name; null when there is none.
    FrameStream *stream(QStringView name) const;
    //! Returns the resource that was declared with the path \a path; null when there is none.
    const ThingResource *resource(QStringView path) const;
};

} // namespace Holdfast
