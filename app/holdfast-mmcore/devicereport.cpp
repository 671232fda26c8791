// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfast-mmcore/devicereport.h"

#include <MMCore.h>

namespace Holdfast {

namespace {

const char *kindOf(MM::DeviceType type)
{
    switch (type) {
    case MM::CameraDevice:
        return "camera";
    case MM::ShutterDevice:
        return "shutter";
    case MM::StateDevice:
        return "state";
    case MM::StageDevice:
        return "stage";
    case MM::XYStageDevice:
        return "xy_stage";
    case MM::CoreDevice:
        return "core";
    default:
        return "other";
    }
}

const char *typeOf(MM::PropertyType type)
{
    switch (type) {
    case MM::Integer:
        return "integer";
    case MM::Float:
        return "number";
    default:
        return "string";
    }
}

json propertyOf(CMMCore &core, const char *device, const std::string &name)
{
    const char *property = name.c_str();
    json report {{"name", name},
                 {"type", typeOf(core.getPropertyType(device, property))},
                 {"read_only", core.isPropertyReadOnly(device, property)}};
    if (const auto allowed = core.getAllowedPropertyValues(device, property); !allowed.empty())
        report["allowed"] = allowed;
    if (core.hasPropertyLimits(device, property)) {
        report["minimum"] = core.getPropertyLowerLimit(device, property);
        report["maximum"] = core.getPropertyUpperLimit(device, property);
    }
    report["value"] = core.getProperty(device, property);
    return report;
}

json propertiesOf(CMMCore &core, const char *device)
{
    json properties = json::array();
    for (const std::string &name : core.getDevicePropertyNames(device)) {
        try {
            if (!core.isPropertyPreInit(device, name.c_str()))
                properties.push_back(propertyOf(core, device, name));
        } catch (const CMMError &) {
            // One property that cannot be read must not hide the others.
        }
    }
    return properties;
}

json deviceOf(CMMCore &core, const std::string &label)
{
    const char *device = label.c_str();
    const MM::DeviceType type = core.getDeviceType(device);
    json report {{"label", label}, {"kind", kindOf(type)}};
    if (type != MM::CoreDevice) {
        report["library"] = core.getDeviceLibrary(device);
        report["device"] = core.getDeviceName(device);
    }
    try {
        report["description"] = core.getDeviceDescription(device);
        if (type == MM::StateDevice)
            report["labels"] = core.getStateLabels(device);
        if (type == MM::CameraDevice)
            report["exposure"] = core.getExposure(device);
    } catch (const CMMError &) {
        // These are extras.
    }
    report["properties"] = propertiesOf(core, device);
    return report;
}

} // namespace

json reportOf(CMMCore &core)
{
    json devices = json::array();
    for (const std::string &label : core.getLoadedDevices())
        devices.push_back(deviceOf(core, label));
    json groups = json::array();
    for (const std::string &group : core.getAvailableConfigGroups())
        groups.push_back({{"name", group}, {"presets", core.getAvailableConfigs(group.c_str())}});
    return {{"version", core.getVersionInfo()},
            {"device_interface", CMMCore::getMMDeviceDeviceInterfaceVersion()},
            {"devices", devices},
            {"groups", groups}};
}

} // namespace Holdfast
