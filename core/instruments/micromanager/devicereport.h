// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Holdfast {

//! \brief A property of a device, as its adapter describes it.
struct DevicePropertyReport
{
    //! The type of its values, which MMCore passes on as texts.
    enum class Type { Text, Number, Integer };

    QString name;                     //!< as Micro-Manager shows it
    Type type = Type::Text;           //!< of its values
    bool isReadOnly = false;          //!< whether it cannot be set
    QStringList allowed {};           //!< the only values; empty: any
    std::optional<double> minimum {}; //!< of a number
    std::optional<double> maximum {}; //!< of a number
    QString value {};                 //!< when the devices were loaded

    //! Returns the schema of its values.
    Json schema() const;
    //! Returns \a text as a value of its type; null when it is none.
    Json toJson(const QString &text) const;
    //! Returns \a json, which fits the schema, as MMCore wants it.
    QString toText(const Json &json) const;
};

//! \brief A device, as the bridge reports it.
struct DeviceReport
{
    //! What it is; the kinds that have no Thing of their own class are Other.
    enum class Kind { XyStage, Stage, Camera, State, Shutter, Core, Other };

    QString label;                             //!< its name in the configuration of Micro-Manager
    Kind kind = Kind::Other;                   //!< what it is
    QString library {};                        //!< the adapter that it comes from
    QString description {};                    //!< for people
    QStringList labels {};                     //!< of the states of a state device
    std::optional<double> exposure {};         //!< of a camera, in milliseconds
    QList<DevicePropertyReport> properties {}; //!< in the adapter's order

    //! Returns the property \a name; null when there is none.
    const DevicePropertyReport *property(const QString &name) const;
};

//! \brief A group of presets: settings of several properties that have a name.
struct PresetGroupReport
{
    QString name;        //!< of the group
    QStringList presets; //!< their names
};

//! \brief All that the bridge has loaded.
struct SystemReport
{
    QString version;                 //!< of MMCore
    QList<DeviceReport> devices;     //!< in the order of the configuration
    QList<PresetGroupReport> groups; //!< in alphabetic order

    //! Returns whether \a other has the same devices with the same properties, whatever their values are.
    bool hasSameShape(const SystemReport &other) const;

    //! Reads the answer to the call "load". Throws a ThingError when it is wrong.
    static SystemReport fromJson(const Json &json);
};

//! Returns a legal name that a Thing or a property can have on the wire for one of Micro-Manager: "White Light
//! Shutter" is "white_light_shutter", and "CCDTemperature" is "ccd_temperature". Never empty.
QString wireName(const QString &name);

} // namespace Holdfast
