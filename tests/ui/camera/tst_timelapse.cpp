// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakecamera.h"
#include "tests/ui/nowarnings.h"
#include "ui/camera/picture/pictureactions.h"
#include "ui/camera/picture/picturestore.h"
#include "ui/camera/timelapse/timelapse.h"
#include "ui/camera/timelapse/timelapseform.h"
#include "ui/settings/usersettings.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

namespace tst_timelapse {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

//! A time-lapse of the bench's camera, with a clock that the test may put forward.
class Desk
{
public:
    explicit Desk(PictureWriter writer = writePicture)
        : bench({true, true, true, false, true})
        , m_monitor(bench.operatorSession.monitor())
        , m_store(std::move(writer))
        , series({bench.operatorSession, m_monitor.get()}, &m_store, &settings,
                 [this] { return std::chrono::steady_clock::now() + ahead; })
    {
        settings.setPictureFolder(m_folder.path());
    }

    QStringList files() const
    {
        return QDir(m_folder.filePath(series.folder())).entryList(QDir::Files);
    }
    StationMonitor *monitor() const { return m_monitor.get(); }

    Fake::Bench bench;
    UserSettings settings {{}};
    std::chrono::milliseconds ahead {0};

private:
    QTemporaryDir m_folder;
    std::unique_ptr<StationMonitor> m_monitor;
    PictureStore m_store;

public:
    TimeLapse series;
};

} // namespace

