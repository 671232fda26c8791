// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakerich.h"
#include "tests/ui/nowarnings.h"
#include "ui/thing/thingpanel.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <memory>

namespace tst_thingpanel {

using namespace Holdfast;

namespace {

const QString rich = QStringLiteral("rich");

//! \brief The panel of the rich Thing, and its visible state.
struct Desk
{
    explicit Desk(const QString &thing = rich)
        : monitor(bench.operatorSession.monitor())
        , panel({bench.operatorSession, monitor.get()}, thing)
    {
        panel.resize(260, 600);
    }

    template<typename T>
    T *find(const char *name) const
    {
        return panel.findChild<T *>(QLatin1StringView(name));
    }
    QString text(const char *name) const { return find<QLabel>(name)->text(); }
    bool isShown(const char *name) const { return !find<QWidget>(name)->isHidden(); }
    void click(const char *name) const { find<QAbstractButton>(name)->click(); }
    void enter(const char *name, const QString &value) const
    {
        auto *box = find<QAbstractSpinBox>(name);
        box->selectAll();
        QTest::keyClicks(box, value);
        QTest::keyClick(box, Qt::Key_Return);
    }
    Result<Payload> read(const char *name)
    {
        return bench.operatorSession.read(rich, QString::fromLatin1(name)).wait();
    }
    bool has(const char *name, const Json &value) { return read(name)->json == value; }

