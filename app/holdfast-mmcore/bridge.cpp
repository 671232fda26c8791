// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfast-mmcore/bridge.h"

#include "app/holdfast-mmcore/devicereport.h"
#include "app/holdfast-mmcore/messages.h"

#include <chrono>
#include <future>
#include <vector>

namespace Holdfast {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

// A device that stays busy for longer after a setting is reported, and no longer waited for.
constexpr auto longestSetting = 30s;

CallError callError(const std::exception_ptr &thrown)
{
    try {
        std::rethrow_exception(thrown);
    } catch (const CallError &error) {
        return error;
    } catch (const CMMError &error) {
        return {"failed", error.getFullMsg()};
    } catch (const json::exception &error) {
        return {"bad_request", error.what()};
    } catch (const std::exception &error) {
        return {"failed", error.what()};
    } catch (...) {
        return {"failed", "The adapter has thrown an unknown exception."};
    }
}

//! Returns why the configuration could not be loaded, in a kind of its own where another remedy helps.
CallError loadError(const CMMError &error)
{
    const std::string message = error.getFullMsg();
    const auto says = [&message](const char *text) {
        return message.find(text) != std::string::npos;
    };
    if (says("Incompatible device interface version")
        || says("Incompatible module interface version"))
        return {"version", message};
    if (says("Failed to load device adapter"))
        return {"adapter", message};
    return {"load", message};
}

} // namespace

//! \brief Collects what became of a stop, and answers it when all have reported.
struct Bridge::StopReport
{
    StopReport(Messages &to, json request)
        : messages(to)
        , id(std::move(request))
    {
    }
    ~StopReport() { messages.answer(id, {{"stopped", stopped}, {"failed", failed}}); }
    StopReport(const StopReport &) = delete;
    StopReport &operator=(const StopReport &) = delete;

    Messages &messages;
    const json id;
    std::mutex mutex; //!< guards what follows
    json stopped = json::array();
    json failed = json::object();
};

Bridge::Bridge(Messages &messages)
    : m_messages(messages)
    , m_calls(callsOf(m_core, m_cameras))
{
    m_core.setStderrLogLevel(mmcore::LogLevelError);
    m_core.enableStderrLog(true);
    m_core.registerCallback(this);
}

Bridge::~Bridge()
{
    m_core.registerCallback(nullptr);
}

std::shared_ptr<const Bridge::Devices> Bridge::devices() const
{
    const std::lock_guard lock(m_mutex);
    return m_devices;
}

void Bridge::handle(const json &request)
{
    const json id = request.value("id", json());
    try {
        const auto name = request.at("call").get<std::string>();
        if (name == "stop")
            return stop(request);
        if (name == "release")
            return m_memory.release(request.at("slot").get<size_t>());
        if (name == "load")
            return m_coreCalls.add([this, request] { load(request); });
        const auto call = m_calls.find(name);
        if (call == m_calls.end())
            throw CallError("bad_request", "There is no call \"" + name + "\".");
        const auto task = std::make_shared<Task>(Task {.request = request,
                                                       .device = request.value("device", ""),
                                                       .call = call->second,
                                                       .stops = m_stopsOfAll});
        Worker *worker = &m_coreCalls;
        const auto all = devices();
        if (!task->device.empty()) {
            const auto found = all->find(task->device);
            if (found == all->end())
                throw CallError("no_device", "There is no device \"" + task->device + "\".");
            task->stops = found->second.stops;
            if (found->second.library)
                worker = &found->second.library->calls;
        }
        task->stopsBefore = *task->stops;
        worker->add([this, task] { run(task); });
    } catch (...) {
        m_messages.refuse(id, callError(std::current_exception()));
    }
}

void Bridge::run(const std::shared_ptr<const Task> &task)
{
    const json &id = task->request["id"];
    try {
        if (task->isStopped())
            throw CallError("stopped", "It was stopped before it began.");
        const json result = task->call.begin(task->request);
        if (!task->call.finish)
            return m_messages.answer(id, result);
        // The stop may have come between the question above and the begin, and so have been too early.
        if (task->call.moves && task->isStopped())
            m_core.stop(task->device.c_str());
        if (poll(*task, Clock::now()))
            return;
        Worker &worker =
            task->device.empty() ? m_coreCalls : devices()->at(task->device).library->calls;
        worker.follow([this, task, begin = Clock::now()] { return poll(*task, begin); });
    } catch (...) {
        m_messages.refuse(id, callError(std::current_exception()));
    }
}

bool Bridge::poll(const Task &task, Clock::time_point begin)
{
    const json &id = task.request["id"];
    try {
        if (task.isStopped())
            throw CallError("stopped", "It was stopped.");
        if (!isBusy(task)) {
            m_messages.answer(id, task.call.finish(task.request));
            return true;
        }
        // This also tells the client that the bridge does not hang.
        json event {{"event", "busy"}, {"id", id}};
        if (task.call.moves)
            event["position"] = positionOf(m_core, task.device);
        m_messages.tell(event);
        if (!task.call.moves && Clock::now() > begin + longestSetting)
            throw CallError("busy", "The device is still busy after 30 s.");
        return false;
    } catch (...) {
        m_messages.refuse(id, callError(std::current_exception()));
        return true;
    }
}

