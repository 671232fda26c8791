// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktopwindow.h"
#include "app/program.h"
#include "app/terminationsignals.h"
#include "app/windowapplication.h"
#include "core/session/session.h"
#include "tests/program/testprogram.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/settings/usersettings.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <csignal>
#include <unistd.h>

namespace tst_endedprogram {

using namespace Holdfast;

namespace {

//! What happened in the program.
struct Seen
{
    bool isUnsaved = false; //!< there was a picture that could not be saved
    bool hasMoved = false;
    bool hasStopped = false; //!< while the window's thread was busy
};

Seen seen; // the program makes its window by a plain function

const QString stage = QStringLiteral("stage");
constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long

bool isMoving(const Session &session, bool moving)
{
    const auto read = session.read(stage, QStringLiteral("moving")).wait();
    return read && read->json == Json(moving);
}

//! A window with a picture that cannot be saved. Its thread is busy when a signal comes.
class BusyWindow : public DesktopWindow
{
public:
    void open(const Surroundings &surroundings) override
    {
        {
            UserSettings settings(UserSettings::defaultFile());
            settings.setPictureFolder(QStringLiteral("/proc/self")); // where nothing can be written
        }
        DesktopWindow::open(surroundings);
        const Session client(surroundings.station,
                             Principal::client(QStringLiteral("tile scan"), QStringLiteral("1")));
        QTimer::singleShot(0, this, [client] { beEnded(client); });
    }

private:
    static void takeInVain()
    {
        const MainWindow *window = nullptr;
        for (const QWidget *widget : QApplication::topLevelWidgets()) {
            if (const auto *found = qobject_cast<const MainWindow *>(widget))
                window = found;
        }
        QVERIFY(window);
        auto *snap = window->findChild<QAbstractButton *>(QStringLiteral("snapButton"));
        QTRY_VERIFY_WITH_TIMEOUT(snap->isEnabled(), s_limit);
        snap->click();
        const auto *again = window->findChild<QWidget *>(QStringLiteral("trySnapAgainButton"));
        QTRY_VERIFY_WITH_TIMEOUT(again->isVisible(), s_limit);
        seen.isUnsaved = true;
    }

    //! Has a client begin a move of a minute and a half.
    static void move(const Session &client)
    {
        QVERIFY(client.invoke(stage, QStringLiteral("move_relative"), Json {{"x", 90'000}}));
        QTRY_VERIFY_WITH_TIMEOUT(isMoving(client, true), s_limit);
        seen.hasMoved = true;
    }

    static void beEnded(const Session &client)
    {
        takeInVain();
        move(client);
        ::kill(::getpid(), SIGTERM);
        // The program is ended by force when this takes longer than its patience.
        const QDeadlineTimer limit(TerminationSignals::patience / 2);
        while (!seen.hasStopped && !limit.hasExpired()) {
            QThread::msleep(1);
            seen.hasStopped = isMoving(client, false);
        }
    }
};

} // namespace

//! Tests what a signal does to the whole program while its window is busy.
class TestEndedProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    //! A question to the operator would keep the program from ending, and it would be ended by
    //! force with the exit code 4.
    void aSignalStopsBeforeTheWindowKnowsAndAsksNoQuestion()
    {
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        qputenv("XDG_CONFIG_HOME", folder.filePath(QStringLiteral("config")).toUtf8());
        qputenv("XDG_STATE_HOME", folder.filePath(QStringLiteral("state")).toUtf8());
        constexpr WindowMaker maker {
            [](int &count, char **arguments) -> std::unique_ptr<QCoreApplication> {
                return makeWindowApplication(count, arguments);
            },
            []() -> std::unique_ptr<OperatorWindow> { return std::make_unique<BusyWindow>(); }};
        char words[][16] = {"holdfast", "--simulation", "--port", "0"};
        char *arguments[] = {words[0], words[1], words[2], words[3], nullptr};
        QCOMPARE(runProgram(4, arguments, &maker), 0);
        QVERIFY(seen.isUnsaved);
        QVERIFY(seen.hasMoved);
        QVERIFY2(seen.hasStopped, "the stop waited for the window's thread");
        const QDir kept(folder.filePath(QStringLiteral("state/holdfast/pictures")));
        QCOMPARE(kept.entryList(QDir::Files | QDir::Hidden).size(), 1);
    }
};

HOLDFAST_APPLESS_TEST(TestEndedProgram)

} // namespace tst_endedprogram

#include "tst_endedprogram.moc"
