// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/devicereport.h"

#include "core/thing/thingerror.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace Holdfast {

namespace {

using Type = DevicePropertyReport::Type;
using Kind = DeviceReport::Kind;

QString textOf(const Json &json, const char *name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<QString>() : QString();
}

QStringList textsOf(const Json &json, const char *name)
{
    QStringList texts;
    const auto found = json.find(name);
    if (found == json.end() || !found->is_array())
        return texts;
    for (const Json &each : *found)
        texts << each.get<QString>();
    return texts;
}

std::optional<double> numberOf(const Json &json, const char *name)
{
    const auto found = json.find(name);
    if (found == json.end() || !found->is_number())
        return std::nullopt;
    return found->get<double>();
}

template<typename Value>
Value oneOf(const std::map<QString, Value> &values, const QString &word, Value otherwise)
{
    const auto found = values.find(word);
    return found == values.end() ? otherwise : found->second;
}

DevicePropertyReport propertyFrom(const Json &json)
{
    DevicePropertyReport property;
    property.name = textOf(json, "name");
    property.type = oneOf<Type>(
        {{QStringLiteral("number"), Type::Number}, {QStringLiteral("integer"), Type::Integer}},
        textOf(json, "type"), Type::Text);
    property.isReadOnly = json.value("read_only", true);
    property.allowed = textsOf(json, "allowed");
    property.minimum = numberOf(json, "minimum");
    property.maximum = numberOf(json, "maximum");
    property.value = textOf(json, "value");
    return property;
}

DeviceReport deviceFrom(const Json &json)
{
    DeviceReport device;
    device.label = textOf(json, "label");
    device.kind = oneOf<Kind>({{QStringLiteral("xy_stage"), Kind::XyStage},
                               {QStringLiteral("stage"), Kind::Stage},
                               {QStringLiteral("camera"), Kind::Camera},
                               {QStringLiteral("state"), Kind::State},
                               {QStringLiteral("shutter"), Kind::Shutter},
                               {QStringLiteral("core"), Kind::Core}},
                              textOf(json, "kind"), Kind::Other);
    device.library = textOf(json, "library");
    device.description = textOf(json, "description");
    device.labels = textsOf(json, "labels");
    device.exposure = numberOf(json, "exposure");
    for (const Json &property : json.at("properties"))
        device.properties << propertyFrom(property);
    return device;
}

} // namespace

Json DevicePropertyReport::schema() const
{
    Json schema {{"type", type == Type::Text     ? "string"
                          : type == Type::Number ? "number"
                                                 : "integer"}};
    if (!isReadOnly && !allowed.isEmpty()) {
        Json values = Json::array();
        for (const QString &text : allowed) {
            if (const Json each = toJson(text); !each.is_null())
                values.push_back(each);
        }
        if (!values.empty())
            schema["enum"] = values;
    } else if (type != Type::Text && minimum && maximum && *minimum <= *maximum) {
        schema["minimum"] =
            type == Type::Integer ? Json(std::llround(std::ceil(*minimum))) : Json(*minimum);
        schema["maximum"] =
            type == Type::Integer ? Json(std::llround(std::floor(*maximum))) : Json(*maximum);
    }
    return schema;
}

Json DevicePropertyReport::toJson(const QString &text) const
{
    bool isNumber = false;
    if (type == Type::Text)
        return text;
    if (const qlonglong whole = text.toLongLong(&isNumber); isNumber && type == Type::Integer)
        return whole;
    const double number = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number))
        return nullptr;
    // Some adapters write integers as 3.0000.
    return type == Type::Integer ? Json(std::llround(number)) : Json(number);
}

QString DevicePropertyReport::toText(const Json &json) const
{
    // Adapters compare texts: "1" is not "1.0000".
    for (const QString &text : allowed) {
        if (toJson(text) == json)
            return text;
    }
    if (json.is_string())
        return json.get<QString>();
    if (type == Type::Integer)
        return QString::number(json.get<qlonglong>());
    return QString::number(json.get<double>(), 'g', 12);
}

const DevicePropertyReport *DeviceReport::property(const QString &name) const
{
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [&name](const auto &each) { return each.name == name; });
    return found == properties.end() ? nullptr : &*found;
}

bool SystemReport::hasSameShape(const SystemReport &other) const
{
    const auto isSameProperty = [](const DevicePropertyReport &a, const DevicePropertyReport &b) {
        return a.name == b.name && a.schema() == b.schema() && a.isReadOnly == b.isReadOnly;
    };
    const auto isSameDevice = [&](const DeviceReport &a, const DeviceReport &b) {
        return a.label == b.label && a.kind == b.kind && a.labels == b.labels
               && std::equal(a.properties.begin(), a.properties.end(), b.properties.begin(),
                             b.properties.end(), isSameProperty);
    };
    const auto isSameGroup = [](const PresetGroupReport &a, const PresetGroupReport &b) {
        return a.name == b.name && a.presets == b.presets;
    };
    return std::equal(devices.begin(), devices.end(), other.devices.begin(), other.devices.end(),
                      isSameDevice)
           && std::equal(groups.begin(), groups.end(), other.groups.begin(), other.groups.end(),
                         isSameGroup);
}

SystemReport SystemReport::fromJson(const Json &json)
{
    try {
        SystemReport report;
        report.version = textOf(json, "version");
        for (const Json &device : json.at("devices"))
            report.devices << deviceFrom(device);
        for (const Json &group : json.at("groups"))
            report.groups << PresetGroupReport {textOf(group, "name"), textsOf(group, "presets")};
        return report;
    } catch (const Json::exception &error) {
        throw ThingError(QStringLiteral("BridgeError"),
                         QStringLiteral("The bridge's report of its devices is wrong: %1")
                             .arg(QString::fromUtf8(error.what())));
    }
}

QString wireName(const QString &name)
{
    const auto isUpper = [](QChar c) { return c >= u'A' && c <= u'Z'; };
    const auto isLower = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
    };
    QString wire;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name[i];
        if (!isUpper(c) && !isLower(c)) {
            if (!wire.isEmpty() && !wire.endsWith(u'_'))
                wire += u'_';
            continue;
        }
        // A word begins at "aB", and at the last capital of "ABc".
        const bool beginsWord = i > 0 && isUpper(c)
                                && (isLower(name[i - 1])
                                    || (isUpper(name[i - 1]) && i + 1 < name.size()
                                        && name[i + 1] >= u'a' && name[i + 1] <= u'z'));
        if (beginsWord && !wire.isEmpty() && !wire.endsWith(u'_'))
            wire += u'_';
        wire += c.toLower();
    }
    if (wire.endsWith(u'_'))
        wire.chop(1);
    wire.truncate(80);
    return wire.isEmpty() || wire == u"ws" ? QStringLiteral("device_") + wire : wire;
}

} // namespace Holdfast