bool Bridge::isBusy(const Task &task)
{
    if (task.device.empty())
        return m_core.systemBusy();
    return devices()->at(task.device).library && m_core.deviceBusy(task.device.c_str());
}

void Bridge::load(const json &request)
{
    const json &id = request["id"];
    try {
        m_core.setDeviceAdapterSearchPaths(request.at("adapters").get<std::vector<std::string>>());
        try {
            m_core.loadSystemConfiguration(request.at("config").get<std::string>().c_str());
        } catch (const CMMError &error) {
            throw loadError(error);
        }
        noteDevices();
        m_messages.answer(id, reportOf(m_core));
    } catch (...) {
        m_messages.refuse(id, callError(std::current_exception()));
    }
}

void Bridge::noteDevices()
{
    auto found = std::make_shared<Devices>();
    std::map<std::string, std::shared_ptr<Library>> libraries;
    for (const std::string &label : m_core.getLoadedDevices()) {
        Device device;
        device.type = m_core.getDeviceType(label.c_str());
        device.stops = std::make_shared<std::atomic<int>>(0);
        if (device.type != MM::CoreDevice) {
            std::shared_ptr<Library> &library = libraries[m_core.getDeviceLibrary(label.c_str())];
            if (!library)
                library = std::make_shared<Library>();
            device.library = library;
        }
        (*found)[label] = device;
    }
    const std::lock_guard lock(m_mutex);
    m_devices = found;
}

void Bridge::stop(const json &request)
{
    // The report answers at its end, in the last of the threads that have it.
    const auto report = std::make_shared<StopReport>(m_messages, request.value("id", json()));
    const auto all = devices();
    const auto only = request.find("device");
    if (only == request.end())
        ++*m_stopsOfAll;
    const auto isStage = [](const Device &device) {
        return device.type == MM::XYStageDevice || device.type == MM::StageDevice;
    };
    for (const bool stagesNow : {true, false}) {
        for (const auto &[label, device] : *all) {
            if ((only != request.end() && *only != label) || isStage(device) != stagesNow)
                continue;
            ++*device.stops;
            if (device.library) {
                device.library->stops.add([this, report, label = label, device = device] {
                    stopDevice(label, device, *report);
                });
            }
        }
    }
}

void Bridge::stopDevice(const std::string &label, const Device &device, StopReport &report)
{
    std::string problem;
    try {
        switch (device.type) {
        case MM::XYStageDevice:
        case MM::StageDevice:
            m_core.stop(label.c_str());
            break;
        case MM::ShutterDevice:
            m_core.setShutterOpen(label.c_str(), false);
            break;
        case MM::PressurePumpDevice:
            m_core.pressurePumpStop(label.c_str());
            break;
        case MM::VolumetricPumpDevice:
            m_core.volumetricPumpStop(label.c_str());
            break;
        default:
            return; // nothing of it moves by itself
        }
    } catch (...) {
        problem = callError(std::current_exception()).what();
    }
    const std::lock_guard lock(report.mutex);
    if (problem.empty())
        report.stopped.push_back(label);
    else
        report.failed[label] = problem;
}

void Bridge::end(std::chrono::milliseconds limit)
{
    stop(json::object());
    const auto done = std::make_shared<std::promise<void>>();
    m_coreCalls.add([this, done] {
        try {
            m_core.reset();
        } catch (...) {
            // The process ends anyway.
        }
        done->set_value();
    });
    done->get_future().wait_for(limit);
}

void Bridge::onPropertiesChanged()
{
    m_messages.tell({{"event", "properties"}});
}

void Bridge::onPropertyChanged(const char *device, const char *property, const char *value)
{
    m_messages.tell(
        {{"event", "property"}, {"device", device}, {"property", property}, {"value", value}});
}

void Bridge::onConfigGroupChanged(const char *group, const char *preset)
{
    m_messages.tell({{"event", "preset"}, {"group", group}, {"value", preset}});
}

void Bridge::onStagePositionChanged(const char *device, double z)
{
    m_messages.tell({{"event", "position"}, {"device", device}, {"position", {{"z", z}}}});
}

void Bridge::onXYStagePositionChanged(const char *device, double x, double y)
{
    m_messages.tell(
        {{"event", "position"}, {"device", device}, {"position", {{"x", x}, {"y", y}}}});
}

void Bridge::onExposureChanged(const char *device, double milliseconds)
{
    m_messages.tell({{"event", "exposure"}, {"device", device}, {"value", milliseconds}});
}

void Bridge::onShutterOpenChanged(const char *device, bool isOpen)
{
    m_messages.tell({{"event", "open"}, {"device", device}, {"value", isOpen}});
}

} // namespace Holdfast
