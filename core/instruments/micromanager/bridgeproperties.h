// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/micromanager/devicereport.h"
#include "core/instruments/micromanager/micromanagerbridge.h"
#include "core/thing/affordances/runtimeaffordances.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace Holdfast {

//! \brief The run-time properties of a Thing behind which there is the bridge: those of a device's adapter, and
//! others that have calls of their own. Thread-safe once all are added.
class BridgeProperties
{
public:
    //! \brief The Thing's own functions, which are protected.
    struct Host
    {
        std::function<void(const RuntimeProperty &property)> add;
        std::function<void(const QString &property, const Json &value)> changed;
        std::function<void(const QString &message)> warn;
    };
    //! \brief A property that is not one of the adapter.
    struct Entry
    {
        RuntimeProperty property; //!< without its functions
        QString get;              //!< the call that reads it
        QString set;              //!< the call that writes it; empty: it is read-only
        QString device;           //!< of these calls
        Json parameters {};       //!< of these calls
        QString library {};       //!< of the device
        std::function<Json(const Json &fromBridge)> decode {}; //!< empty: as it is
        std::function<Json(const Json &value)> encode {};      //!< empty: as it is
    };

    //! Adds no property yet. \a reserved are names that the Thing's class has.
    BridgeProperties(std::shared_ptr<MicroManagerBridge> bridge, Host host,
                     const QStringList &reserved = {});

    //! Adds a property. Throws DeclarationError when it is wrong.
    void add(const Entry &entry);
    //! Adds the properties of \a device, with \a prefix in front of their names, but not those in \a without. One that cannot
    //! be declared is left out, with a warning.
    void addAll(const DeviceReport &device, const QStringList &without = {},
                const QString &prefix = {});

    //! Takes note of the value \a fromBridge of the property \a name, and notifies observers if it is another one.
    void note(const QString &name, const Json &fromBridge);
    //! Takes note of an event "property" of the device that addAll() added.
    void noteEvent(const Json &event);

private:
    void addOne(const DeviceReport &device, const DevicePropertyReport &property,
                const QString &prefix);
    QString unusedName(const QString &wanted) const;
    Json noted(const QString &name, const Json &value);

    const std::shared_ptr<MicroManagerBridge> m_bridge;
    const Host m_host;
    std::set<QString> m_names;                                       //!< that are taken
    std::map<QString, std::function<Json(const Json &)>> m_decoders; //!< by the names
    std::map<QString, QString> m_namesOfAdapter;                     //!< by the adapter's own names
    std::mutex m_mutex;                                              //!< guards what follows
    std::map<QString, Json> m_last;                                  //!< the latest known values
};

} // namespace Holdfast
