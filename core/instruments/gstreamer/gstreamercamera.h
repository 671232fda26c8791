// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/camera.h"
#include "core/instruments/gstreamer/gstpointers.h"
#include "core/instruments/gstreamer/gstreamercameraoptions.h"
#include "core/instruments/gstreamer/sourcecontrols.h"

#include <condition_variable>
#include <gst/app/gstappsink.h>
#include <memory>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief A camera that GStreamer can show: a USB camera, one on the board, MJPEG over HTTP, or any pipeline that ends in an
//! appsink.
//!
//! Frames that the source has compressed as JPEG are passed on as they are. Whether a source delivers is tried when it is
//! connected, for the time of one frame; after that the pipeline runs only while there are viewers.
class GStreamerCamera : public Camera
{
    Q_OBJECT
public:
    //! Throws ThingError when an option is wrong.
    explicit GStreamerCamera(const GStreamerCameraOptions &options = {});
    ~GStreamerCamera() override;

    void discover() override;

protected:
    void connectDevice() override;
    void disconnectDevice() override;
    void startAcquisition() override;
    void stopAcquisition() override;
    void interruptDevice() override;
    std::chrono::microseconds
    applyExposure(std::optional<std::chrono::microseconds> asked) override;
    double applyGain(std::optional<double> asked) override;

private:
    void buildPipeline();
    void setUpSource();
    std::unique_ptr<SourceControls> makeControls();
    void run();
    void renewPipeline();
    void dropPipeline();
    void halt();
    void trouble(const Fault &fault);
    void takeSample(GstSample *sample);

    static GstFlowReturn sampleCame(GstAppSink *sink, gpointer self);
    static GstBusSyncReply messageCame(GstBus *bus, GstMessage *message, gpointer self);

    const GStreamerCameraOptions m_options;
    GstPointer<GstElement> m_pipeline;
    bool m_hasRun = false;                      //!< the present pipeline
    std::unique_ptr<SourceControls> m_controls; //!< null: the source has none
    std::optional<double> m_exposure;           //!< that was asked for
    std::optional<double> m_gain;               //!< likewise

    std::mutex m_startMutex; //!< guards what follows
    std::condition_variable m_started;
    bool m_isStarting = false;      //!< a thread waits for the first frame
    bool m_isEnding = false;        //!< for good
    bool m_hasDelivered = false;    //!< since the start
    std::optional<Fault> m_trouble; //!< since the start
};

} // namespace Holdfast
