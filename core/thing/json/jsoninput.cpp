// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/metatypes.h"
#include "core/thing/json/jsonconversion.h"
#include "core/thing/validation/dataschema.h"

#include <QMetaProperty>
#include <QSequentialIterable>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace Holdfast {

namespace {

[[noreturn]] void throwUnfit(const Json &json, QMetaType type)
{
    throw std::invalid_argument("A JSON " + std::string(json.type_name())
                                + " does not fit into a value of type " + std::string(type.name())
                                + ".");
}

QVariant enumerationFromJson(const Json &json, const QMetaEnum &enumeration, QMetaType type)
{
    if (!json.is_string())
        throwUnfit(json, type);
    const auto word = json.get<QString>();
    for (int i = 0; i < enumeration.keyCount(); ++i) {
        if (enumerationWord(enumeration, i) != word)
            continue;
        QVariant value(enumeration.value(i));
        if (value.convert(type))
            return value;
    }
    throwUnfit(json, type);
}

QVariant gadgetFromJson(const Json &json, QMetaType type, const QList<Blob> &blobs)
{
    if (!json.is_object())
        throwUnfit(json, type);
    QVariant gadget(type);
    const QMetaObject *meta = type.metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        const auto member =
            json.find(toSnakeCase(QString::fromLatin1(property.name())).toStdString());
        // A member that is left out keeps its default; one without WRITE is computed by the gadget
        // itself.
        if (member == json.end() || !property.isWritable())
            continue;
        if (!property.writeOnGadget(gadget.data(), fromJson(*member, property.metaType(), blobs)))
            throwUnfit(*member, property.metaType());
    }
    return gadget;
}

QVariant listFromJson(const Json &json, QMetaType type, QMetaType item, const QList<Blob> &blobs)
{
    if (!json.is_array())
        throwUnfit(json, type);
    QVariant list(type);
    auto items = list.view<QSequentialIterable>();
    for (const Json &entry : json)
        items.addValue(fromJson(entry, item, blobs), QSequentialIterable::AtEnd);
    return list;
}

QVariant blobFromJson(const Json &json, QMetaType type, const QList<Blob> &blobs)
{
    if (json.is_null())
        return QVariant::fromValue(Blob());
    const auto href = json.is_object() ? json.find("href") : json.end();
    if (href == json.end())
        throwUnfit(json, type);
    for (const Blob &blob : blobs) {
        if (*href == toUtf8String(blobPath(blob.id())))
            return QVariant::fromValue(blob);
    }
    throw std::invalid_argument("There is no such blob.");
}

QVariant integerFromJson(const Json &json, QMetaType type)
{
    const auto range = integerRange(type).value();
    constexpr quint64 most = std::numeric_limits<qint64>::max();
    if (!json.is_number_integer() || (json.is_number_unsigned() && json.get<quint64>() > most))
        throwUnfit(json, type);
    const auto number = json.get<qint64>();
    if (number < range.first || number > range.second)
        throwUnfit(json, type);
    QVariant value(number);
    value.convert(type);
    return value;
}

QVariant floatFromJson(const Json &json, QMetaType type)
{
    if (!json.is_number())
        throwUnfit(json, type);
    const auto number = json.get<double>();
    if (type.id() == QMetaType::Double)
        return number;
    if (std::isfinite(number)
        && std::abs(number) > static_cast<double>(std::numeric_limits<float>::max()))
        throwUnfit(json, type);
    return static_cast<float>(number);
}

QVariant scalarFromJson(const Json &json, QMetaType type)
{
    switch (type.id()) {
    case QMetaType::Bool:
        if (!json.is_boolean())
            throwUnfit(json, type);
        return json.get<bool>();
    case QMetaType::Float:
    case QMetaType::Double:
        return floatFromJson(json, type);
    case QMetaType::QString:
        if (!json.is_string())
            throwUnfit(json, type);
        return json.get<QString>();
    default:
        return integerFromJson(json, type);
    }
}

} // namespace

QVariant fromJson(const Json &json, QMetaType type, const QList<Blob> &blobs)
{
    if (isScalar(type))
        return scalarFromJson(json, type);
    if (type == QMetaType::fromType<Json>())
        return QVariant::fromValue(json);
    if (type == QMetaType::fromType<Blob>())
        return blobFromJson(json, type, blobs);
    if (const OptionalType *optional = optionalType(type))
        return json.is_null() ? optional->none()
                              : optional->wrapped(fromJson(json, optional->inner, blobs));
    if (const QMetaEnum enumeration = enumerationOf(type); enumeration.isValid())
        return enumerationFromJson(json, enumeration, type);
    if (isGadget(type))
        return gadgetFromJson(json, type, blobs);
    if (const QMetaType item = itemType(type); item.isValid())
        return listFromJson(json, type, item, blobs);
    if (type.id() != QMetaType::Void)
        throwNoJsonForm(type);
    if (!json.is_null())
        throwUnfit(json, type);
    return {};
}

} // namespace Holdfast
