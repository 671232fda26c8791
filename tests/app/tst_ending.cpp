// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tests how the program with a window ends when the user does not close it: it stops first, asks no
// questions, and loses nothing.

#include "app/application.h"
#include "app/desktopwindow.h"
#include "app/logforwarder.h"
#include "app/terminationsignals.h"
#include "app/things/builtinthings.h"
#include "core/config/configurationreader.h"
#include "tests/app/httpclient.h"
#include "tests/program/testprogram.h"
#include "ui/log/logmodel.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/settings/usersettings.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <memory>
#include <optional>
#include <unistd.h>

namespace tst_ending {

using namespace Holdfast;

namespace {

constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long

} // namespace

class TestEnding : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aSignalStopsFirstAndAsksNoQuestion_data();
    void aSignalStopsFirstAndAsksNoQuestion();
    void theDesktopSessionStopsFirstAndAsksNoQuestion();
    void whatCannotBeKeptIsNamedInTheLog();
    void theNextStartOffersWhatWasKept();
    void theStartAfterAKillTellsWhatWasRunning();

private:
    //! Starts it as the program does; pictures go to \a pictureFolder, and the journal to a file if that is named.
    void start(const QString &pictureFolder, const QString &journal = {});
    void end();
    //! Has the operator take a picture that cannot be saved.
    void takeInVain();
    //! Has a client begin a move of a minute and a half.
    void move();
    bool isMoving();
    QStringList keptFiles() const;
    QAbstractButton *button(const char *name) const
    {
        return m_window->findChild<QAbstractButton *>(QLatin1StringView(name));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LogForwarder> m_log;
    std::unique_ptr<Application> m_application;
    MainWindow *m_window = nullptr;
    QUrl m_url;
    QStringList m_logged;
};

void TestEnding::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_folder->filePath(QStringLiteral("config")).toUtf8());
    qputenv("XDG_STATE_HOME", m_folder->filePath(QStringLiteral("state")).toUtf8());
    m_logged.clear();
}

void TestEnding::cleanup()
{
    if (m_application)
        end();
    m_folder.reset();
    qunsetenv("XDG_CONFIG_HOME");
    qunsetenv("XDG_STATE_HOME");
}

void TestEnding::start(const QString &pictureFolder, const QString &journal)
{
    {
        UserSettings settings(UserSettings::defaultFile());
        settings.setPictureFolder(pictureFolder);
    }
    const ThingRegistry registry = builtInThings();
    Configuration configuration = ConfigurationReader(registry, reservedThingNames()).builtIn();
    configuration.port = 0;
    if (!journal.isEmpty()) {
        configuration.journal.place = JournalOptions::Place::File;
        configuration.journal.file = journal;
    }
    m_log = std::make_unique<LogForwarder>(false);
    connect(
        m_log.get(), &LogForwarder::logged, this,
        [this](const LogLine &line) { m_logged << toText(line); }, Qt::QueuedConnection);
    m_application = std::make_unique<Application>(std::move(configuration));
    std::unique_ptr<OperatorWindow> window = std::make_unique<DesktopWindow>();
    QVERIFY(m_application->start(*m_log, window));
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *mainWindow = qobject_cast<MainWindow *>(widget))
            m_window = mainWindow;
    }
    QVERIFY(m_window);
    const QString address = m_window->findChild<QLabel *>(QStringLiteral("serverAddress"))->text();
    static const QRegularExpression url(QStringLiteral("href=\"([^\"]+)\""));
    m_url = QUrl(url.match(address).captured(1));
    QVERIFY(m_url.isValid());
    // The first picture of the simulation takes long on a busy machine; the program must not end in
    // the middle of it.
    const auto *rate = m_window->findChild<QLabel *>(QStringLiteral("frameRate"));
    QTRY_VERIFY_WITH_TIMEOUT(!rate->text().isEmpty(), s_limit);
}

void TestEnding::end()
{
    m_application->shutdown();
    m_window = nullptr;
    m_application.reset();
    m_log.reset();
    QCoreApplication::sendPostedEvents(this);
}

