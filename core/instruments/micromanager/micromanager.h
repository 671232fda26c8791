// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/micromanager/bridgeproperties.h"
#include "core/instruments/micromanager/micromanageroptions.h"
#include "core/thing/thing.h"
#include "core/thing/value.h"

#include <memory>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief The devices of a configuration of Micro-Manager, behind the lock of this station.
//!
//! It starts the program holdfast-mmcore, which runs Micro-Manager's adapters, and brings a Thing along for each device: a
//! MicroManagerStage, a MicroManagerCamera or a MicroManagerDevice, named as the device. Itself it has the properties of
//! MMCore, and a property for each group of presets.
//!
//! A bridge that crashes or hangs is a fault, until restart() has started it again. The Things are those of the first start
//! that succeeded in discover(); when there was none, or the devices are others now, Holdfast must be started again.
class MicroManager : public Thing
{
    Q_OBJECT
    Q_PROPERTY(bool connected READ isConnected NOTIFY connectedChanged)
    Q_PROPERTY(QString version READ version NOTIFY versionChanged)
public:
    //! Throws ThingError when an option is wrong.
    explicit MicroManager(const MicroManagerOptions &options = {});
    ~MicroManager() override;

    //! Returns whether the bridge runs, and has loaded all devices.
    bool isConnected() const { return m_connected; }
    //! Returns the version of MMCore; empty before the devices were loaded for the first time.
    QString version() const { return m_version; }

    //! Returns the process number of the bridge; 0 when there is none.
    qint64 bridgePid() const;

    //! Ends the bridge, and starts it again. Throws a ThingError when that fails.
    Q_INVOKABLE void restart();

    void discover() override;
    //! Stops stages and pumps, and closes shutters. A bridge that has not answered after 700 ms is killed.
    void emergencyStop() override;
    void close() override;

Q_SIGNALS:
    //! Is emitted when the bridge is there, or has gone; in any thread.
    void connectedChanged(bool connected);
    //! Is emitted when the devices were loaded, in any thread.
    void versionChanged(const QString &version);

private:
    SystemReport start();
    void addDevice(const DeviceReport &device);
    void addPresets(const PresetGroupReport &group);
    QString partName(const QString &label);
    void noteLoss(const Fault &fault);

    const MicroManagerOptions m_options;
    Value<bool> m_connected {this, &MicroManager::connectedChanged, false};
    Value<QString> m_version {this, &MicroManager::versionChanged};
    std::mutex m_announcing; //!< is held while the fault and `connected` change together
    const std::shared_ptr<MicroManagerBridge> m_bridge;
    BridgeProperties m_properties;
    QStringList m_partNames;
    std::optional<SystemReport> m_report; //!< that the Things were made of
    std::unique_ptr<MicroManagerBridge::Subscription> m_subscription;
};

} // namespace Holdfast
