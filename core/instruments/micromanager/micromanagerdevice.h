// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/micromanager/bridgeproperties.h"
#include "core/thing/thing.h"

#include <memory>

namespace Holdfast {

//! \brief A device of Micro-Manager that has no class of its own: a state device (filter wheel, turret) with its
//! `label`, a shutter with `open`, and any other with the properties of its adapter. A part of a MicroManager.
class MicroManagerDevice : public Thing
{
    Q_OBJECT
public:
    //! Is made by a MicroManager, when \a bridge has loaded \a device.
    MicroManagerDevice(const std::shared_ptr<MicroManagerBridge> &bridge,
                       const DeviceReport &device);

private:
    void addLabel(const DeviceReport &device);
    void addOpen(const DeviceReport &device);
    void handle(const Json &event);

    BridgeProperties m_properties;
    std::unique_ptr<MicroManagerBridge::Subscription> m_subscription;
};

} // namespace Holdfast
