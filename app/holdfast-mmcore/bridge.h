// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfast-mmcore/calls.h"
#include "app/holdfast-mmcore/cameras.h"
#include "app/holdfast-mmcore/framememory.h"
#include "app/holdfast-mmcore/json.h"
#include "app/holdfast-mmcore/worker.h"

#include <MMCore.h>
#include <MMEventCallback.h>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace Holdfast {

class Messages;

//! \brief Serves the requests of the client with MMCore.
//!
//! handle() only passes requests on. Each library of adapters has a worker for its calls, and another one for the
//! stops of its devices: a stop waits for nothing but the call that the library itself is in.
class Bridge : private MMEventCallback
{
public:
    //! Loads nothing yet.
    explicit Bridge(Messages &messages);
    ~Bridge() override;

    //! Serves \a request, and answers it later. Does not block.
    void handle(const json &request);
    //! Stops all devices and unloads them. Returns after \a limit at the latest: then a library hangs.
    void end(std::chrono::milliseconds limit);

private:
    //! \brief The workers of a library.
    struct Library
    {
        Worker calls;
        Worker stops;
    };
    //! \brief A device that is loaded.
    struct Device
    {
        std::shared_ptr<Library> library;
        MM::DeviceType type = MM::UnknownType;
        std::shared_ptr<std::atomic<int>> stops; //!< how often it was stopped
    };
    //! \brief A request under way.
    struct Task
    {
        json request;
        std::string device; //!< empty: it is for all of them
        Call call;
        std::shared_ptr<const std::atomic<int>> stops;
        int stopsBefore = 0; //!< when the request came

        bool isStopped() const { return call.changes && *stops != stopsBefore; }
    };
    struct StopReport;
    using Devices = std::map<std::string, Device>;

    void onPropertiesChanged() override;
    void onPropertyChanged(const char *device, const char *property, const char *value) override;
    void onConfigGroupChanged(const char *group, const char *preset) override;
    void onStagePositionChanged(const char *device, double z) override;
    void onXYStagePositionChanged(const char *device, double x, double y) override;
    void onExposureChanged(const char *device, double milliseconds) override;
    void onShutterOpenChanged(const char *device, bool isOpen) override;
    // These would be written to the standard output.
    void onChannelGroupChanged(const char *) override { }
    void onSystemConfigurationLoaded() override { }
    void onPixelSizeChanged(double) override { }
    void onPixelSizeAffineChanged(double, double, double, double, double, double) override { }
    void onSLMExposureChanged(const char *, double) override { }
    void onImageSnapped(const char *) override { }
    void onSequenceAcquisitionStarted(const char *) override { }
    void onSequenceAcquisitionStopped(const char *) override { }

    void load(const json &request);
    void noteDevices();
    void stop(const json &request);
    void stopDevice(const std::string &label, const Device &device, StopReport &report);
    void run(const std::shared_ptr<const Task> &task);
    bool poll(const Task &task, std::chrono::steady_clock::time_point begin);
    bool isBusy(const Task &task);
    std::shared_ptr<const Devices> devices() const;

    Messages &m_messages;
    FrameMemory m_memory;
    CMMCore m_core;
    Cameras m_cameras {m_core, m_memory, m_messages};
    const std::map<std::string, Call> m_calls;
    mutable std::mutex m_mutex; //!< guards the pointer that follows
    std::shared_ptr<const Devices> m_devices = std::make_shared<Devices>();
    const std::shared_ptr<std::atomic<int>> m_stopsOfAll = std::make_shared<std::atomic<int>>(0);
    Worker m_coreCalls; //!< the last member: it uses the others
};

} // namespace Holdfast
