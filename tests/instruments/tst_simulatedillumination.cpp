// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/samplecanvas.h"
#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/illumination/simulatedillumination.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>

namespace tst_simulatedillumination {

using namespace Holdfast;

namespace {

//! An illumination beside the camera that sees its light.
class Bench
{
public:
    Bench()
        : fixture([] { return std::make_unique<SimulatedIllumination>(); },
                  {{QStringLiteral("camera"), [] { return std::make_unique<SimulatedCamera>(); }}})
        , illumination(fixture.thing<SimulatedIllumination>())
        , camera(fixture.neighbour<SimulatedCamera>(QStringLiteral("camera")))
    {
    }

    //! Returns the mean brightness of the picture, from 0 to 255.
    int grey()
    {
        const QImage picture = QImage::fromData(camera.grabJpeg({}).data());
        return qGray(
            picture.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixel(0, 0));
    }

    void setLed(bool on) { fixture.invoke(QStringLiteral("set_led"), {{"led_on", on}}); }

    ThingFixture fixture;
    SimulatedIllumination &illumination;
    SimulatedCamera &camera;
};

} // namespace

class TestSimulatedIllumination : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theCameraSeesItsLight()
    {
        Bench bench;
        const int bright = bench.grey();
        QVERIFY(bright > 100);
        bench.setLed(false);
        QVERIFY(bench.grey() < 10);
        QCOMPARE(bench.fixture.read(QStringLiteral("led_on")), Json(false));
        bench.setLed(true);
        bench.fixture.write(QStringLiteral("brightness"), 0.5);
        const int half = bench.grey();
        QVERIFY2(std::abs(half - bright / 2) < 15, qPrintable(QString::number(half)));
        QCOMPARE(bench.illumination.state(), Json({{"led_on", true}, {"brightness", 0.5}}));
    }

    void aFlashLeavesItAsItWas_data()
    {
        QTest::addColumn<bool>("isOn");
        QTest::newRow("on") << true;
        QTest::newRow("off") << false;
    }
    void aFlashLeavesItAsItWas()
    {
        QFETCH(bool, isOn);
        Bench bench;
        bench.setLed(isOn);
        const auto flash = bench.fixture.start(QStringLiteral("flash"),
                                               {{"number_of_flashes", 100}, {"dt", 0.05}});
        // Both are seen, whichever it was.
        WAIT_UNTIL(bench.illumination.light() == 0);
        WAIT_UNTIL(bench.illumination.light() == 1);
        flash->cancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, flash->wait());
        QCOMPARE(bench.illumination.light(), isOn ? 1.0 : 0.0);
    }

    void refusesStrangers()
    {
        Bench bench;
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(bench.fixture).failures(),
                 QStringList());
    }

private:
    //! Kept, so that not every camera has to compute it.
    const std::shared_ptr<const SampleCanvas> m_canvas = SampleCanvas::shared();
};

HOLDFAST_GUILESS_TEST(TestSimulatedIllumination)

} // namespace tst_simulatedillumination

#include "tst_simulatedillumination.moc"
