// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/aravis/araviscameraoptions.h"
#include "core/instruments/aravis/genicamfeatures.h"
#include "core/instruments/camera/camera.h"
#include "core/instruments/camera/glibpointers.h"
#include "core/thing/value.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

using ArvBuffer = struct _ArvBuffer;
using ArvCamera = struct _ArvCamera;
using ArvGvDevice = struct _ArvGvDevice;
using ArvStream = struct _ArvStream;

namespace Holdfast {

//! \brief A GigE Vision or USB3 Vision camera, by the library Aravis.
//!
//! Beside exposure and gain it has its frame rate, its region of interest, and every feature that the camera's own
//! description (GenICam XML) names, as properties and actions that are made at run time. They are those of the camera that
//! was there at the start. What was set is sent again to a camera that comes back.
//!
//! Pictures have the depth of the pixel format: 16 bits in a PNG. Frames with missing packets are left out, and counted.
class AravisCamera : public Camera
{
    Q_OBJECT
    Q_PROPERTY(QString deviceId READ deviceId NOTIFY deviceIdChanged)
    Q_PROPERTY(qint64 missingPackets READ missingPackets NOTIFY missingPacketsChanged)
    Q_PROPERTY(qint64 incompleteFrames READ incompleteFrames NOTIFY incompleteFramesChanged)
public:
    //! The pause between two attempts to find a camera that is lost: each asks the whole network.
    static constexpr std::chrono::milliseconds searchPause {5000};

    //! Throws ThingError when an option is wrong. \a pause is for tests.
    explicit AravisCamera(const AravisCameraOptions &options = {},
                          std::chrono::milliseconds pause = searchPause);
    ~AravisCamera() override;

    //! Returns the id of the camera that is connected, or was last; empty before the first.
    QString deviceId() const { return m_deviceId; }
    //! Returns how many packets of a GigE camera were lost, and did not come when they were asked for again.
    qint64 missingPackets() const { return m_missingPackets; }
    //! Returns how many frames were left out because they were incomplete.
    qint64 incompleteFrames() const { return m_incompleteFrames; }

    void discover() override;

Q_SIGNALS:
    void deviceIdChanged(const QString &id);
    void missingPacketsChanged(qint64 packets);
    void incompleteFramesChanged(qint64 frames);

protected:
    void connectDevice() override;
    void disconnectDevice() override;
    void startAcquisition() override;
    void stopAcquisition() override;
    std::chrono::microseconds
    applyExposure(std::optional<std::chrono::microseconds> asked) override;
    double applyGain(std::optional<double> asked) override;

private:
    //! What a stream has counted since it was made.
    struct Counts
    {
        guint64 complete = 0;
        guint64 incomplete = 0;
        guint64 missingPackets = 0;
    };

    void openCamera();
    void declareAbilities();
    void declareFeatures();
    void declareFrameRate();
    void declareRegion();
    void addFeature(const GenicamFeature &feature);
    void addCommand(const QString &name, const GenicamFeature &feature);
    void addSettable(RuntimeProperty property);
    Json onCamera(const std::function<Json()> &read) const;
    void setOnCamera(const QString &property, const Json &value);
    void apply(const QString &property, const Json &value);
    bool needsStop(const QString &property) const;
    Json currentValue(const QString &property) const;

    void receive(const std::stop_token &stop);
    void take(ArvBuffer *buffer);
    void count();
    void judge();
    Counts counts() const;

    static void controlLost(ArvGvDevice *device, AravisCamera *self);

    const AravisCameraOptions m_options;
    const std::chrono::milliseconds m_searchPause;
    Value<QString> m_deviceId;
    Value<qint64> m_missingPackets;
    Value<qint64> m_incompleteFrames;

    GObjectPointer<ArvCamera> m_camera;
    GObjectPointer<ArvStream> m_stream;
    std::vector<std::pair<QString, QByteArray>>
        m_features;                        //!< names on the wire, and the camera's own
    std::optional<Fault> m_discoveryFault; //!< why discover() has not found the camera
    bool m_areFeaturesKnown = false;       //!< the camera was there at the start
    std::vector<std::pair<QString, Json>>
        m_set; //!< what was set, in this order; by names on the wire

    bool m_isFirstCount = true; //!< since the stream was made
    Counts m_counted;           //!< that are in the properties
    Counts m_judged;            //!< when judge() has last come to a judgement
    std::chrono::steady_clock::time_point m_nextCount {};
    bool m_isFaulty = false; //!< the present fault is that frames are incomplete
    std::jthread m_receiver;
};

} // namespace Holdfast
