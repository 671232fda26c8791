// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/unit.h"
#include "core/thing/json/json.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace Holdfast {

struct SchemaMember;

//! \brief The values that a property, an input or an output may have: a data schema in the sense of
//! the Web of Things, and the limits that validation enforces.
struct DataSchema
{
    //! The types of JSON values; Any is all of them.
    enum class Type { Any, Null, Boolean, Integer, Number, String, Array, Object };

    Type type = Type::Any; //!< of the values
    bool nullable = false; //!< std::optional: null is also a value
    bool isBlob = false;   //!< an Object that refers to a Blob
    QString mediaType;     //!< of the Blob: "image/jpeg", "image/*"; empty: any

    QString title;          //!< for people; may be empty
    QString description;    //!< for people; may be empty
    Unit unit = Unit::None; //!< of a number
    QString otherUnit;      //!< of a number, where Unit does not have it; else empty

    std::optional<double> minimum;          //!< included
    std::optional<double> maximum;          //!< included
    std::optional<double> exclusiveMinimum; //!< not included
    std::optional<double> exclusiveMaximum; //!< not included
    std::optional<double> multipleOf;       //!< a number is a multiple of it
    //! The range of the C++ type, for integers. Enforced, not published.
    std::optional<std::pair<qint64, qint64>> representable;

    std::optional<int> minLength; //!< of a string's characters, or an array's items
    std::optional<int> maxLength; //!< of the same
    QStringList enumeration;      //!< the words of a Q_ENUM in snake_case; empty: any string
    //! The values of an enumeration that are not all words; empty: any value of the type.
    std::vector<Json> literals;

    std::shared_ptr<const DataSchema> items; //!< of an Array; empty: items of any kind
    std::vector<DataSchema> positions;       //!< of an Array that is a tuple: of its first items
    QList<SchemaMember> members;             //!< of an Object, in declaration order
    //! Whether an Object may have other members. They are dropped, unless the schema names no
    //! members at all: then any object passes unchanged.
    bool additionalProperties = false;
    bool keepsAdditional = false; //!< the other members of such an Object are kept, not dropped
    //! The schemas of which a value has to fit one, the type then being Any; empty: there is one only.
    std::vector<DataSchema> alternatives;
    //! Further keywords of JSON Schema, such as "format": published, and not enforced. Null for none.
    Json unchecked;
    std::optional<Json> defaultValue; //!< of an input that the caller leaves out

    //! Returns the schema of a C++ type: void, bool, integers, floating point, QString, Q_ENUM,
    //! Q_GADGET, Blob, Json, QList or std::vector of these; std::optional of bool, integers of 32
    //! bits or more, floating point, QString and QStringList. No type has to be registered. Empty
    //! for a type that has no JSON form, and for a Q_GADGET that contains itself.
    //!
    //! A Q_GADGET's members have the defaults of a default-constructed one, except null, which is
    //! no default; a Blob that is null there is nullable. None is required, and others are allowed:
    //! a caller that makes an action's input of it sets SchemaMember::required, and
    //! additionalProperties = false for the input itself.
    static std::optional<DataSchema> of(QMetaType type);

    //! Returns whether null is one of the values.
    bool acceptsNull() const;

    //! Sets the unit whose symbol is \a text, or any other.
    void setUnit(const QString &text);
    //! Returns the symbol of the unit; empty when there is none.
    QString unitSymbol() const;
};

//! \brief A member of an object schema.
struct SchemaMember
{
    QString name;          //!< on the wire, snake_case
    DataSchema schema;     //!< of its values
    bool required = false; //!< it must not be left out
};

//! Returns a C++ name in its form on the wire: "exposureTime" becomes "exposure_time".
QString toSnakeCase(const QString &name);

} // namespace Holdfast
