// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
    QString name; //!< on the wire
    QString title;
    QString description; //!< empty when the author gave none
};

//! \brief A property of a Thing: a Q_PROPERTY and its author's annotations.
struct PropertyAffordance : Affordance
{
    DataSchema schema;
    QMetaProperty property;
    bool readOnly = false;
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
    bool isSetting = false; //!< kept from one start to the next
    //! The value that a reset writes; empty when the property cannot be reset, as a read-only one.
    std::optional<Json> resetValue;
};

//! \brief An action of a Thing: a Q_INVOKABLE and its author's annotations.
struct ActionAffordance : Affordance
{
    DataSchema input;  //!< an Object; without members for an action without inputs
    DataSchema output; //!< Type::Null for an action that returns nothing
    QMetaMethod method;
    //! Whether the method takes one Q_GADGET, whose members are the inputs; otherwise each
    //! parameter is an input.
    bool takesStruct = false;
    bool usesGlobalLock = true;
    std::optional<std::chrono::milliseconds> lockWait;
    //! The time for which a finished invocation is kept.
    std::chrono::milliseconds retention {std::chrono::minutes {5}};
    //! The input that ends it, of a renewable action (Annotation::renewable()); empty for all
    //! others.
    QString endedBy;
    bool isRenewable() const { return !endedBy.isEmpty(); }
    //! Whether it runs as part of an emergency stop does: on the stop thread, without lock or
    //! queue.
    bool isStop = false;
};

//! \brief An event of a Thing: a signal that is no property's NOTIFY.
struct EventAffordance : Affordance
{
    DataSchema data;
    QMetaMethod signal;
};

//! \brief All affordances of a Thing, in alphabetical order of the names on the wire. Immutable
//! once the Thing is attached, and then safe to read from any thread.
struct Affordances
{
    QString title;
    QString description;
    std::vector<PropertyAffordance> properties;
    std::vector<ActionAffordance> actions;
    std::vector<EventAffordance> events;
    std::vector<FrameStream *> streams;
    bool requiresGlobalLock = false;

    //! Returns the property with the name \a name on the wire; null when there is none.
    const PropertyAffordance *property(QStringView name) const;
    const ActionAffordance *action(QStringView name) const;
    const EventAffordance *event(QStringView name) const;
    FrameStream *stream(QStringView name) const;
};

} // namespace Holdfast