class TestTimeLapse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void everyPictureIsDueFromTheBeginningOn_data()
    {
        QTest::addColumn<std::chrono::milliseconds>("after");
        QTest::addColumn<int>("due");
        QTest::newRow("before") << std::chrono::milliseconds(-1) << 0;
        QTest::newRow("at once") << std::chrono::milliseconds(0) << 1;
        QTest::newRow("just before the second") << std::chrono::milliseconds(1999) << 1;
        QTest::newRow("at the second") << std::chrono::milliseconds(2000) << 2;
        QTest::newRow("no more than there shall be") << std::chrono::milliseconds(3600'000) << 5;
    }

    void everyPictureIsDueFromTheBeginningOn()
    {
        QFETCH(std::chrono::milliseconds, after);
        QFETCH(int, due);
        const TimeLapseSchedule::Time begin = std::chrono::steady_clock::now();
        const TimeLapseSchedule schedule({2s, 5}, begin);
        QCOMPARE(schedule.dueBy(begin + after), due);
        QCOMPARE(schedule.due(3) - begin, 4s);
        QVERIFY(schedule.has(5) && !schedule.has(6));
        QVERIFY(TimeLapseSchedule({2s, 0}, begin).has(1'000'000));
    }

    void aSeriesTakesItsPicturesAndEnds()
    {
        Desk desk;
        desk.series.start({20ms, 3});
        QVERIFY(desk.series.isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.series.isRunning(), 30'000);
        QCOMPARE(desk.series.saved() + desk.series.missed(), 3);
        QVERIFY2(desk.series.text().startsWith(QStringLiteral("Finished.")),
                 qPrintable(desk.series.text()));
        QCOMPARE(desk.files().size(), desk.series.saved());
        QVERIFY(desk.files().contains(QStringLiteral("0001.jpg")));
    }

    void aPictureThatTakesLongerThanTheIntervalKeepsItsNumber()
    {
        Desk desk;
        desk.bench.controls->blockCapture = true;
        desk.series.start({200ms, 2});
        QTRY_COMPARE_WITH_TIMEOUT(desk.series.missed(), 1, 30'000); // the second one
        desk.bench.controls->blockCapture = false;
        QTRY_VERIFY_WITH_TIMEOUT(!desk.series.isRunning(), 30'000);
        QCOMPARE(desk.files(), QStringList {QStringLiteral("0001.jpg")});
    }

    void whileTheLockIsBusyAPictureIsMissedAndNothingPilesUp()
    {
        Desk desk;
        (void)desk.bench.holdRemotely();
        desk.series.start({200ms, 0});
        QTRY_VERIFY_WITH_TIMEOUT(desk.series.missed() >= 2, 30'000);
        QVERIFY2(desk.series.misses().first().contains(QStringLiteral("tile scan")),
                 qPrintable(desk.series.misses().first()));
        QVERIFY(desk.bench.operatorSession.lockStatus().queue.size() <= 1);
        QVERIFY(desk.series.isRunning());
        desk.bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(desk.series.saved() >= 1, 30'000);
        desk.series.stop();
        QVERIFY(desk.series.text().startsWith(QStringLiteral("Stopped.")));
        QTRY_VERIFY_WITH_TIMEOUT(desk.series.mayStart().allowed, 30'000);
    }

    void afterASleepThePicturesOfThatTimeAreMissedNotMadeUpFor()
    {
        Desk desk;
        desk.series.start({300ms, 0});
        QTRY_VERIFY_WITH_TIMEOUT(desk.series.saved() >= 1, 30'000);
        desk.ahead = 30min;
        QTRY_VERIFY_WITH_TIMEOUT(desk.series.missed() > 5000, 30'000);
        const int captures = desk.bench.controls->captures;
        QVERIFY2(captures < 1000, qPrintable(QString::number(captures)));
        QVERIFY(desk.series.misses().size() <= 100);
        QVERIFY(desk.series.misses().last().contains(QStringLiteral("asleep")));
        desk.series.stop();
        QTRY_VERIFY_WITH_TIMEOUT(desk.series.mayStart().allowed, 30'000);
    }

    void aStopEndsIt()
    {
        Desk desk;
        desk.series.start({1h, 0});
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        QVERIFY(desk.bench.remoteSession.stop().wait());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.series.isRunning(), 30'000);
        QVERIFY(desk.series.text().startsWith(QStringLiteral("Ended: everything was stopped.")));
        QVERIFY(!desk.series.mayStart().allowed);
    }

    void aFullDiskEndsItWithAClearSentence()
    {
        Desk desk([](const PictureName &, const QByteArray &) {
            return PictureWritten {{}, QStringLiteral("The disk is full.")};
        });
        desk.series.start({1h, 0});
        QTRY_VERIFY_WITH_TIMEOUT(!desk.series.isRunning(), 30'000);
        QVERIFY2(desk.series.text().contains(QStringLiteral("The disk is full.")),
                 qPrintable(desk.series.text()));
    }

    void aCameraThatFailsAgainAndAgainEndsIt()
    {
        Desk desk;
        desk.bench.controls->failCapture = true;
        for (int i = 0; i < TimeLapse::mostFailures; ++i)
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("too hot")));
        desk.series.start({20ms, 0});
        QTRY_VERIFY_WITH_TIMEOUT(!desk.series.isRunning(), 30'000);
        QVERIFY2(desk.series.text().contains(QStringLiteral("too hot")),
                 qPrintable(desk.series.text()));
        QCOMPARE(desk.bench.controls->captures.load(), TimeLapse::mostFailures);
    }

    void theFormStartsAndStopsIt()
    {
        Desk desk;
        TimeLapseForm form(&desk.series, desk.monitor(), &desk.settings);
        form.show();
        form.findChild<QSpinBox *>(QStringLiteral("timeLapseInterval"))->setValue(3600);
        form.findChild<QSpinBox *>(QStringLiteral("timeLapseCount"))->setValue(7);
        QCOMPARE(desk.settings.timeLapseInterval(), 3600);
        auto *button = form.findChild<QPushButton *>(QStringLiteral("timeLapseButton"));
        const auto *text = form.findChild<QLabel *>(QStringLiteral("timeLapseText"));
        button->click();
        QTRY_VERIFY_WITH_TIMEOUT(text->text().startsWith(QStringLiteral("1 of 7, next in")),
                                 30'000);
        QVERIFY(!form.findChild<QSpinBox *>(QStringLiteral("timeLapseCount"))->isEnabled());
        button->click();
        QTRY_VERIFY_WITH_TIMEOUT(text->text().startsWith(QStringLiteral("Stopped. (1 of 7)")),
                                 30'000);
        QCOMPARE(desk.files(), QStringList {QStringLiteral("0001.jpg")});
    }
};

HOLDFAST_TEST(TestTimeLapse)

} // namespace tst_timelapse

#include "tst_timelapse.moc"
