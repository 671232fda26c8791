// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"

#include <QByteArray>
#include <QTest>
#include <QTestEventLoop>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
#elif defined(QT_GUI_LIB)
#include <QGuiApplication>
#endif
#include <QCoreApplication>

#include <cstdio>
#include <map>
#include <vector>

namespace Holdfast::TestProgram {

namespace {

#ifdef QT_WIDGETS_LIB
using GuiApplication = QApplication;
#elif defined(QT_GUI_LIB)
using GuiApplication = QGuiApplication;
#else
using GuiApplication = QCoreApplication;
#endif

struct TestClass
{
    Application application;
    Registration::Make make;
};

// A function's static, because the registrations run before main() in no given order.
std::map<QByteArray, TestClass> &testClasses()
{
    static std::map<QByteArray, TestClass> classes;
    return classes;
}

QByteArray baseName(const char *file)
{
    QByteArray name(file);
    name.remove(0, name.lastIndexOf('/') + 1);
    return name.left(name.lastIndexOf('.'));
}

int runUnder(Application application, Registration::Make make, int argc, char **argv)
{
    const auto run = [&] {
        // Qt Test makes this object when a test fails for the first time, as a child of the application. Where that is a warning
        // in the thread of a worker, it would complain about the thread, and hide what is wrong.
        if (QCoreApplication::instance())
            (void)QTestEventLoop::instance();
        const std::unique_ptr<QObject> test = make();
        return QTest::qExec(test.get(), argc, argv);
    };
    switch (application) {
    case Application::None:
        return run();
    case Application::Core: {
        QCoreApplication app(argc, argv);
        QCoreApplication::setAttribute(Qt::AA_Use96Dpi, true);
        return run();
    }
    case Application::Gui: {
        GuiApplication app(argc, argv);
        QCoreApplication::setAttribute(Qt::AA_Use96Dpi, true);
        return run();
    }
    }
    return 1;
}

int usage(const char *program)
{
    std::fprintf(stderr,
                 "Usage: %s TEST [ARGUMENTS]\n\nruns one test class; the arguments are Qt Test's. "
                 "The test classes are:\n",
                 program);
    for (const auto &[name, test] : testClasses())
        std::fprintf(stderr, "  %s\n", name.constData());
    return 2;
}

int run(int argc, char **argv)
{
    const auto &classes = testClasses();
    const auto found = argc > 1 ? classes.find(argv[1]) : classes.end();
    if (found == classes.end())
        return usage(argv[0]);
    // Qt Test and the application see the arguments as if the class had a program of its own.
    std::vector<char *> arguments(argv, argv + argc);
    arguments.erase(arguments.begin() + 1);
    arguments.push_back(nullptr);
    return runUnder(found->second.application, found->second.make, argc - 1, arguments.data());
}

} // namespace

Registration::Registration(const char *file, Application application, Make make)
{
    testClasses().insert({baseName(file), {application, make}});
}

} // namespace Holdfast::TestProgram

int main(int argc, char **argv)
{
    return Holdfast::TestProgram::run(argc, argv);
}
