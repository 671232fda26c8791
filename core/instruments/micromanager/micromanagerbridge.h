// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/micromanager/bridgelink.h"
#include "core/instruments/micromanager/devicereport.h"
#include "core/instruments/micromanager/micromanageroptions.h"
#include "core/thing/fault.h"
#include "core/thing/thingerror.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace Holdfast {

//! \brief Why the bridge cannot be started, or its devices cannot be loaded: a fault as an exception.
class BridgeFault : public ThingError
{
public:
    //! Makes the exception.
    explicit BridgeFault(const Fault &fault)
        : ThingError(QStringLiteral("DeviceLostError"), fault.what)
        , m_fault(fault)
    {
    }
    //! Returns the fault.
    const Fault &fault() const { return m_fault; }

private:
    Fault m_fault;
};

//! \brief The bridge to Micro-Manager over all its lives: what the Things of its devices share. Thread-safe.
class MicroManagerBridge
{
public:
    //! Is called with each event of a device, and the bytes of a picture; in the bridge's own thread, so it must be
    //! quick and must not make calls. There are two more events than in the bridge's README: "lost" and "loaded".
    using DeviceListener = std::function<void(const Json &event, const QByteArray &picture)>;
    //! \brief What its owner wants to hear, in the bridge's own thread.
    struct Owner
    {
        std::function<void(const Fault &fault)> lost;     //!< the bridge has ended by itself
        std::function<void(const QString &line)> said;    //!< a message of an adapter
        std::function<void(const Json &event)> preset {}; //!< a group of presets has changed
    };
    //! \brief Ends the calls of a listener with its own end.
    class Subscription;

    //! Starts nothing yet.
    MicroManagerBridge(const MicroManagerOptions &options, Owner owner);
    //! Ends the bridge.
    ~MicroManagerBridge();
    Q_DISABLE_COPY_MOVE(MicroManagerBridge)

    //! Ends the bridge that runs, starts a new one, and lets it load the devices. Blocks for as long as the options
    //! allow. Throws a BridgeFault.
    SystemReport start();
    //! Ends the bridge.
    void end();

    //! Makes a request, as BridgeLink::call() does.
    Json call(const BridgeRequest &request) const;
    //! Makes a request whose result is a picture, and puts that into \a picture.
    Json call(const BridgeRequest &request, QByteArray &picture) const;
    //! Stops a device, or all of them when \a device is empty. Does not wait.
    void stop(const QString &device = {}) const;

    //! Returns BridgeLink::stopCount(). Throws a BridgeFault when there is no bridge.
    quint64 stopCount(const QString &device) const;

    //! Returns why there is no bridge; empty when there is one, with all devices loaded.
    std::optional<Fault> loss() const;

    //! Lets \a listener hear the events of the device \a label for as long as the subscription lives.
    [[nodiscard]] std::unique_ptr<Subscription> listen(const QString &label,
                                                       const DeviceListener &listener);

    //! Returns the number of its process; 0 when there is none.
    qint64 pid() const;
    //! Returns the folders in which adapters are searched.
    QStringList adapterFolders() const;

private:
    void endWith(const Fault &why);
    std::shared_ptr<BridgeLink> link() const;
    std::shared_ptr<BridgeLink> connect();
    QString findProgram() const;
    QString findConfig() const;
    SystemReport load(BridgeLink &link) const;
    void setLoss(const std::optional<Fault> &loss);
    void dispatch(const Json &event, const QByteArray &picture);
    void tellAll(const Json &event);
    void tellValues(const SystemReport &report);

    const MicroManagerOptions m_options;
    const Owner m_owner;
    std::mutex m_starting; //!< is held while a bridge is started or ended

    mutable std::mutex m_mutex; //!< guards the two that follow
    std::shared_ptr<BridgeLink> m_link;
    std::optional<Fault> m_loss;

    std::mutex m_listening; //!< is held while listeners are called; guards what follows
    std::multimap<QString, const DeviceListener *> m_listeners;
};

class MicroManagerBridge::Subscription
{
public:
    //! Is made by listen().
    Subscription(MicroManagerBridge &bridge, const QString &label, DeviceListener listener);
    //! Waits for a call of the listener that is being made.
    ~Subscription();
    Q_DISABLE_COPY_MOVE(Subscription)

private:
    MicroManagerBridge &m_bridge;
    const DeviceListener m_listener;
};

} // namespace Holdfast
