// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "ui/live/histogram.h"
#include "ui/live/liveviewport.h"
#include "ui/live/scalebar.h"

#include <QImage>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

namespace tst_livegeometry {

using namespace Holdfast;

namespace {

LiveViewport viewport()
{
    LiveViewport viewport;
    viewport.setPictureSize({800, 600});
    viewport.setViewSize({400, 400});
    return viewport;
}

} // namespace

//! Where a picture lies in the view, how long a scale bar is, how bright a picture.
class TestLiveGeometry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void fitsAtFirstAndFollowsTheWindow()
    {
        LiveViewport v = viewport();
        QVERIFY(v.isFitted());
        QCOMPARE(v.target(), QRectF(0, 50, 400, 300));
        v.setViewSize({1600, 1200});
        QCOMPARE(v.target(), QRectF(0, 0, 1600, 1200));
        QCOMPARE(v.fromCentre({800, 600}), QPointF(0, 0));
        QCOMPARE(v.fromCentre({1600, 0}), QPointF(400, -300));
    }

    void showsPixelForPixelOnAScreenOfAnyDensity()
    {
        LiveViewport v = viewport();
        v.setPixelRatio(2);
        v.showActualSize();
        QVERIFY(v.isActualSize());
        QCOMPARE(v.scale(), 0.5);
        v.setPixelRatio(1); // moved to another screen
        QVERIFY(v.isActualSize());
        QCOMPARE(v.scale(), 1.0);
    }

    void zoomsAboutWhatIsUnderTheMouse()
    {
        LiveViewport v = viewport();
        const QPointF mouse(250, 220);
        const QPointF before = v.fromCentre(mouse);
        v.zoomBy(4, mouse);
        QVERIFY(!v.isFitted());
        QCOMPARE(v.scale(), 2.0);
        QCOMPARE(v.fromCentre(mouse), before);
        v.fit();
        QCOMPARE(v.target(), QRectF(0, 50, 400, 300));
    }

    void doesNotZoomBeyondSense()
    {
        LiveViewport v = viewport();
        v.zoomBy(1e9, {200, 200});
        QCOMPARE(v.scale(), LiveViewport::largestScale);
        v.zoomBy(1e-9, {200, 200});
        QCOMPARE(v.scale(), LiveViewport::smallestScale);
    }

    void noEdgeOfALargePictureComesIntoTheView()
    {
        LiveViewport v = viewport();
        v.showActualSize();
        v.panBy({10'000, -10'000});
        QCOMPARE(v.target(), QRectF(0, -200, 800, 600));
        v.zoomBy(0.25, {0, 0}); // smaller than the view: in the middle
        v.panBy({50, 50});
        QCOMPARE(v.target().center(), QPointF(200, 200));
    }

    void aScaleBarHasARoundLength_data()
    {
        QTest::addColumn<double>("perPixel");
        QTest::addColumn<double>("most");
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("pixels");
        QTest::newRow("one") << 1.0 << 199.0 << QStringLiteral("100 steps") << 100.0;
        QTest::newRow("two") << 1.0 << 200.0 << QStringLiteral("200 steps") << 200.0;
        QTest::newRow("five") << 0.04 << 200.0 << QStringLiteral("5 steps") << 125.0;
        QTest::newRow("below one") << 0.001 << 300.0 << QStringLiteral("0.2 steps") << 200.0;
    }

    void aScaleBarHasARoundLength()
    {
        QFETCH(double, perPixel);
        QFETCH(double, most);
        const auto bar = ScaleBar::fitting(perPixel, QStringLiteral("steps"), most);
        QVERIFY(bar);
        QTEST(bar->text, "text");
        QTEST(bar->pixels, "pixels");
    }

    void whereNothingFitsThereIsNoScaleBar()
    {
        QVERIFY(!ScaleBar::fitting(0, {}, 100));
        QVERIFY(!ScaleBar::fitting(1, {}, 0));
        QVERIFY(!ScaleBar::fitting(qInf(), {}, 100));
    }

    void aHistogramCountsBrightnessAndSaturation()
    {
        QImage picture(80, 80, QImage::Format_RGB32);
        picture.fill(qRgb(100, 100, 100));
        for (int row = 0; row < 40; ++row) {
            for (int column = 0; column < 80; ++column)
                picture.setPixel(column, row, qRgb(255, 0, 0));
        }
        const Histogram histogram = Histogram::of(picture);
        QCOMPARE(histogram.pixels, 400U);
        QCOMPARE(histogram.counts[100], 200U);
        QCOMPARE(histogram.highest(), 200U);
        QCOMPARE(histogram.saturation(), 0.5);
        QCOMPARE(Histogram::of({}).saturation(), 0.0);
    }
};

HOLDFAST_APPLESS_TEST(TestLiveGeometry)

} // namespace tst_livegeometry

#include "tst_livegeometry.moc"