void TestEnding::takeInVain()
{
    const auto *again = button("trySnapAgainButton");
    QTRY_VERIFY_WITH_TIMEOUT(button("snapButton")->isEnabled(), s_limit);
    button("snapButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(again->isVisible(), s_limit);
}

void TestEnding::move()
{
    HttpClient client("tile scan");
    const HttpAnswer begun = client.ask(
        "POST", m_url.resolved(QUrl(QStringLiteral("stage/move_relative"))), "{\"x\": 90000}");
    QCOMPARE(begun.status, 201);
    QTRY_VERIFY_WITH_TIMEOUT(isMoving(), s_limit);
}

bool TestEnding::isMoving()
{
    HttpClient client("test");
    return client.ask("GET", m_url.resolved(QUrl(QStringLiteral("stage/moving")))).body == "true";
}

QStringList TestEnding::keptFiles() const
{
    return QDir(m_folder->filePath(QStringLiteral("state/holdfast/pictures")))
        .entryList(QDir::Files | QDir::Hidden);
}

void TestEnding::aSignalStopsFirstAndAsksNoQuestion_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGQUIT") << SIGQUIT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestEnding::aSignalStopsFirstAndAsksNoQuestion()
{
    QFETCH(int, signal);
    start(QStringLiteral("/proc/self")); // where nothing can be written
    takeInVain();
    move();
    std::optional<TerminationSignals> ending(std::in_place);
    QSignalSpy requested(&*ending, &TerminationSignals::requested);
    ending->listen([this] { m_application->stopAtOnce(); });
    ::kill(::getpid(), signal);
    // Before this thread, which is the window's, does anything about it.
    QTRY_VERIFY_WITH_TIMEOUT(!isMoving(), s_limit);
    QTRY_COMPARE_WITH_TIMEOUT(requested.count(), 1, s_limit);
    QVERIFY(m_window->findChildren<QMessageBox *>().isEmpty());
    end();
    ending.reset();
    QCOMPARE(keptFiles().size(), 1);
}

void TestEnding::theDesktopSessionStopsFirstAndAsksNoQuestion()
{
    start(QStringLiteral("/proc/self"));
    takeInVain();
    move();
    QTimer::singleShot(0, m_window, [] {
        // A session manager cannot be made here, and is not looked at.
        alignas(QObject) static char manager[sizeof(QObject)];
        Q_EMIT qGuiApp->commitDataRequest(reinterpret_cast<QSessionManager &>(manager));
    });
    QCoreApplication::exec(); // which that ends
    QVERIFY(m_window->findChildren<QMessageBox *>().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!isMoving(), s_limit);
    end();
    QCOMPARE(keptFiles().size(), 1);
}

void TestEnding::whatCannotBeKeptIsNamedInTheLog()
{
    qputenv("XDG_STATE_HOME", "/proc/self");
    start(QStringLiteral("/proc/self"));
    takeInVain();
    static const QRegularExpression named(
        QStringLiteral("The picture /proc/self/\\S+\\.jpe?g was saved nowhere and is lost"));
    m_application->shutdown();
    QTRY_VERIFY2_WITH_TIMEOUT(named.match(m_logged.join(u'\n')).hasMatch(),
                              qPrintable(m_logged.join(u'\n')), s_limit);
}

void TestEnding::theNextStartOffersWhatWasKept()
{
    start(QStringLiteral("/proc/self"));
    takeInVain();
    end();
    QCOMPARE(keptFiles().size(), 1);

    const QString pictures = m_folder->filePath(QStringLiteral("pictures"));
    start(pictures);
    const auto *notice = m_window->findChild<QWidget *>(QStringLiteral("keptNotice"));
    QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), s_limit);
    // It is on a disk: the window may be closed without a question, and the next start asks again.
    QVERIFY(m_window->close());
    end();
    QCOMPARE(keptFiles().size(), 1);

    start(pictures);
    notice = m_window->findChild<QWidget *>(QStringLiteral("keptNotice"));
    QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), s_limit);
    button("saveKeptButton")->click();
    QTRY_COMPARE_WITH_TIMEOUT(QDir(pictures).entryList(QDir::Files).size(), 1, s_limit);
    QTRY_COMPARE_WITH_TIMEOUT(keptFiles().size(), 0, s_limit);
    QTRY_VERIFY_WITH_TIMEOUT(!notice->isVisible(), s_limit);
}

void TestEnding::theStartAfterAKillTellsWhatWasRunning()
{
    const QString pictures = m_folder->filePath(QStringLiteral("pictures"));
    const QString journal = m_folder->filePath(QStringLiteral("journal.sqlite"));
    const QString killed = m_folder->filePath(QStringLiteral("killed.sqlite"));
    const auto notice = [this] {
        return m_window->findChild<QWidget *>(QStringLiteral("brokenOffNotice"));
    };
    start(pictures, journal);
    QVERIFY(!notice()->isVisible());
    move();
    HttpClient client("test");
    const QUrl history = m_url.resolved(QUrl(QStringLiteral("lock/history")));
    QTRY_VERIFY_WITH_TIMEOUT(client.ask("GET", history).body.contains("goes_on"), s_limit);
    // The files as a kill at this moment would leave them.
    for (const QString &part : {QString(), QStringLiteral("-wal")})
        QVERIFY(QFile::copy(journal + part, killed + part));
    end();

    start(pictures, killed);
    QTRY_VERIFY_WITH_TIMEOUT(notice()->isVisible(), s_limit);
    const QString text = notice()->findChild<QLabel *>(QStringLiteral("brokenOffText"))->text();
    QVERIFY2(text.contains(QStringLiteral("stage.move_relative was running for tile scan since ")),
             qPrintable(text));
    QVERIFY(!notice()->accessibleName().isEmpty());
    const auto isLogged = [this] {
        const QAbstractItemModel *log = m_window->log();
        for (int row = 0; row < log->rowCount(); ++row) {
            for (int column = 0; column < log->columnCount(); ++column) {
                if (log->index(row, column)
                        .data()
                        .toString()
                        .contains(QStringLiteral("Running then: stage.move_relative of tile scan")))
                    return true;
            }
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isLogged(), s_limit);
    button("brokenOffDoneButton")->click();
    QVERIFY(!notice()->isVisible());
    end();

    start(pictures, killed);
    HttpClient again("test");
    QTRY_VERIFY_WITH_TIMEOUT(again.ask("GET", m_url.resolved(QUrl(QStringLiteral("lock/history"))))
                                 .body.contains("run_begun"),
                             s_limit);
    QVERIFY(!notice()->isVisible());
}

HOLDFAST_TEST(TestEnding)

} // namespace tst_ending

#include "tst_ending.moc"
