// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/metatypes.h"
#include "core/thing/json/jsonconversion.h"
#include "core/thing/validation/dataschema.h"

#include <QMetaProperty>
#include <QSequentialIterable>

#include <stdexcept>

namespace Holdfast {

namespace {

Json toJson(const QVariant &value, QList<Blob> &blobs);

Json blobToJson(const Blob &blob, QList<Blob> &blobs)
{
    if (blob.isNull())
        return nullptr;
    if (!blobs.contains(blob))
        blobs.append(blob);
    Json json = Json::object();
    json["href"] = blobPath(blob.id());
    json["media_type"] = blob.mediaType();
    json["rel"] = "output";
    json["description"] = blob.description();
    return json;
}

Json enumerationToJson(const QMetaEnum &enumeration, const QVariant &value)
{
    const int number = value.toInt();
    for (int i = 0; i < enumeration.keyCount(); ++i) {
        if (enumeration.value(i) == number)
            return enumerationWord(enumeration, i);
    }
    throw std::invalid_argument("The enumeration " + std::string(enumeration.name())
                                + " has no name for its value " + std::to_string(number) + ".");
}

Json gadgetToJson(const QVariant &gadget, QList<Blob> &blobs)
{
    Json json = Json::object();
    const QMetaObject *meta = gadget.metaType().metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        const QString name = toSnakeCase(QString::fromLatin1(property.name()));
        json[name.toStdString()] = toJson(property.readOnGadget(gadget.constData()), blobs);
    }
    return json;
}

Json listToJson(const QVariant &list, QList<Blob> &blobs)
{
    Json json = Json::array();
    const auto items = list.value<QSequentialIterable>();
    for (const QVariant &item : items)
        json.push_back(toJson(item, blobs));
    return json;
}

Json scalarToJson(const QVariant &value)
{
    switch (value.metaType().id()) {
    case QMetaType::Bool:
        return value.toBool();
    case QMetaType::Float:
    case QMetaType::Double:
        return value.toDouble();
    case QMetaType::QString:
        return value.toString();
    case QMetaType::ULong:
    case QMetaType::ULongLong:
        return value.toULongLong();
    default:
        return value.toLongLong();
    }
}

Json toJson(const QVariant &value, QList<Blob> &blobs)
{
    const QMetaType type = value.metaType();
    if (!type.isValid())
        return nullptr;
    if (isScalar(type))
        return scalarToJson(value);
    if (type == QMetaType::fromType<Json>())
        return value.value<Json>();
    if (type == QMetaType::fromType<Blob>())
        return blobToJson(value.value<Blob>(), blobs);
    if (const OptionalType *optional = optionalType(type))
        return toJson(optional->content(value), blobs);
    if (const QMetaEnum enumeration = enumerationOf(type); enumeration.isValid())
        return enumerationToJson(enumeration, value);
    if (isGadget(type))
        return gadgetToJson(value, blobs);
    if (itemType(type).isValid())
        return listToJson(value, blobs);
    throwNoJsonForm(type);
}

} // namespace

QString blobPath(const QUuid &id)
{
    return QStringLiteral("/blob/") + id.toString(QUuid::WithoutBraces);
}

Payload toPayload(const QVariant &value)
{
    Payload output;
    output.json = toJson(value, output.blobs);
    return output;
}

} // namespace Holdfast
