// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/live/livepanel.h"
#include "ui/live/liveview.h"
#include "ui/live/measurement.h"
#include "ui/mainwindow/mainwindow.h"

#include <QBuffer>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWindow>

#include <algorithm>

namespace tst_measurement {

using namespace Holdfast;

namespace {

//! A camera that is turned by 90 degrees, and whose pixels are twice as high as wide.
Measurement::Scale turned()
{
    return {.onStage = [](const QPointF &pixels) { return QPointF(pixels.y(), -pixels.x() / 2); },
            .unit = QStringLiteral("\u00b5m")};
}

Measurement measured(Measurement::Kind kind, const QList<QPointF> &points)
{
    Measurement measurement(kind);
    for (const QPointF &point : points)
        measurement.add(point);
    return measurement;
}

} // namespace

//! Tests distances, angles and areas, and the clicks that measure them.
class TestMeasurement : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale::c());
        failOnAnyWarning();
    }

    void measuresOnTheStage_data()
    {
        QTest::addColumn<Measurement::Kind>("kind");
        QTest::addColumn<QList<QPointF>>("points");
        QTest::addColumn<QString>("inPixels");
        QTest::addColumn<QString>("onStage");
        using Kind = Measurement::Kind;
        QTest::newRow("across") << Kind::Distance << QList<QPointF> {{-50, 0}, {50, 0}}
                                << QStringLiteral("100 pixels") << QStringLiteral("50.0 \u00b5m");
        QTest::newRow("down") << Kind::Distance << QList<QPointF> {{0, 0}, {0, 100}}
                              << QStringLiteral("100 pixels") << QStringLiteral("100 \u00b5m");
        QTest::newRow("aslant") << Kind::Distance << QList<QPointF> {{0, 0}, {6, 4}}
                                << QStringLiteral("7.21 pixels") << QStringLiteral("5.00 \u00b5m");
        QTest::newRow("a large one")
            << Kind::Distance << QList<QPointF> {{0, 0}, {0, 12345}}
            << QStringLiteral("12345 pixels") << QStringLiteral("12345 \u00b5m");
        QTest::newRow("a right angle")
            << Kind::Angle << QList<QPointF> {{10, 0}, {0, 0}, {0, 5}}
            << QStringLiteral("90.0\u00b0") << QStringLiteral("90.0\u00b0");
        QTest::newRow("an obtuse angle")
            << Kind::Angle << QList<QPointF> {{10, 0}, {0, 0}, {-10, 10}}
            << QStringLiteral("135.0\u00b0") << QStringLiteral("116.6\u00b0");
        QTest::newRow("no angle") << Kind::Angle << QList<QPointF> {{10, 0}, {10, 0}, {0, 5}}
                                  << QString() << QString();
        QTest::newRow("a rectangle")
            << Kind::Area << QList<QPointF> {{0, 0}, {20, 0}, {20, 10}, {0, 10}}
            << QStringLiteral("200 pixels\u00b2") << QStringLiteral("100 \u00b5m\u00b2");
        QTest::newRow("one point")
            << Kind::Distance << QList<QPointF> {{0, 0}} << QString() << QString();
        QTest::newRow("no area") << Kind::Area << QList<QPointF> {{0, 0}, {20, 0}} << QString()
                                 << QString();
    }

    void measuresOnTheStage()
    {
        QFETCH(const Measurement::Kind, kind);
        QFETCH(const QList<QPointF>, points);
        QFETCH(const QString, inPixels);
        QFETCH(const QString, onStage);
        const Measurement measurement = measured(kind, points);
        QCOMPARE(measurement.text({}), inPixels);
        QCOMPARE(measurement.text(turned()), onStage);
    }

    void thePointerCountsUntilItIsComplete()
    {
        Measurement measurement(Measurement::Kind::Distance);
        QCOMPARE(measurement.text({}, QPointF(3, 4)), QString());
        measurement.add({0, 0});
        QVERIFY(!measurement.isComplete());
        QCOMPARE(measurement.text({}, QPointF(3, 4)), QStringLiteral("5.00 pixels"));
        measurement.add({6, 8});
        QVERIFY(measurement.isComplete());
        QCOMPARE(measurement.text({}, QPointF(3, 4)), QStringLiteral("10.0 pixels"));
        measurement.add({1, 1}); // begins anew
        QVERIFY(!measurement.isComplete());
        QCOMPARE(measurement.points().size(), 1);
    }

    void anAreaIsCompleteWhenItIsClosed()
    {
        Measurement measurement = measured(Measurement::Kind::Area, {{0, 0}, {20, 0}});
        measurement.close();
        QVERIFY(!measurement.isComplete());
        measurement.add({20, 10});
        QVERIFY(!measurement.isComplete());
        measurement.close();
        QVERIFY(measurement.isComplete());
        QCOMPARE(measurement.text({}), QStringLiteral("100 pixels\u00b2"));
    }

    void clicksMeasureAndTheStageStays()
    {
        Fake::Bench bench;
        MainWindow window(bench.operatorSession);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *view = window.findChild<LiveView *>(QStringLiteral("liveView"));
        QImage picture(200, 100, QImage::Format_RGB32);
        picture.fill(Qt::gray);
        QByteArray jpeg;
        QBuffer buffer(&jpeg);
        QVERIFY(picture.save(&buffer, "JPEG"));
        bench.controls->stream.load()->publish(jpeg);
        WAIT_UNTIL(!view->picture().isNull());
        const auto text = [&window] {
            return window.findChild<QLabel *>(QStringLiteral("liveRemark"))->text();
        };
        const auto at = [view](double x, double y) {
            return view->viewport().toView({x, y}).toPoint();
        };
        QTest::keyClick(window.windowHandle(), Qt::Key_E);
        QVERIFY(view->measurement());
        QVERIFY2(text().contains(QStringLiteral("not calibrated")), qPrintable(text()));
        QTest::mouseClick(view, Qt::LeftButton, {}, at(-60, 0));
        QTest::mouseMove(view, at(0, 0));
        QCOMPARE(view->measurement()->points().size(), 1);
        QTest::mouseClick(view, Qt::LeftButton, {}, at(60, 0));
        QVERIFY(view->measurement()->isComplete());
        // A pixel of the screen is less than one of the picture here.
        const double length = text().section(u' ', 0, 0).toDouble();
        QVERIFY2(std::abs(length - 120) < 2, qPrintable(text()));
        QVERIFY(!window.grab().isNull());

        // A picture that is moved by hand measures nothing.
        QTest::mousePress(view, Qt::LeftButton, {}, at(0, 0));
        QTest::mouseMove(view, at(20, 20));
        QTest::mouseRelease(view, Qt::LeftButton, {}, at(20, 20));
        QCOMPARE(view->measurement()->points().size(), 2);

        auto *kind = window.findChild<QToolButton *>(QStringLiteral("measureKindButton"));
        kind->menu()->actions().last()->trigger();
        QCOMPARE(view->measurement()->kind(), Measurement::Kind::Area);
        QTest::mouseClick(view, Qt::LeftButton, {}, at(0, 0));
        QTest::mouseClick(view, Qt::LeftButton, {}, at(40, 0));
        QTest::mouseClick(view, Qt::LeftButton, {}, at(40, 30));
        QTest::mouseDClick(view, Qt::LeftButton, {}, at(40, 30));
        QVERIFY(view->measurement()->isComplete());
        QVERIFY2(text().endsWith(QStringLiteral(" pixels\u00b2")), qPrintable(text()));

        QTest::keyClick(window.windowHandle(), Qt::Key_E);
        QVERIFY(!view->measurement());
        QCOMPARE(text(), QString());
        QVERIFY(bench.operatorSession.invocations().isEmpty());
    }

    void theViewIsSavedWithItsMarks()
    {
        const QTemporaryDir folder;
        Fake::Bench bench;
        MainWindow window(bench.operatorSession);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto *view = window.findChild<LiveView *>(QStringLiteral("liveView"));
        auto *panel = window.findChild<LivePanel *>();
        const auto remark = [&window] {
            return window.findChild<QLabel *>(QStringLiteral("liveRemark"))->text();
        };
        QTest::keyClick(window.windowHandle(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(remark(), QStringLiteral("There is no picture to be saved."));
        QImage picture(1200, 600, QImage::Format_RGB32);
        picture.fill(qRgb(90, 90, 90));
        QByteArray jpeg;
        QBuffer buffer(&jpeg);
        QVERIFY(picture.save(&buffer, "JPEG"));
        bench.controls->stream.load()->publish(jpeg);
        WAIT_UNTIL(!view->picture().isNull());
        QTest::keyClick(window.windowHandle(), Qt::Key_C);
        QTest::keyClick(window.windowHandle(), Qt::Key_S, Qt::ControlModifier);
        auto *dialog = window.findChild<QFileDialog *>(QStringLiteral("saveViewDialog"));
        QVERIFY(dialog && dialog->isVisible());
        Q_EMIT dialog->fileSelected(folder.filePath(QStringLiteral("report")));
        dialog->reject();
        const QString file = folder.filePath(QStringLiteral("report.png"));
        WAIT_UNTIL(remark() == QStringLiteral("The view is in ") + file);
        const QImage saved(file);
        QCOMPARE(saved.size(), picture.size()); // not that of the window
        int brightest = 0;                      // of the crosshair, which is a few pixels wide
        for (int y = 296; y < 304; ++y)
            brightest = std::max(brightest, qGray(saved.pixel(300, y)));
        QVERIFY2(brightest > 150, qPrintable(QString::number(brightest)));
        QVERIFY(std::abs(qGray(saved.pixel(300, 150)) - 90) < 4);
        QVERIFY(std::abs(qGray(view->picture().pixel(300, 300)) - 90) < 4);
        panel->saveView(file + QStringLiteral("/below.png"));
        WAIT_UNTIL(remark().contains(QStringLiteral("was not written")));
    }
};

HOLDFAST_TEST(TestMeasurement)

} // namespace tst_measurement

#include "tst_measurement.moc"
