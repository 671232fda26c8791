// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfast-mmcore/bridge.h"
#include "app/holdfast-mmcore/messages.h"

#include <csignal>
#include <cstdio>
#include <iostream>
#include <string>
#include <unistd.h>

namespace {

constexpr auto endLimit = std::chrono::seconds(2);

} // namespace

int main(int argc, char **argv)
{
    using namespace Holdfast;
    if (argc > 1) {
        const bool isVersion = std::string(argv[1]) == "--version";
        std::printf(
            isVersion
                ? "holdfast-mmcore, device interface %d\n"
                : "Holdfast's Thing MicroManager starts this program: it reads requests from the "
                  "standard input (device interface %d).\n",
            CMMCore::getMMDeviceDeviceInterfaceVersion());
        return isVersion ? 0 : 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    Messages messages;
    Bridge bridge(messages);
    messages.tell({{"event", "ready"},
                   {"version", CMMCore().getVersionInfo()},
                   {"device_interface", CMMCore::getMMDeviceDeviceInterfaceVersion()}});
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto request = json::parse(line, nullptr, false);
        if (request.is_object())
            bridge.handle(request);
        else
            messages.refuse(nullptr, CallError("bad_request", "The line is no JSON object."));
    }
    // The client is gone. A library that hangs, or whose end crashes, must not keep this process.
    bridge.end(endLimit);
    _exit(0);
}
