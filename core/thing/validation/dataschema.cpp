// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/dataschema.h"

#include "core/thing/affordances/metatypes.h"
#include "core/thing/blob.h"
#include "core/thing/json/jsonconversion.h"

#include <QMetaProperty>
#include <QVariant>

#include <cmath>
#include <limits>

namespace Holdfast {

namespace {

// A gadget that contains itself has no finite schema, so the enclosing types are remembered.
using Enclosing = QList<QMetaType>;

std::optional<DataSchema> schemaOf(QMetaType type, const Enclosing &enclosing);

QString titleOf(const QString &wireName)
{
    QString title = wireName;
    bool startsWord = true;
    for (QChar &c : title) {
        if (c == QLatin1Char('_'))
            c = QLatin1Char(' ');
        else if (startsWord)
            c = c.toUpper();
        startsWord = c == QLatin1Char(' ');
    }
    return title.trimmed();
}

// Returns the default that a schema publishes. Null is not published, because a nullable member has
// it anyway; nor is a number that JSON cannot carry. The gadget still has such a default when the
// member is left out.
std::optional<Json> defaultOf(const QVariant &value)
{
    Json json = toPayload(value).json;
    if (json.is_null() || (json.is_number_float() && !std::isfinite(json.get<double>())))
        return {};
    return json;
}

std::optional<DataSchema> gadgetSchema(QMetaType type, const Enclosing &enclosing)
{
    if (enclosing.contains(type))
        return {};
    DataSchema schema;
    schema.type = DataSchema::Type::Object;
    schema.additionalProperties = true;
    const QMetaObject *meta = type.metaObject();
    const QVariant gadget(type);
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        auto memberSchema = schemaOf(property.metaType(), enclosing + Enclosing {type});
        if (!memberSchema)
            return {};
        SchemaMember member;
        member.name = toSnakeCase(QString::fromLatin1(property.name()));
        member.schema = *std::move(memberSchema);
        member.schema.title = titleOf(member.name);
        const QVariant value = property.readOnGadget(gadget.constData());
        member.schema.defaultValue = defaultOf(value);
        if (member.schema.isBlob)
            member.schema.nullable = value.value<Blob>().isNull();
        schema.members.append(std::move(member));
    }
    return schema;
}

std::optional<DataSchema> listSchema(QMetaType item, const Enclosing &enclosing)
{
    auto itemSchema = schemaOf(item, enclosing);
    if (!itemSchema)
        return {};
    DataSchema schema;
    schema.type = DataSchema::Type::Array;
    schema.items = std::make_shared<const DataSchema>(*std::move(itemSchema));
    return schema;
}

DataSchema enumerationSchema(const QMetaEnum &enumeration)
{
    DataSchema schema;
    schema.type = DataSchema::Type::String;
    for (int i = 0; i < enumeration.keyCount(); ++i)
        schema.enumeration.append(enumerationWord(enumeration, i));
    return schema;
}

DataSchema scalarSchema(QMetaType type)
{
    DataSchema schema;
    switch (type.id()) {
    case QMetaType::Bool:
        schema.type = DataSchema::Type::Boolean;
        return schema;
    case QMetaType::Float:
        // This limit is also published: a larger number would become infinite.
        schema.maximum = static_cast<double>(std::numeric_limits<float>::max());
        schema.minimum = -*schema.maximum;
        [[fallthrough]];
    case QMetaType::Double:
        schema.type = DataSchema::Type::Number;
        return schema;
    case QMetaType::QString:
        schema.type = DataSchema::Type::String;
        return schema;
    default:
        schema.type = DataSchema::Type::Integer;
        schema.representable = integerRange(type);
        return schema;
    }
}

std::optional<DataSchema> schemaOf(QMetaType type, const Enclosing &enclosing)
{
    if (isScalar(type))
        return scalarSchema(type);
    if (type == QMetaType::fromType<Json>())
        return DataSchema {};
    if (type == QMetaType::fromType<Blob>()) {
        DataSchema schema;
        schema.type = DataSchema::Type::Object;
        schema.isBlob = true;
        return schema;
    }
    if (const OptionalType *optional = optionalType(type)) {
        auto schema = schemaOf(optional->inner, enclosing);
        schema->nullable = true;
        return schema;
    }
    if (const QMetaEnum enumeration = enumerationOf(type); enumeration.isValid())
        return enumerationSchema(enumeration);
    if (isGadget(type))
        return gadgetSchema(type, enclosing);
    if (const QMetaType item = itemType(type); item.isValid())
        return listSchema(item, enclosing);
    if (type.id() != QMetaType::Void)
        return {};
    DataSchema nothing;
    nothing.type = DataSchema::Type::Null;
    return nothing;
}

} // namespace

std::optional<DataSchema> DataSchema::of(QMetaType type)
{
    return schemaOf(type, {});
}

bool DataSchema::acceptsNull() const
{
    return nullable || type == Type::Null
           || (type == Type::Any && literals.empty() && alternatives.empty());
}

void DataSchema::setUnit(const QString &text)
{
    unit = unitOf(text);
    otherUnit = unit == Unit::None ? text : QString();
}

QString DataSchema::unitSymbol() const
{
    return unit == Unit::None ? otherUnit : symbol(unit);
}

QString toSnakeCase(const QString &name)
{
    QString snake;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name.at(i);
        const bool afterWord = i > 0 && (name.at(i - 1).isLower() || name.at(i - 1).isDigit());
        const bool endsAcronym =
            i > 0 && name.at(i - 1).isUpper() && i + 1 < name.size() && name.at(i + 1).isLower();
        if (c.isUpper() && (afterWord || endsAcronym))
            snake += QLatin1Char('_');
        snake += c.toLower();
    }
    return snake;
}

} // namespace Holdfast