    Fake::Bench bench {{true, true, true, true}};
    std::unique_ptr<StationMonitor> monitor;
    ThingPanel panel;
};

} // namespace

class TestThingPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFaultStandsAtTheTop()
    {
        Desk desk(QStringLiteral("stage"));
        desk.panel.show();
        QVERIFY(!desk.isShown("thingNotice"));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("does not answer")));
        desk.bench.controls->stage.load()->beLost();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isShown("thingNotice"), 30'000);
        QVERIFY(desk.text("thingNotice").startsWith(Fake::Stage::lost.what));
        desk.bench.controls->stage.load()->recover();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.isShown("thingNotice"), 30'000);
    }

    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { failOnAnyWarning(); }

    void aThingThatOffersNothingSaysSo()
    {
        Desk desk(QStringLiteral("camera"));
        desk.panel.show();
        QVERIFY(desk.text("nothingHere").contains(QStringLiteral("nothing")));
    }

    void itReadsNothingWhileItIsHidden()
    {
        Desk desk;
        QVERIFY(desk.bench.operatorSession.write(rich, QStringLiteral("lamp"), true).wait());
        QCOMPARE(desk.bench.controls->getterCalls, 0);
        desk.panel.show();
        QTRY_COMPARE_WITH_TIMEOUT(desk.bench.controls->getterCalls, 1, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QCheckBox>("rich.lamp")->isChecked(), 30'000);
        desk.panel.hide();
        // The panel does not listen either: the value that it gets then is the one at the time when
        // it was shown again.
        QVERIFY(desk.bench.remoteSession.write(rich, QStringLiteral("exposure"), 70).wait());
        QCOMPARE(desk.bench.controls->getterCalls, 1);
        desk.panel.show();
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QSpinBox>("rich.exposure")->value(), 70, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.bench.controls->getterCalls, 2, 30'000);
    }

    void badPropertiesLeaveTheRestInOrder()
    {
        Desk desk;
        desk.bench.controls->blockGetter = true;
        desk.panel.show();
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("rich.brokenState"),
                                  QStringLiteral("The value cannot be read. The wire is cut."),
                                  30'000);
        QCOMPARE(desk.text("rich.slowState"), QStringLiteral("Reading \u2026"));
        QCOMPARE(desk.find<QSpinBox>("rich.exposure")->value(), 100);
        desk.enter("rich.exposure", QStringLiteral("50"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.has("exposure", 50), 30'000);
        desk.bench.controls->blockGetter = false;
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("rich.slow"), QStringLiteral("7"), 30'000);
        QVERIFY(!desk.isShown("rich.slowState"));
    }

    void whatIsReadOnlyIsShownAsItComes()
    {
        Desk desk;
        desk.panel.show();
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("rich.temperature"), QStringLiteral("20 °C"), 30'000);
        QVERIFY(!desk.isShown("rich.temperaturePlot"));
        desk.bench.controls->rich.load()->setTemperature(21.5);
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("rich.temperature"), QStringLiteral("21.5 °C"), 30'000);
        QVERIFY(desk.isShown("rich.temperaturePlot"));
    }

    void everyKindOfValueIsSet()
    {
        Desk desk;
        desk.panel.show();
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QSpinBox>("rich.exposure")->value(), 100, 30'000);
        desk.click("rich.lamp");
        QTRY_VERIFY_WITH_TIMEOUT(desk.has("lamp", true), 30'000);
        desk.enter("rich.gain", QStringLiteral("2.25"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.has("gain", 2.25), 30'000);
        auto *mode = desk.find<QComboBox>("rich.mode");
        mode->setFocus();
        QTest::keyClick(mode, Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(desk.has("mode", "dark"), 30'000);
        auto *label = desk.find<QLineEdit>("rich.label");
        QTest::keyClicks(label, QStringLiteral("<b>"));
        QTest::keyClick(label, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(desk.has("label", "<b>"), 30'000);
        desk.click("rich.offsetIsSet");
        desk.find<QDoubleSpinBox>("rich.offset")->setValue(0.5);
        desk.click("rich.offsetSet");
        QTRY_VERIFY_WITH_TIMEOUT(desk.has("offset", 0.5), 30'000);
        desk.click("rich.countsAdd");
        QTest::keyClicks(desk.find<QSpinBox>("rich.counts.3"), QStringLiteral("7"));
        desk.click("rich.countsSet");
        QTRY_VERIFY_WITH_TIMEOUT(desk.has("counts", Json::array({1, 2, 7})), 30'000);
        desk.find<QDoubleSpinBox>("rich.point.x")->setValue(4);
        desk.click("rich.pointSet");
        QTRY_VERIFY_WITH_TIMEOUT(desk.read("point")->json["x"] == Json(4.0), 30'000);
        desk.find<QPlainTextEdit>("rich.anything")->setPlainText(QStringLiteral("[1, null]"));
        desk.click("rich.anythingSet");
        QTRY_VERIFY_WITH_TIMEOUT(desk.has("anything", Json::array({1, nullptr})), 30'000);
    }

    void whatIsEnteredStaysUntilItIsSetOrTakenBack()
    {
        Desk desk;
        desk.panel.show();
        auto *exposure = desk.find<QSpinBox>("rich.exposure");
        QTRY_COMPARE_WITH_TIMEOUT(exposure->value(), 100, 30'000);
        exposure->setValue(55);
        QCOMPARE(desk.text("rich.exposureState"),
                 QStringLiteral("Not set yet. The value is 100 µs."));
        QVERIFY(desk.bench.remoteSession.write(rich, QStringLiteral("exposure"), 70).wait());
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("rich.exposureState"),
                                  QStringLiteral("Not set yet. The value is 70 µs."), 30'000);
        QCOMPARE(exposure->value(), 55);
        QVERIFY(desk.isShown("rich.exposureMark"));
        QCOMPARE(desk.text("rich.exposureMarkText"), QStringLiteral("Changed by tile scan"));
        const auto actions = desk.find<QMenu>("rich.exposureMenu")->actions();
        QVERIFY(actions.at(1)->text().contains(QStringLiteral("Take back")));
        actions.at(1)->trigger();
        QCOMPARE(exposure->value(), 70);
        QVERIFY(!desk.isShown("rich.exposureState"));
        desk.enter("rich.exposure", QStringLiteral("57"));
        QTRY_COMPARE_WITH_TIMEOUT(exposure->value(), 50, 30'000);
        QCOMPARE(desk.text("rich.exposureState"),
                 QStringLiteral("57 µs was requested; the instrument took 50 µs."));
        desk.find<QAction>("rich.exposureReset")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(exposure->value(), 100, 30'000);
    }

    void whatCannotBeReadIsNotSetByTheWay()
    {
        Desk desk;
        desk.panel.show();
        auto *exposure = desk.find<QSpinBox>("rich.exposure");
        QTRY_COMPARE_WITH_TIMEOUT(exposure->value(), 100, 30'000);
        exposure->selectAll();
        QTest::keyClicks(exposure, QStringLiteral("99999999999"));
        QVERIFY2(desk.text("rich.exposureState").contains(QStringLiteral("too large")),
                 qPrintable(desk.text("rich.exposureState")));
        desk.click("rich.exposureSet");
        desk.enter("rich.gain", QStringLiteral("1.000,5"));
        QVERIFY2(desk.text("rich.gainState").contains(QStringLiteral("\u201c1.000,5\u201d")),
                 qPrintable(desk.text("rich.gainState")));
        desk.click("rich.offsetIsSet");
        desk.click("rich.offsetSet"); // nothing is entered
        QVERIFY(desk.text("rich.offsetState").contains(QStringLiteral("Nothing is entered.")));
        QVERIFY(desk.has("exposure", 100) && desk.has("gain", 1.5) && desk.has("offset", nullptr));
    }

    void whatIsRequiredAndNotEnteredIsNotRun()
    {
        Desk desk;
        desk.panel.show();
        desk.click("rich.sumHead");
        desk.enter("rich.sum.first", QStringLiteral("4"));
        QVERIFY2(desk.text("rich.sumState").contains(QStringLiteral("Nothing is entered.")),
                 qPrintable(desk.text("rich.sumState")));
        QVERIFY(desk.bench.operatorSession.invocations().isEmpty());
    }

    void aRefusedClickGoesBack()
    {
        Desk desk;
        desk.panel.show();
        (void)desk.bench.holdRemotely();
        auto *lamp = desk.find<QCheckBox>("rich.lamp");
        desk.click("rich.lamp");
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.text("rich.lampState").startsWith(QStringLiteral("Waiting for tile scan")),
            30'000);
        QVERIFY(desk.isShown("rich.lampCancel"));
        desk.click("rich.lampCancel");
        QTRY_VERIFY_WITH_TIMEOUT(!lamp->isChecked(), 30'000);
        QVERIFY(!desk.isShown("rich.lampCancel"));
        desk.click("rich.lamp");
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.text("rich.lampState").startsWith(QStringLiteral("Not set. The global lock")),
            30'000);
        QVERIFY(!lamp->isChecked());
    }

    void anActionIsAForm()
    {
        Desk desk;
        desk.panel.show();
        QVERIFY(!desk.find<QSpinBox>("rich.sum.first")->isVisible());
        desk.click("rich.sumHead");
        QVERIFY(desk.find<QSpinBox>("rich.sum.first")->isVisible());
        desk.find<QSpinBox>("rich.sum.first")->setValue(4);
        desk.enter("rich.sum.second", QStringLiteral("38")); // Return runs it
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QPlainTextEdit>("rich.sumResultText")->toPlainText(),
                                  QStringLiteral("42"), 30'000);
        QVERIFY(desk.text("rich.sumState").startsWith(QStringLiteral("Done in")));
    }

    void anActionShowsItsProgressAndItsPicture()
    {
        Desk desk;
        desk.panel.show();
        desk.bench.controls->blockMoves = true;
        desk.click("rich.sweepRun");
        auto *progress = desk.find<QProgressBar>("rich.sweepProgress");
        QTRY_COMPARE_WITH_TIMEOUT(progress->value(), 50, 30'000);
        QVERIFY(progress->isVisible());
        QCOMPARE(desk.text("rich.sweepState"), QStringLiteral("half of it"));
        QVERIFY(!desk.find<QPushButton>("rich.sweepRun")->isEnabled());
        desk.click("rich.sweepCancel");
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("rich.sweepState"), QStringLiteral("Cancelled."),
                                  30'000);
        desk.click("rich.captureRun");
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QLabel>("rich.captureBlob0Picture")
                                     && !desk.find<QLabel>("rich.captureBlob0Picture")
                                             ->pixmap(Qt::ReturnByValue)
                                             .isNull(),
                                 30'000);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^rich.fail failed")));
        desk.click("rich.failRun");
        QTRY_COMPARE_WITH_TIMEOUT(desk.text("rich.failState"),
                                  QStringLiteral("The action failed. It does <i>not</i> work."),
                                  30'000);
    }

    void whileEverythingIsStoppedItSaysSoOnceAndInEveryToolTip()
    {
        Desk desk;
        desk.panel.show();
        QVERIFY(!desk.isShown("thingNotice"));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        QVERIFY(desk.bench.operatorSession.stop().wait());
        QTRY_VERIFY_WITH_TIMEOUT(desk.isShown("thingNotice"), 30'000);
        QVERIFY(desk.text("thingNotice").startsWith(QStringLiteral("Stopped by operator")));
        for (const char *name : {"rich.exposureSet", "rich.nothingRun"}) {
            QVERIFY(!desk.find<QPushButton>(name)->isEnabled());
            QVERIFY(desk.find<QPushButton>(name)->toolTip().contains(
                QStringLiteral("Not now: Stopped by operator")));
        }
        QVERIFY(desk.bench.operatorSession.lock().clearStop());
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QPushButton>("rich.exposureSet")->isEnabled(), 30'000);
        QVERIFY(!desk.isShown("thingNotice"));
    }

    void whatIsDoneHereIsCopiedForAScript()
    {
        Desk desk;
        desk.panel.show();
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QSpinBox>("rich.exposure")->value(), 100, 30'000);
        const auto entries = [&](const char *menu) {
            QStringList enabled;
            for (const QAction *action : desk.find<QMenu>(menu)->actions()) {
                if (action->isEnabled() && action->isVisible())
                    enabled << action->text();
            }
            return enabled;
        };
        QCOMPARE(entries("rich.exposureScript"), QStringList()); // there is no server
        desk.panel.setServer(QUrl(QStringLiteral("http://127.0.0.1:5000")));
        QCOMPARE(entries("rich.exposureScript").size(), 6);
        desk.find<QSpinBox>("rich.exposure")->setValue(55);
        desk.find<QMenu>("rich.exposureScript")->actions().at(4)->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("-d '55'")));
        desk.click("rich.sumHead");
        desk.find<QMenu>("rich.sumScript")->actions().at(1)->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().endsWith(
            QStringLiteral("print(rich.sum(first=None, second=None))\n")));
    }

    void everyControlHasANameAndAToolTip()
    {
        Desk desk;
        desk.panel.setServer(QUrl(QStringLiteral("http://127.0.0.1:5000")));
        desk.panel.show();
        desk.click("rich.echoHead");
        desk.click("rich.sumHead");
        int controls = 0;
        for (const auto *widget : desk.panel.findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus
                || widget->objectName().startsWith(QStringLiteral("qt_"))
                || widget->window() != desk.panel.window()) // the pop-up of a combo box
                continue;
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     qPrintable(widget->objectName()));
            QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(widget->objectName()));
            ++controls;
        }
        QVERIFY(controls > 40);
    }
};

HOLDFAST_TEST(TestThingPanel)

} // namespace tst_thingpanel

#include "tst_thingpanel.moc"
