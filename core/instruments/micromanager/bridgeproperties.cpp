// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/bridgeproperties.h"

#include "core/instruments/micromanager/micromanager.h"

namespace Holdfast {

BridgeProperties::BridgeProperties(std::shared_ptr<MicroManagerBridge> bridge, Host host,
                                   const QStringList &reserved)
    : m_bridge(std::move(bridge))
    , m_host(std::move(host))
    , m_names(reserved.begin(), reserved.end())
{
}

void BridgeProperties::add(const Entry &entry)
{
    RuntimeProperty property = entry.property;
    const QString name = property.name;
    const auto decode = entry.decode ? entry.decode : [](const Json &value) { return value; };
    const auto request = [entry](const QString &call, const Json &value) {
        Json parameters = entry.parameters.is_object() ? entry.parameters : Json::object();
        if (!value.is_null())
            parameters["value"] = entry.encode ? entry.encode(value) : value;
        return BridgeRequest {.call = call,
                              .device = entry.device,
                              .parameters = parameters,
                              .library = entry.library};
    };
    property.observable = true;
    property.read = [this, name, request, decode, get = entry.get] {
        return noted(name, decode(m_bridge->call(request(get, {}))));
    };
    if (!entry.set.isEmpty()) {
        property.write = [this, name, request, decode, set = entry.set](const Json &value) {
            // Devices round what they are given, so the observers are told what they have taken.
            const Json taken = decode(m_bridge->call(request(set, value)));
            {
                const std::lock_guard lock(m_mutex);
                m_last[name] = taken;
            }
            m_host.changed(name, taken);
        };
    }
    m_host.add(property);
    m_names.insert(name);
    m_decoders[name] = decode;
}

void BridgeProperties::addAll(const DeviceReport &device, const QStringList &without,
                              const QString &prefix)
{
    for (const DevicePropertyReport &property : device.properties) {
        if (without.contains(property.name))
            continue;
        try {
            addOne(device, property, prefix);
        } catch (const DeclarationError &error) {
            m_host.warn(
                MicroManager::tr(
                    "The property \u201c%1\u201d of the device \u201c%2\u201d is left out: %3")
                    .arg(property.name, device.label, error.message()));
        }
    }
}

void BridgeProperties::addOne(const DeviceReport &device, const DevicePropertyReport &property,
                              const QString &prefix)
{
    Entry entry;
    entry.property.name = unusedName(prefix + wireName(property.name));
    entry.property.title = property.name;
    entry.property.description =
        MicroManager::tr("The property \u201c%1\u201d of Micro-Manager's device \u201c%2\u201d.")
            .arg(property.name, device.label);
    entry.property.schema = property.schema();
    entry.get = QStringLiteral("get");
    if (!property.isReadOnly)
        entry.set = QStringLiteral("set");
    entry.device = device.label;
    entry.parameters = {{"property", property.name}};
    entry.library = device.library;
    entry.decode = [property](const Json &text) {
        return text.is_string() ? property.toJson(text.get<QString>()) : Json();
    };
    entry.encode = [property](const Json &value) { return Json(property.toText(value)); };
    add(entry);
    m_namesOfAdapter[property.name] = entry.property.name;
    const std::lock_guard lock(m_mutex);
    m_last[entry.property.name] = property.toJson(property.value);
}

QString BridgeProperties::unusedName(const QString &wanted) const
{
    QString name = wanted;
    for (int i = 2; m_names.contains(name); ++i)
        name = wanted + QStringLiteral("_%1").arg(i);
    return name;
}

void BridgeProperties::note(const QString &name, const Json &fromBridge)
{
    const auto decode = m_decoders.find(name);
    if (decode != m_decoders.end())
        noted(name, decode->second(fromBridge));
}

void BridgeProperties::noteEvent(const Json &event)
{
    const auto found = m_namesOfAdapter.find(event.at("property").get<QString>());
    if (found != m_namesOfAdapter.end())
        note(found->second, event.at("value"));
}

Json BridgeProperties::noted(const QString &name, const Json &value)
{
    {
        const std::lock_guard lock(m_mutex);
        Json &last = m_last[name];
        if (last == value)
            return value;
        last = value;
    }
    m_host.changed(name, value);
    return value;
}

} // namespace Holdfast
