// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakecamera.h"
#include "tests/ui/nowarnings.h"
#include "ui/camera/camerabar.h"
#include "ui/camera/picture/pictureactions.h"
#include "ui/camera/picture/picturesmodel.h"
#include "ui/camera/picture/picturestore.h"
#include "ui/settings/usersettings.h"

#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tst_camerabar {

using namespace Holdfast;

namespace {

const Fake::Bench::Parts withPictures {true, true, true, false, true};

//! \brief The bar in a window of its own, and its visible state.
class Desk
{
public:
    explicit Desk(const Fake::Bench::Parts &parts = withPictures)
        : bench(parts)
        , m_monitor(bench.operatorSession.monitor())
        , m_actions(&m_store, &settings, nullptr)
        , bar({bench.operatorSession, m_monitor.get()}, &m_actions)
    {
        settings.setPictureFolder(folder());
        bar.resize(700, 60);
        bar.show();
    }

    template<typename T>
    T *find(const char *name) const
    {
        return bar.findChild<T *>(QLatin1StringView(name));
    }
    QString text() const { return find<QLabel>("cameraText")->text(); }
    QString folder() const { return m_folder.filePath(QStringLiteral("pictures")); }
    QStringList files() const { return QDir(folder()).entryList(QDir::Files); }
    void snap() const { find<QToolButton>("snapButton")->click(); }
    bool canSnap() const { return find<QToolButton>("snapButton")->isEnabled(); }
    bool isKnown() const { return find<QDoubleSpinBox>("exposureBox")->isEnabled(); }
    void enter(const char *name, const QString &value) const
    {
        auto *box = find<QDoubleSpinBox>(name);
        box->selectAll();
        QTest::keyClicks(box, value);
        QTest::keyClick(box, Qt::Key_Return);
    }

    Fake::Bench bench;
    UserSettings settings {{}};

private:
    QTemporaryDir m_folder;
    std::unique_ptr<StationMonitor> m_monitor;
    PictureStore m_store;
    PictureActions m_actions;

public:
    CameraBar bar;
};

} // namespace

class TestCameraBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aPictureGoesIntoTheFolderWithItsMetadata_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("suffix");
        QTest::newRow("as JPEG") << QStringLiteral("jpeg") << QStringLiteral(".jpg");
        QTest::newRow("as PNG") << QStringLiteral("png") << QStringLiteral(".png");
    }

    void aPictureGoesIntoTheFolderWithItsMetadata()
    {
        QFETCH(QString, format);
        QFETCH(QString, suffix);
        Desk desk;
        auto *formats = desk.find<QComboBox>("snapFormat");
        formats->setCurrentIndex(formats->findData(format));
        Q_EMIT formats->activated(formats->currentIndex());
        QCOMPARE(desk.settings.pictureFormat(), format);
        desk.snap();
        QTRY_VERIFY_WITH_TIMEOUT(desk.text().startsWith(QStringLiteral("Saved as ")), 30'000);
        QCOMPARE(desk.files().size(), 1);
        QVERIFY(desk.files().first().endsWith(suffix));
        const QImage image(desk.folder() + u'/' + desk.files().first());
        QCOMPARE(image.size(), QSize(64, 48));
        QVERIFY(image.text(QStringLiteral("thing_states")).contains(QStringLiteral("stage")));
        QVERIFY(desk.find<QPushButton>("showSnapFolderButton")->isVisible());
    }

    void theSensorsOwnExposureIsShownBesideWhatWasAskedFor()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isKnown(), 30'000);
        auto *box = desk.find<QDoubleSpinBox>("exposureBox");
        QCOMPARE(box->value(), 500.0);
        desk.enter("exposureBox", QStringLiteral("1234"));
        QTRY_COMPARE_WITH_TIMEOUT(box->value(), 1230.0, 30'000);
        QTRY_VERIFY2_WITH_TIMEOUT(desk.text().contains(QStringLiteral("took")),
                                  qPrintable(desk.text()), 30'000);
        QCOMPARE(desk.bench.operatorSession
                     .read(QStringLiteral("camera"), QStringLiteral("exposure_time"))
                     .wait()
                     ->json,
                 Json(1230));
    }

    void aRemoteChangeIsSeenAndMarked()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isKnown(), 30'000);
        QVERIFY(desk.bench.remoteSession
                    .write(QStringLiteral("camera"), QStringLiteral("analogue_gain"), Json(4.0))
                    .wait());
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QDoubleSpinBox>("gainBox")->value(), 4.0, 30'000);
        const auto *mark = desk.find<QWidget>("gainBoxMark");
        QTRY_VERIFY_WITH_TIMEOUT(mark->isVisible(), 30'000);
        QVERIFY(mark->accessibleName().contains(QStringLiteral("tile scan")));
    }

    void aLongNumberIsShownRoundedAndKeptWhole()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isKnown(), 30'000);
        const double exact = 3.2820512820512819;
        QVERIFY(desk.bench.remoteSession
                    .write(QStringLiteral("camera"), QStringLiteral("analogue_gain"), Json(exact))
                    .wait());
        auto *box = desk.find<QDoubleSpinBox>("gainBox");
        QTRY_COMPARE_WITH_TIMEOUT(box->value(), exact, 30'000);
        QCOMPARE(box->cleanText(), box->locale().toString(3.282));
        const QSignalSpy entered(&desk.bar, &CameraBar::entered);
        box->selectAll();
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(box->value(), exact);
        QCOMPARE(entered.size(), 1);
        desk.enter("gainBox", QStringLiteral("2.5"));
        QTRY_COMPARE_WITH_TIMEOUT(
            desk.bench.operatorSession
                .read(QStringLiteral("camera"), QStringLiteral("analogue_gain"))
                .wait()
                ->json,
            Json(2.5), 30'000);
    }

    void aBusyLockIsWaitedForAndThenSaidWithItsHolder()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isKnown(), 30'000);
        (void)desk.bench.holdRemotely();
        desk.snap();
        QTRY_VERIFY_WITH_TIMEOUT(desk.text().startsWith(QStringLiteral("Waiting for tile scan")),
                                 30'000);
        QVERIFY(!desk.canSnap());
        QVERIFY(desk.find<QPushButton>("cancelCameraButton")->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(desk.text().startsWith(QStringLiteral("No picture was taken.")),
                                 30'000);
        QVERIFY(desk.text().contains(QStringLiteral("tile scan")));
        desk.enter("exposureBox", QStringLiteral("2000"));
        QTRY_VERIFY2_WITH_TIMEOUT(desk.text().contains(QStringLiteral("tile scan")),
                                  qPrintable(desk.text()), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QDoubleSpinBox>("exposureBox")->value(), 500.0, 30'000);
        QVERIFY(desk.files().isEmpty());
    }

    void waitingCanBeCancelled()
    {
        Desk desk;
        (void)desk.bench.holdRemotely();
        desk.snap();
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QPushButton>("cancelCameraButton")->isVisible(), 30'000);
        desk.find<QPushButton>("cancelCameraButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.text().startsWith(QStringLiteral("Cancelled")), 30'000);
        QVERIFY(desk.canSnap());
        QCOMPARE(desk.bench.controls->captures.load(), 0);
    }

    void aCameraThatFailsSaysWhy()
    {
        Desk desk;
        desk.bench.controls->failCapture = true;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("too hot")));
        desk.snap();
        QTRY_COMPARE_WITH_TIMEOUT(
            desk.text(), QStringLiteral("The camera failed. The sensor is too hot."), 30'000);
        QVERIFY(desk.canSnap());
    }

    void aPictureThatCannotBeSavedIsNotLost()
    {
        Desk desk;
        QFile inTheWay(desk.folder());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly)); // a file where the folder should be
        desk.snap();
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QPushButton>("trySnapAgainButton")->isVisible(), 30'000);
        QVERIFY2(desk.text().startsWith(QStringLiteral("Not saved in")), qPrintable(desk.text()));
        QVERIFY(inTheWay.remove());
        desk.find<QPushButton>("trySnapAgainButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.text().startsWith(QStringLiteral("Saved as ")), 30'000);
        QCOMPARE(desk.files().size(), 1);
        QVERIFY(!desk.find<QPushButton>("trySnapAgainButton")->isVisible());
        QCOMPARE(desk.bench.controls->captures.load(), 1);
    }

    void whileEverythingIsStoppedTheReasonIsSaid()
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isKnown(), 30'000);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        QVERIFY(desk.bench.operatorSession.stop().wait());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.canSnap(), 30'000);
        QVERIFY(!desk.find<QDoubleSpinBox>("gainBox")->isEnabled());
        QVERIFY(
            desk.find<QToolButton>("snapButton")->toolTip().contains(QStringLiteral("Not now:")));
        QVERIFY(desk.bench.operatorSession.lock().clearStop());
        QTRY_VERIFY_WITH_TIMEOUT(desk.canSnap() && desk.isKnown(), 30'000);
    }

    void whatACameraLacksIsSaid_data()
    {
        QTest::addColumn<bool>("camera");
        QTest::addColumn<QString>("text");
        QTest::newRow("everything but a stream") << true << QStringLiteral("no action capture");
        QTest::newRow("there is none") << false << QStringLiteral("No camera is configured");
    }

    void whatACameraLacksIsSaid()
    {
        QFETCH(bool, camera);
        QFETCH(QString, text);
        const Desk desk({.stage = true, .camera = camera});
        QVERIFY2(desk.text().contains(text), qPrintable(desk.text()));
        QVERIFY(!desk.canSnap());
    }

    void theFolderIsChosenInADialogThatBlocksNothing()
    {
        Desk desk;
        desk.find<QToolButton>("chooseSnapFolder")->click();
        const auto dialogs = QApplication::topLevelWidgets();
        const auto found = std::find_if(dialogs.begin(), dialogs.end(), [](const QWidget *widget) {
            return widget->objectName() == QStringLiteral("pictureFolderDialog");
        });
        QVERIFY(found != dialogs.end());
        Q_EMIT qobject_cast<QFileDialog *>(*found)->fileSelected(QStringLiteral("/elsewhere"));
        QCOMPARE(desk.settings.pictureFolder(), QStringLiteral("/elsewhere"));
        QVERIFY(desk.find<QToolButton>("chooseSnapFolder")
                    ->toolTip()
                    .contains(QStringLiteral("/elsewhere")));
        (*found)->close();
    }
};

HOLDFAST_TEST(TestCameraBar)

} // namespace tst_camerabar

#include "tst_camerabar.moc"
