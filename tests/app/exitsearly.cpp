// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A program that is ended by another party, as a library does when the display is lost: the subject
// of tst_lastresort.

#include "app/lastresort.h"

#include <QLoggingCategory>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <unistd.h>

using namespace Holdfast;

namespace {

Q_LOGGING_CATEGORY(thingLog, "holdfast.things.stage")

void say(const char *text)
{
    std::fputs(text, stdout);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view how = argc > 1 ? argv[1] : "";
    {
        const LastResort resort(
            [how] {
                if (how == "hang")
                    std::this_thread::sleep_for(std::chrono::hours {1});
                say("safe");
            },
            ExitCode::DisplayLost);
        if (how == "exit" || how == "hang")
            std::exit(1); // as Xlib
        if (how == "x11") {
            qWarning("The X11 connection broke (error 1). Did the X11 server die?");
            std::exit(1);
        }
        if (how == "wayland") {
            qWarning("The Wayland connection broke. Did the Wayland compositor die?");
            ::_exit(1);
        }
        if (how == "foreign")
            qCWarning(thingLog, "The Wayland connection broke. Did the Wayland compositor die?");
    }
    std::exit(0);
}
