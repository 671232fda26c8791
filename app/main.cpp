// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktopwindow.h"
#include "app/program.h"
#include "app/windowapplication.h"

using namespace Holdfast;

int main(int argc, char **argv)
{
    constexpr WindowMaker window {
        [](int &count, char **arguments) -> std::unique_ptr<QCoreApplication> {
            return makeWindowApplication(count, arguments);
        },
        []() -> std::unique_ptr<OperatorWindow> { return std::make_unique<DesktopWindow>(); }};
    return runProgram(argc, argv, &window);
}
