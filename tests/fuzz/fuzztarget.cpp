// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzztarget.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace Holdfast::Fuzz {

namespace {

// A function's static, because the targets register before main() in no given order.
std::map<std::string, Target::Run> &registered()
{
    static std::map<std::string, Target::Run> all;
    return all;
}

} // namespace

Target::Target(const char *name, Run run)
{
    registered().insert({name, run});
}

const std::map<std::string, Target::Run> &targets()
{
    return registered();
}

void require(bool holds, const char *rule)
{
    if (holds)
        return;
    std::fprintf(stderr, "This does not hold: %s\n", rule);
    std::abort();
}

void prepare()
{
    qputenv("QT_NO_GLIB", "1"); // Qt's own event loop is quicker to start
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &text) {
        if (type != QtFatalMsg)
            return;
        std::fprintf(stderr, "%s\n", qUtf8Printable(text));
        std::abort();
    });
    static std::array name {'f', 'u', 'z', 'z', '\0'};
    static std::array<char *, 2> arguments {name.data(), nullptr};
    static int count = 1;
    // It is never deleted: threads of a target may outlive main().
    static auto *const application = new QCoreApplication(count, arguments.data());
    Q_UNUSED(application)
}

} // namespace Holdfast::Fuzz
