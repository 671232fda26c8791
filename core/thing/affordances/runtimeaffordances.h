// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/unit.h"
#include "core/thing/json/jsonconversion.h"

#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace Holdfast {

// Affordances that a Thing knows only at run time, because its device, a file or another server
// tells them: Thing::addProperty(), addAction() and addEvent().
//
// A name is the one on the wire: 1 to 100 letters from A to Z and a to z, digits, _ and -, but not
// "ws". All names of a Thing differ, those of its class included. A title that is empty is the one of
// the schema, else the name; a description that is empty is the one of the schema.
//
// A schema is JSON Schema (draft 7 to 2020-12, as pydantic writes it) or a data schema of a Thing
// Description; of a property of a Thing Description the whole object may be given. Null stands for any
// value in a property, and for none in an action or an event. Enforced, and shown in the panel, are:
//
//   type (also a list of types), enum, const, minimum, maximum, exclusiveMinimum, exclusiveMaximum,
//   multipleOf, minLength, maxLength, minItems, maxItems, items, prefixItems (or items as a list),
//   properties, required, default (of a member that is left out), additionalProperties (true or
//   false), anyOf, oneOf and allOf with one schema, null as an alternative in anyOf and oneOf, and
//   several alternatives, of which the first that fits counts
//
// title, description and unit are for people. "$ref" to a definition in the same schema ("#/$defs/x")
// is replaced by it. An object with href, media_type, rel and description, as LabThings describes a
// blob, is a Blob. Published, but not enforced, are: format, pattern, uniqueItems, contentEncoding,
// contentMediaType, minProperties, maxProperties, patternProperties, propertyNames, contains,
// additionalProperties as a schema, several schemas in allOf, not, if, then, else, examples and
// deprecated. All other words ("forms", "@type", "discriminator") are dropped.
//
// Refused with a DeclarationError that names the place are: a keyword whose value has the wrong type,
// an unknown type, limits that no value meets, a "$ref" that leads nowhere, elsewhere or to itself,
// more than 30 levels, and more than a megabyte with all references replaced.

//! \brief A property that is made at run time.
struct RuntimeProperty
{
    QString name;           //!< on the wire
    QString title {};       //!< for people
    QString description {}; //!< for people
    Json schema {};         //!< of its values; null: any

    //! Reads the value, in a worker, and may take its time; what it throws is the answer. Not used
    //! where there is readNow.
    std::function<Json()> read {};
    //! Returns the latest known value, in any thread, several at once, and without waiting; then the
    //! property is read without a worker, as one with a Value behind it. Empty: there is none.
    std::function<Json()> readNow {};
    //! Sets the value, in a worker, under the global lock unless usesGlobalLock is false. The value
    //! fits the schema, with defaults filled in. To notify observers, and to save a setting, it calls
    //! Thing::changed() with the value that the device has then. Empty: the property is read-only.
    std::function<void(const Json &value)> write {};

    bool observable = false;    //!< Thing::changed() tells its changes
    bool usesGlobalLock = true; //!< writing takes the lock
    //! How long a write waits for the lock when its caller does not say; empty: the lock's own wait.
    std::optional<std::chrono::milliseconds> lockWait {};
    //! Whether it is kept from one start to the next: it is saved with each changed(), and written
    //! before open(), in the Things' thread. Needs write and observable.
    bool isSetting = false;
    //! The value that a reset writes; empty: it cannot be reset. Needs write.
    std::optional<Json> resetValue {};
    Unit unit = Unit::None; //!< of a number; Unit::None: as the schema says
    QString unitText {};    //!< a unit that Unit does not have; empty: as unit, or the schema, says
};

//! \brief An action that is made at run time.
struct RuntimeAction
{
    QString name;           //!< on the wire
    QString title {};       //!< for people
    QString description {}; //!< for people
    Json input {};          //!< schema of its input, as a rule an object; null: it takes none
    Json output {};         //!< schema of its output; null: it returns none

    //! Does the work, in a worker, under the global lock unless usesGlobalLock is false; it may be
    //! cancelled, report progress and log as each action. The input fits the schema, with defaults
    //! filled in; without an input it is an empty object. \a blobs are those to which the input
    //! refers by their blobPath(). What it throws is the action's error.
    std::function<Payload(const Json &input, const QList<Blob> &blobs)> run {};

    bool usesGlobalLock = true; //!< running it takes the lock
    //! How long it waits for the lock when its caller does not say; empty: the lock's own wait.
    std::optional<std::chrono::milliseconds> lockWait {};
    //! How long a finished invocation is kept.
    std::chrono::milliseconds retention {std::chrono::minutes {5}};
    //! The boolean member of its input that ends it, of a renewable action: see Annotation::renewable().
    //! Renewal::input is the Json of the newest request then. Empty: it is not renewable.
    QString endedBy {};
    //! Whether it runs as part of an emergency stop does: on the stop thread, at once, without lock or
    //! queue. An action named "stop" always does.
    bool isStop = false;
};

//! \brief An event that is made at run time: Thing::emitEvent() emits it.
struct RuntimeEvent
{
    QString name;           //!< on the wire
    QString title {};       //!< for people
    QString description {}; //!< for people
    Json data {};           //!< schema of what it carries; null: nothing
};

} // namespace Holdfast
