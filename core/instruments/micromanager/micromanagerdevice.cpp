// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/micromanagerdevice.h"

namespace Holdfast {

namespace {

const QString s_label = QStringLiteral("label");
const QString s_open = QStringLiteral("open");
// MMCore has a property of this name for each state device.
const QString s_labelProperty = QStringLiteral("Label");

} // namespace

MicroManagerDevice::MicroManagerDevice(const std::shared_ptr<MicroManagerBridge> &bridge,
                                       const DeviceReport &device)
    : m_properties(
        bridge,
        {.add = [this](const RuntimeProperty &property) { addProperty(property); },
         .changed = [this](const QString &name, const Json &value) { changed(name, value); },
         .warn = [this](const QString &message) { logWarning(message); }})
{
    describeThing(device.description, device.label);
    QStringList without;
    if (device.kind == DeviceReport::Kind::State && !device.labels.isEmpty()) {
        addLabel(device);
        without << s_labelProperty;
    }
    if (device.kind == DeviceReport::Kind::Shutter)
        addOpen(device);
    m_properties.addAll(device, without);
    m_subscription = bridge->listen(
        device.label, [this](const Json &event, const QByteArray &) { handle(event); });
}

void MicroManagerDevice::addLabel(const DeviceReport &device)
{
    Json labels = Json::array();
    for (const QString &label : device.labels)
        labels.push_back(label);
    BridgeProperties::Entry entry;
    entry.property.name = s_label;
    entry.property.title = tr("Label");
    entry.property.description = tr("The state of the device, by its name.");
    entry.property.schema = {{"type", "string"}, {"enum", labels}};
    entry.get = QStringLiteral("get_label");
    entry.set = QStringLiteral("set_label");
    entry.device = device.label;
    entry.library = device.library;
    m_properties.add(entry);
}

void MicroManagerDevice::addOpen(const DeviceReport &device)
{
    BridgeProperties::Entry entry;
    entry.property.name = s_open;
    entry.property.title = tr("Open");
    entry.property.description = tr("Whether light passes the shutter. A stop closes it.");
    entry.property.schema = {{"type", "boolean"}};
    entry.get = QStringLiteral("get_open");
    entry.set = QStringLiteral("set_open");
    entry.device = device.label;
    entry.library = device.library;
    m_properties.add(entry);
}

void MicroManagerDevice::handle(const Json &event)
{
    const auto name = event.at("event").get<QString>();
    if (name == u"open")
        m_properties.note(s_open, event.at("value"));
    if (name != u"property")
        return;
    if (event.at("property") == toUtf8String(s_labelProperty))
        m_properties.note(s_label, event.at("value"));
    else
        m_properties.noteEvent(event);
}

} // namespace Holdfast
