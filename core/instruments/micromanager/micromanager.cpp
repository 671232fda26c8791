// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/micromanager.h"

#include "core/instruments/micromanager/micromanagercamera.h"
#include "core/instruments/micromanager/micromanagerdevice.h"
#include "core/instruments/micromanager/micromanagerstage.h"

namespace Holdfast {

namespace {

const QString s_presetPrefix = QStringLiteral("preset_");
const QString s_corePrefix = QStringLiteral("core_");

const MicroManagerOptions &checked(const MicroManagerOptions &options)
{
    options.check();
    return options;
}

void checkTimeout(const char *name, double seconds)
{
    if (!(seconds >= MicroManagerOptions::shortestTimeout
          && seconds <= MicroManagerOptions::longestTimeout)) {
        throw ThingError(QStringLiteral("The option %1 is %2; it must be from %3 to %4 seconds.")
                             .arg(QLatin1String(name))
                             .arg(seconds)
                             .arg(MicroManagerOptions::shortestTimeout)
                             .arg(MicroManagerOptions::longestTimeout));
    }
}

} // namespace

void MicroManagerOptions::check() const
{
    if (config.isEmpty()) {
        throw ThingError(QStringLiteral(
            "The option config is missing; it must name a configuration file of Micro-Manager."));
    }
    if (!(micrometresPerStep >= 0 && micrometresPerStep <= longestStep)) {
        throw ThingError(
            QStringLiteral("The option micrometres_per_step is %1; it must be from 0 to %2.")
                .arg(micrometresPerStep)
                .arg(longestStep));
    }
    checkTimeout("start_timeout", startTimeout);
    checkTimeout("answer_timeout", answerTimeout);
}

MicroManager::MicroManager(const MicroManagerOptions &options)
    : m_options(checked(options))
    , m_bridge(std::make_shared<MicroManagerBridge>(
          options, MicroManagerBridge::Owner {
                       .lost = [this](const Fault &fault) { noteLoss(fault); },
                       .said = [this](const QString &line) { logDebug(line); },
                       .preset =
                           [this](const Json &event) {
                               m_properties.note(s_presetPrefix
                                                     + wireName(event.at("group").get<QString>()),
                                                 event.at("value"));
                           }}))
    , m_properties(
          m_bridge,
          {.add = [this](const RuntimeProperty &property) { addProperty(property); },
           .changed = [this](const QString &name, const Json &value) { changed(name, value); },
           .warn = [this](const QString &message) { logWarning(message); }},
          {QStringLiteral("connected"), QStringLiteral("version"), QStringLiteral("restart")})
{
    expectParts();
    describeThing(tr("The devices of a configuration of Micro-Manager."), tr("Micro-Manager"));
    describe("connected",
             tr("Whether the program that runs the adapters is there, with all devices loaded."));
    describe("version", tr("The version of Micro-Manager's core."));
    describe("restart",
             tr("Ends the program that runs the adapters, and starts it again. All devices "
                "are initialized anew, which may move them."));
}

MicroManager::~MicroManager()
{
    m_bridge->end();
}

void MicroManager::discover()
{
    SystemReport report;
    try {
        report = start();
    } catch (const BridgeFault &fault) {
        noteLoss(fault.fault());
        return;
    }
    for (const DeviceReport &device : report.devices)
        addDevice(device);
    for (const PresetGroupReport &group : report.groups)
        addPresets(group);
    m_report = report;
}

void MicroManager::restart()
{
    const auto hold = holdGlobalLock();
    SystemReport report;
    try {
        report = start();
    } catch (const BridgeFault &fault) {
        noteLoss(fault.fault());
        throw;
    }
    if (!m_report) {
        reportFault(
            {.what = tr("The devices of Micro-Manager were not there when Holdfast started."),
             .remedy = tr("Start Holdfast again to see them.")});
    } else if (!m_report->hasSameShape(report)) {
        reportFault({.what = tr("Micro-Manager has other devices than when Holdfast started."),
                     .remedy = tr("Start Holdfast again to see them.")});
    }
}

SystemReport MicroManager::start()
{
    const SystemReport report = m_bridge->start();
    m_version = report.version;
    const std::lock_guard lock(m_announcing);
    // It may have crashed since.
    if (!m_bridge->loss()) {
        clearFault();
        m_connected = true;
    }
    return report;
}

void MicroManager::noteLoss(const Fault &fault)
{
    const std::lock_guard lock(m_announcing);
    reportFault(fault);
    if (isConnected())
        m_connected = false;
}

void MicroManager::addDevice(const DeviceReport &device)
{
    std::unique_ptr<Thing> part;
    switch (device.kind) {
    case DeviceReport::Kind::Core:
        // "Initialize" would unload all devices.
        m_properties.addAll(device, {QStringLiteral("Initialize")}, s_corePrefix);
        m_subscription =
            m_bridge->listen(device.label, [this](const Json &event, const QByteArray &) {
                if (event.at("event") == "property")
                    m_properties.noteEvent(event);
            });
        return;
    case DeviceReport::Kind::XyStage:
    case DeviceReport::Kind::Stage:
        part = std::make_unique<MicroManagerStage>(m_bridge, device, m_options.micrometresPerStep);
        break;
    case DeviceReport::Kind::Camera:
        part = std::make_unique<MicroManagerCamera>(m_bridge, device);
        break;
    case DeviceReport::Kind::Other:
        if (device.properties.isEmpty())
            return; // a hub, mostly
        [[fallthrough]];
    case DeviceReport::Kind::State:
    case DeviceReport::Kind::Shutter:
        part = std::make_unique<MicroManagerDevice>(m_bridge, device);
        break;
    }
    addPart(partName(device.label), std::move(part));
}

QString MicroManager::partName(const QString &label)
{
    const QString wanted = m_options.namePrefix + wireName(label);
    QString name = wanted;
    for (int i = 2; m_partNames.contains(name); ++i)
        name = wanted + QStringLiteral("_%1").arg(i);
    m_partNames << name;
    return name;
}

void MicroManager::addPresets(const PresetGroupReport &group)
{
    if (group.presets.isEmpty())
        return;
    BridgeProperties::Entry entry;
    entry.property.name = s_presetPrefix + wireName(group.name);
    entry.property.title = group.name;
    entry.property.description = tr("The preset of the group \u201c%1\u201d; empty when the "
                                    "devices are set to none of them.")
                                     .arg(group.name);
    // Empty is what is read between the presets, and cannot be asked for.
    Json presets = Json::array();
    for (const QString &preset : group.presets)
        presets.push_back(preset);
    entry.property.schema = {{"type", "string"}, {"enum", presets}};
    entry.get = QStringLiteral("get_preset");
    entry.set = QStringLiteral("set_preset");
    entry.parameters = {{"group", group.name}};
    try {
        m_properties.add(entry);
    } catch (const DeclarationError &error) {
        logWarning(tr("The group of presets \u201c%1\u201d is left out: %2")
                       .arg(group.name, error.message()));
    }
}

void MicroManager::emergencyStop()
{
    m_bridge->stop();
}

qint64 MicroManager::bridgePid() const
{
    return m_bridge->pid();
}

void MicroManager::close()
{
    m_bridge->end();
}

} // namespace Holdfast
