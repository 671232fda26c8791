// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QByteArray>
#include <QString>

#include <vector>

using ArvDevice = struct _ArvDevice;

namespace Holdfast {

//! \brief A feature of a GenICam camera, as its own XML describes it.
struct GenicamFeature
{
    //! What can be done with it.
    enum class Kind {
        Readable, //!< has a value
        Settable, //!< has a value that can be set, unless the camera locks it
        Command,  //!< can be run
    };

    QByteArray name;     //!< as the camera calls it: "AcquisitionFrameRate"
    QString wireName;    //!< for a property or an action: "acquisition_frame_rate"
    QString title;       //!< for people
    QString description; //!< for people; may be empty
    Kind kind = Kind::Readable;
    Json schema;  //!< JSON Schema of its values; null for a command
    QString unit; //!< may be empty
};

//! \name Features of a camera. Functions throw a ThingError ("CameraError") when the camera refuses or does not answer.
//! @{

//! Returns all features that people may use, category by category from the root. Those in \a without are left out.
std::vector<GenicamFeature> genicamFeatures(ArvDevice *device, const QList<QByteArray> &without);

//! Reads the value of a feature.
Json readFeature(ArvDevice *device, const QByteArray &name);

//! Sets a feature to a value that fits its schema.
void writeFeature(ArvDevice *device, const QByteArray &name, const Json &value);

//! Runs a command.
void runFeature(ArvDevice *device, const QByteArray &name);

//! Returns whether the camera does not let the feature be set at present.
bool isFeatureLocked(ArvDevice *device, const QByteArray &name);

//! @}

} // namespace Holdfast
