// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfast-mmcore/calls.h"

#include "app/holdfast-mmcore/cameras.h"
#include "app/holdfast-mmcore/messages.h"

#include <MMCore.h>

namespace Holdfast {

namespace {

std::string text(const json &request, const char *name)
{
    const auto found = request.find(name);
    if (found == request.end() || !found->is_string())
        throw CallError("bad_request", std::string("The request needs the text \"") + name + "\".");
    return found->get<std::string>();
}

std::string device(const json &request)
{
    return text(request, "device");
}

bool isXy(CMMCore &core, const std::string &stage)
{
    return core.getDeviceType(stage.c_str()) == MM::XYStageDevice;
}

double coordinate(const json &vector, const char *name, double otherwise)
{
    const auto found = vector.find(name);
    if (found == vector.end())
        return otherwise;
    if (!found->is_number())
        throw CallError("bad_request",
                        std::string("The coordinate ") + name + " must be a number.");
    return found->get<double>();
}

void move(CMMCore &core, const json &request)
{
    const std::string stage = device(request);
    const bool isAbsolute = request.contains("to");
    const json vector = request.value(isAbsolute ? "to" : "by", json());
    if (!vector.is_object())
        throw CallError("bad_request", "The request needs the object \"to\" or \"by\".");
    // A relative move begins where the stage is: rounding does not add up, and drivers differ in what they do.
    const json here = positionOf(core, stage);
    const auto target = [&](const char *name) {
        const double at = here.at(name).get<double>();
        return isAbsolute ? coordinate(vector, name, at) : at + coordinate(vector, name, 0);
    };
    if (isXy(core, stage))
        core.setXYPosition(stage.c_str(), target("x"), target("y"));
    else
        core.setPosition(stage.c_str(), target("z"));
}

void setNumber(const std::function<void(double)> &set, const json &request)
{
    const auto value = request.find("value");
    if (value == request.end() || !value->is_number())
        throw CallError("bad_request", "The request needs the number \"value\".");
    set(value->get<double>());
}

void setOpen(CMMCore &core, const json &request)
{
    const auto value = request.find("value");
    if (value == request.end() || !value->is_boolean())
        throw CallError("bad_request", "The request needs true or false as \"value\".");
    core.setShutterOpen(device(request).c_str(), value->get<bool>());
}

void addProperties(std::map<std::string, Call> &calls, CMMCore &core)
{
    const auto get = [&core](const json &request) -> json {
        return core.getProperty(device(request).c_str(), text(request, "property").c_str());
    };
    calls["get"] = {.begin = get};
    calls["set"] = {.begin = [&core](const json &request) -> json {
                        core.setProperty(device(request).c_str(), text(request, "property").c_str(),
                                         text(request, "value").c_str());
                        return nullptr;
                    },
                    .finish = get,
                    .changes = true};

    const auto label = [&core](const json &request) -> json {
        return core.getStateLabel(device(request).c_str());
    };
    calls["get_label"] = {.begin = label};
    calls["set_label"] = {.begin = [&core](const json &request) -> json {
                              core.setStateLabel(device(request).c_str(),
                                                 text(request, "value").c_str());
                              return nullptr;
                          },
                          .finish = label,
                          .changes = true};

    const auto open = [&core](const json &request) -> json {
        return core.getShutterOpen(device(request).c_str());
    };
    calls["get_open"] = {.begin = open};
    calls["set_open"] = {.begin = [&core](const json &request) -> json {
                             setOpen(core, request);
                             return nullptr;
                         },
                         .finish = open,
                         .changes = true};

    const auto preset = [&core](const json &request) -> json {
        return core.getCurrentConfig(text(request, "group").c_str());
    };
    calls["get_preset"] = {.begin = preset};
    calls["set_preset"] = {.begin = [&core](const json &request) -> json {
                               core.setConfig(text(request, "group").c_str(),
                                              text(request, "value").c_str());
                               return nullptr;
                           },
                           .finish = preset,
                           .changes = true};
}

void addStages(std::map<std::string, Call> &calls, CMMCore &core)
{
    const auto position = [&core](const json &request) {
        return positionOf(core, device(request));
    };
    calls["position"] = {.begin = position};
    calls["move"] = {.begin = [&core](const json &request) -> json {
                         move(core, request);
                         return nullptr;
                     },
                     .finish = position,
                     .changes = true,
                     .moves = true};
}

void addCameras(std::map<std::string, Call> &calls, CMMCore &core, Cameras &cameras)
{
    const auto exposure = [&core](const json &request) -> json {
        return core.getExposure(device(request).c_str());
    };
    calls["get_exposure"] = {.begin = exposure};
    calls["set_exposure"] = {.begin = [&core, exposure](const json &request) -> json {
                                 setNumber(
                                     [&](double milliseconds) {
                                         core.setExposure(device(request).c_str(), milliseconds);
                                     },
                                     request);
                                 return exposure(request);
                             },
                             .changes = true};
    calls["snap"] = {
        .begin = [&cameras](const json &request) { return cameras.snap(device(request)); },
        .changes = true};
    calls["start_stream"] = {.begin = [&cameras](const json &request) -> json {
        cameras.start(device(request));
        return nullptr;
    }};
    calls["stop_stream"] = {.begin = [&cameras](const json &request) -> json {
        cameras.stop(device(request));
        return nullptr;
    }};
}

} // namespace

json positionOf(CMMCore &core, const std::string &device)
{
    if (isXy(core, device)) {
        double x = 0;
        double y = 0;
        core.getXYPosition(device.c_str(), x, y);
        return {{"x", x}, {"y", y}};
    }
    return {{"z", core.getPosition(device.c_str())}};
}

std::map<std::string, Call> callsOf(CMMCore &core, Cameras &cameras)
{
    std::map<std::string, Call> calls;
    addProperties(calls, core);
    addStages(calls, core);
    addCameras(calls, core, cameras);
    return calls;
}

} // namespace Holdfast
