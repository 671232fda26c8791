// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFloat16> // Qt Test compares with it, and the JSON library wants to see it whole.
#include <QObject>

#include <memory>

//! Lets the tests of one room share a program: each test class registers itself under the name of its
//! file, and `tests_ROOM tst_x ARGUMENTS ...` runs that class alone, as QTEST_MAIN would.
namespace Holdfast::TestProgram {

//! The application object under which a test class runs.
enum class Application { None, Core, Gui };

//! \brief Makes a test class known to the main function of its program.
class Registration
{
public:
    using Make = std::unique_ptr<QObject> (*)();

    //! Registers \a make under the base name of \a file, "tst_lease" for "tests/lock/tst_lease.cpp".
    Registration(const char *file, Application application, Make make);
    Q_DISABLE_COPY_MOVE(Registration)
};

} // namespace Holdfast::TestProgram

#define HOLDFAST_REGISTER_TEST(Class, application)                                                 \
    static const ::Holdfast::TestProgram::Registration s_registration(                             \
        __FILE__, ::Holdfast::TestProgram::Application::application,                               \
        []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });

//! Registers a test class that runs under a QApplication (QGuiApplication where no widgets are linked).
#define HOLDFAST_TEST(Class) HOLDFAST_REGISTER_TEST(Class, Gui)
//! Registers a test class that runs under a QCoreApplication.
#define HOLDFAST_GUILESS_TEST(Class) HOLDFAST_REGISTER_TEST(Class, Core)
//! Registers a test class that runs without an application object.
#define HOLDFAST_APPLESS_TEST(Class) HOLDFAST_REGISTER_TEST(Class, None)
