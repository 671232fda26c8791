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
        row("camera.picamera:PiCameraV2", "use a SimulatedCamera");
        row("camera.picamera:PiCameraHQ", "preset \"csi\"");
        row("camera.opencv:OpenCVCamera", "preset \"usb\"");
        row("scanning.smart_scan:SmartScanThing", "A GridScan takes pictures");
        row("scanning.scan_workflows:SnakeWorkflow", "A GridScan takes pictures");
        row("focus.autofocus:AutofocusThing", "Leave this Thing out");
        row("gallery.GalleryThing", "Leave this Thing out");
        row("illumination.SimulatorIllumination", "Leave this Thing out");
        row("stage.camera_stage_mapping:CameraStageMapper", "Leave this Thing out");
        row("stage.stage_measure:StageMeasurementThing", "Leave this Thing out");
        row("system:OpenFlexureSystem", "Leave this Thing out");
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
        QTest::newRow("the light") << s_things + QStringLiteral("illumination.SangaIllumination");
    }
    void areInAPackage()
    {
        QFETCH(const QString, name);
        const ThingRegistry registry = builtInThings(); // without plug-ins
        try {
            (void)registry.find(name, QStringLiteral("things.it"));
        } catch (const ConfigurationError &error) {
            QVERIFY2(error.message.contains(
                         QStringLiteral("not installed: package holdfast-sangaboard")),
                     qPrintable(error.message));
            return;
        }
        QFAIL("The class was found.");
    }

private:
    static inline const QString s_things = QStringLiteral("openflexure_microscope_server.things.");
};

HOLDFAST_GUILESS_TEST(TestOpenFlexureClasses)

} // namespace tst_openflexureclasses

#include "tst_openflexureclasses.moc"
