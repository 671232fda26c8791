// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/things/builtinthings.h"
#include "core/config/configurationerror.h"
#include "core/config/thingregistry.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_openflexureclasses {

using namespace Holdfast;

class TestOpenFlexureClasses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void standFor_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("ours");
        const auto row = [](const char *name, const char *ours) {
            QTest::newRow(name) << s_things + QString::fromLatin1(name)
                                << QString::fromLatin1(ours);
        };
        row("stage.dummy:DummyStage", "SimulatedStage");
        row("stage.dummy.DummyStage", "SimulatedStage");
        row("camera.simulation:SimulatedCamera", "SimulatedCamera");
        row("system:OpenFlexureSystem", "SystemThing");
        row("focus.autofocus:AutofocusThing", "Autofocus");
        row("stage.camera_stage_mapping:CameraStageMapper", "CameraStageMapping");
        row("illumination.SimulatorIllumination", "SimulatedIllumination");
        row("gallery.GalleryThing", "Gallery");
        row("scanning.smart_scan:SmartScanThing", "SmartScan");
        row("scanning.scan_workflows:SnakeWorkflow", "SnakeWorkflow");
        row("scanning.scan_workflows:RasterWorkflow", "RasterWorkflow");
        row("scanning.scan_workflows:HistoScanWorkflow", "HistoScanWorkflow");
    }
    void standFor()
    {
        QFETCH(const QString, name);
        const ThingRegistry registry = builtInThings();
        QTEST(registry.resolved(name), "ours");
        QVERIFY(registry.find(name, {}).factory(Json::object(), {}));
    }

    void areMissing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("advice");
        const auto row = [](const char *name, const char *advice) {
            QTest::newRow(name) << s_things + QString::fromLatin1(name)
                                << QString::fromLatin1(advice);
        };
        row("stage.moonraker:MoonrakerStage", "use a SimulatedStage");
        row("new.module:NewThing", "Leave this Thing out");
    }
    void areMissing()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, advice);
        const ThingRegistry registry = builtInThings();
        try {
            (void)registry.find(name, QStringLiteral("things.it"));
        } catch (const ConfigurationError &error) {
            QCOMPARE(error.key, QStringLiteral("things.it"));
            QVERIFY2(error.message.startsWith(QStringLiteral("Holdfast has no Thing for ")),
                     qPrintable(error.message));
            QVERIFY2(error.message.contains(name), qPrintable(error.message));
            QVERIFY2(error.message.contains(advice), qPrintable(error.message));
            QVERIFY2(error.allowed.contains(QStringLiteral("SimulatedStage")),
                     qPrintable(error.allowed));
            return;
        }
        QFAIL("The class was found.");
    }

    void areInAPackage_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("the stage") << s_things + QStringLiteral("stage.sangaboard:SangaboardThing");
        QTest::newRow("the camera") << s_things + QStringLiteral("camera.picamera:PiCameraV2");
        QTest::newRow("the light") << s_things + QStringLiteral("illumination.SangaIllumination");
    }
    void areInAPackage()
    {
        QFETCH(const QString, name);
        const ThingRegistry registry = builtInThings(); // without plug-ins
        try {
            (void)registry.find(name, QStringLiteral("things.it"));
        } catch (const ConfigurationError &error) {
            QVERIFY2(error.message.contains(QStringLiteral("not installed: package holdfast-")),
                     qPrintable(error.message));
            return;
        }
        QFAIL("The class was found.");
    }

    void areDispensable_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("a background detector")
            << s_things + QStringLiteral("scanning.background_detect:ChannelDeviationLUV");
        QTest::newRow("a measurement")
            << s_things + QStringLiteral("stage.stage_measure.StageMeasurementThing");
    }
    void areDispensable()
    {
        QFETCH(const QString, name);
        const ThingRegistry registry = builtInThings();
        QVERIFY(!registry.whyDispensable(name).isEmpty());
        QVERIFY(!registry.isUnknown(name));
    }

    void ofBoardCamerasHaveOptionsOfTheirOwn()
    {
        const ThingRegistry registry = builtInThings();
        const QString camera = s_things + QStringLiteral("camera.picamera:PiCameraV2");
        QCOMPARE(registry.resolved(camera), QStringLiteral("GStreamerCamera"));
        QCOMPARE(registry.kwargsFor(camera, Json {{"camera_board", "picamera_v2"}}),
                 (Json {{"preset", "csi"}}));
    }

private:
    static inline const QString s_things = QStringLiteral("openflexure_microscope_server.things.");
};

HOLDFAST_GUILESS_TEST(TestOpenFlexureClasses)

} // namespace tst_openflexureclasses

#include "tst_openflexureclasses.moc"
