// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Changes settings and saves them as fast as it can, until it is killed. Its argument is the
// folder. Prints the value that it is about to save, and the value that is safe on the disk.

#include "tests/session/oven.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Holdfast;

namespace {

void say(const char *what, int number)
{
    std::printf("%s %d\n", what, number);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const OvenRun run(application.arguments().value(1));
    if (!run.isStarted())
        return 1;
    const QString padding(20'000, QLatin1Char('x'));
    for (int number = run.read("fan").get<int>() + 1;; ++number) {
        say("saving", number);
        if (!run.write("recipe", padding + QString::number(number)) || !run.write("fan", number)
            || !run.flushed())
            return 1;
        say("saved", number);
    }
}
