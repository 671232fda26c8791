// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/live/displaycontrast.h"
#include "ui/live/liveview.h"
#include "ui/mainwindow/mainwindow.h"

#include <QAction>
#include <QBuffer>
#include <QImage>
#include <QMenu>
#include <QTest>
#include <QToolButton>
#include <QWindow>

namespace tst_displaycontrast {

using namespace Holdfast;

namespace {

//! Returns a picture whose greys go from \a from at the left to \a to at the right.
QImage ramp(int from, int to)
{
    QImage picture(320, 64, QImage::Format_RGB32);
    for (int x = 0; x < picture.width(); ++x) {
        const int grey = from + (to - from) * x / (picture.width() - 1);
        for (int y = 0; y < picture.height(); ++y)
            picture.setPixel(x, y, qRgb(grey, grey, grey));
    }
    return picture;
}

int greyAt(const QImage &picture, int x)
{
    return qGray(picture.pixel(x, 30));
}

} // namespace

//! Tests how the live picture is shown, and that the picture itself stays as it is.
class TestDisplayContrast : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void automaticContrastSpreadsTheGreysThatOccur()
    {
        const QImage picture = ramp(100, 150);
        const Histogram histogram = Histogram::of(picture);
        const auto range = DisplayContrast::rangeOf(histogram);
        QVERIFY2(range.black >= 100 && range.black <= 102 && range.white >= 148
                     && range.white <= 150,
                 qPrintable(QStringLiteral("%1 %2").arg(range.black).arg(range.white)));
        const QImage shown = DisplayContrast {.isAutomatic = true}.applied(picture, histogram);
        QCOMPARE(greyAt(shown, 0), 0);
        QCOMPARE(greyAt(shown, 319), 255);
        QVERIFY(std::abs(greyAt(shown, 160) - 128) < 8);
    }

    void aFewBrightPixelsDoNotCount()
    {
        QImage picture = ramp(100, 150);
        picture.setPixel(4, 4, qRgb(255, 255, 255));
        QVERIFY(DisplayContrast::rangeOf(Histogram::of(picture)).white <= 150);
    }

    void aPictureWithoutContrastStaysAsItIs()
    {
        const QImage picture = ramp(120, 122);
        QCOMPARE(DisplayContrast::rangeOf(Histogram::of(picture)), DisplayContrast::Range());
        QCOMPARE(DisplayContrast::rangeOf(Histogram()), DisplayContrast::Range());
        const QImage shown =
            DisplayContrast {.isAutomatic = true}.applied(picture, Histogram::of(picture));
        QCOMPARE(shown, picture);
    }

    void gammaBrightensTheMiddleAndKeepsTheEnds()
    {
        const QImage picture = ramp(0, 255);
        const Histogram histogram = Histogram::of(picture);
        const QImage brighter = DisplayContrast {.gamma = 2}.applied(picture, histogram);
        const QImage darker = DisplayContrast {.gamma = 0.5}.applied(picture, histogram);
        QCOMPARE(greyAt(brighter, 0), 0);
        QCOMPARE(greyAt(brighter, 319), 255);
        QVERIFY(std::abs(greyAt(brighter, 80) - 127) < 3); // the root of a quarter
        QVERIFY(std::abs(greyAt(darker, 160) - 64) < 3);
    }

    void whatIsSaturatedHasAFalseColour()
    {
        QImage picture(16, 16, QImage::Format_RGB32);
        picture.fill(qRgb(120, 120, 120));
        picture.setPixel(0, 0, qRgb(255, 90, 90)); // one colour is enough
        picture.setPixel(1, 0, qRgb(254, 254, 254));
        picture.setPixel(2, 0, qRgb(0, 0, 0));
        picture.setPixel(3, 0, qRgb(0, 0, 1));
        const QImage shown =
            DisplayContrast {.showsSaturation = true}.applied(picture, Histogram::of(picture));
        QCOMPARE(shown.pixel(0, 0), qRgb(255, 0, 0));
        QCOMPARE(shown.pixel(1, 0), qRgb(254, 254, 254));
        QCOMPARE(shown.pixel(2, 0), qRgb(0, 0, 255));
        QCOMPARE(shown.pixel(3, 0), qRgb(0, 0, 1));
        QCOMPARE(shown.pixel(8, 8), qRgb(120, 120, 120));
    }

    void keysAndAMenuChangeWhatIsShownAndNotThePicture()
    {
        Fake::Bench bench;
        MainWindow window(bench.operatorSession);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto *view = window.findChild<LiveView *>(QStringLiteral("liveView"));
        QByteArray jpeg;
        QBuffer buffer(&jpeg);
        QVERIFY(ramp(100, 150).save(&buffer, "JPEG", 100));
        bench.controls->stream.load()->publish(jpeg);
        WAIT_UNTIL(!view->shown().isNull());
        QCOMPARE(view->shown(), view->picture());
        const QImage picture = view->picture();

        // The same picture is shown in another way: no new one has to come.
        QTest::keyClick(window.windowHandle(), Qt::Key_D);
        WAIT_UNTIL(greyAt(view->shown(), 0) < 10 && greyAt(view->shown(), 319) > 245);
        QCOMPARE(view->picture(), picture);
        QVERIFY(window.findChild<QAction *>(QStringLiteral("autoContrast"))->isChecked());
        QTest::keyClick(window.windowHandle(), Qt::Key_D);
        WAIT_UNTIL(view->shown() == picture);

        auto *gamma = window.findChild<QToolButton *>(QStringLiteral("gammaButton"));
        for (QAction *choice : gamma->menu()->actions()) {
            if (choice->data().toDouble() == 2.2)
                choice->trigger();
        }
        WAIT_UNTIL(greyAt(view->shown(), 0) > 150);
        QVERIFY(gamma->text().contains(QStringLiteral("2.2")));
        QCOMPARE(view->contrast().gamma, 2.2);
        QTest::keyClick(window.windowHandle(), Qt::Key_O);
        QVERIFY(view->contrast().showsSaturation);
        QCOMPARE(view->picture(), picture);
        QVERIFY(!window.grab().isNull());
    }
};

HOLDFAST_TEST(TestDisplayContrast)

} // namespace tst_displaycontrast

#include "tst_displaycontrast.moc"
