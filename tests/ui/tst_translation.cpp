// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/simulatedcamera.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/keys/keycommand.h"
#include "ui/base/text/thingtext.h"
#include "ui/base/text/translation.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/stage/stagerule.h"
#include "ui/thing/thingpanel.h"

#include <QAbstractButton>
#include <QDockWidget>
#include <QLabel>
#include <QTest>

namespace tst_translation {

using namespace Holdfast;

class TestTranslation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void theWindowSpeaksGerman()
    {
        const Translation german(QStringLiteral("de"));
        const Fake::Bench bench;
        MainWindow window(bench.operatorSession);
        QCOMPARE(window.findChild<QAbstractButton *>(QStringLiteral("stopButton"))->text(),
                 QStringLiteral("STOPP"));
        QCOMPARE(window.findChild<QDockWidget *>(QStringLiteral("stageDock"))->windowTitle(),
                 QStringLiteral("Tisch"));
        QCOMPARE(window.findChild<QLabel *>(QStringLiteral("serverAddress"))->text(),
                 QStringLiteral("Der Server läuft nicht."));
        // Of functions that belong to no class, and of a rule.
        QCOMPARE(keyCommands().first().does.left(5), QStringLiteral("STOPP"));
        const Fake::Bench without({.stage = false, .camera = false});
        QCOMPARE(StageRule::mayRun(without.operatorSession, QStringLiteral("stage"),
                                   QStringLiteral("stop"))
                     .reason,
                 QStringLiteral("Es ist kein Tisch eingerichtet."));
    }

    void whatThingsSayIsTranslatedWhereItIsShown()
    {
        const Translation german(QStringLiteral("de"));
        QCOMPARE(thingText(QStringLiteral("The camera has been closed.")),
                 QStringLiteral("Die Kamera wurde geschlossen."));
        // Put together of parts, one of which is such a text, too.
        QCOMPARE(thingText(QStringLiteral("There is no folder /tmp/a b.")),
                 QStringLiteral("Es gibt keinen Ordner /tmp/a b."));
        QCOMPARE(thingText(QStringLiteral("The camera has delivered no picture in time: The "
                                          "picture is incomplete.")),
                 QStringLiteral("Die Kamera hat nicht rechtzeitig ein Bild geliefert: Das Bild ist "
                                "unvollständig."));
        // A part that looks like a place stays as it is.
        QCOMPARE(thingText(QStringLiteral("There is no folder %2.")),
                 QStringLiteral("Es gibt keinen Ordner %2."));
        const QString unknown = QStringLiteral("What no Thing has said before.");
        QCOMPARE(thingText(unknown), unknown);
        QCOMPARE(thingText({}), QString());
    }

    void aThingSpeaksEnglishToClientsWhateverTheWindowSpeaks()
    {
        const Translation german(QStringLiteral("de"));
        StationOptions options;
        options.journal = JournalOptions::inMemory();
        Station station(options, {{QStringLiteral("camera"),
                                   [] { return std::make_unique<SimulatedCamera>(); }}});
        QVERIFY(bool(station.start()));
        const Session session(station, {Principal::Kind::Operator, QStringLiteral("operator"), {}});
        const Affordances *camera = session.affordances(u"camera");
        QCOMPARE(camera->title, QStringLiteral("Camera"));
        const auto monitor = session.monitor();
        const ThingPanel panel({session, monitor.get()}, QStringLiteral("camera"));
        QCOMPARE(panel.findChild<QLabel *>(QStringLiteral("thingTitle"))->text(),
                 QStringLiteral("Kamera"));
        QCOMPARE(panel.findChild<QLabel *>(QStringLiteral("thingDescription"))->text(),
                 QStringLiteral("Eine simulierte Kamera, die auf eine künstliche Probe blickt."));
    }

    void withoutATranslationItSpeaksEnglish()
    {
        {
            const Translation german(QStringLiteral("de"));
        }
        const Translation unknown(QStringLiteral("tlh"));
        QVERIFY(keyCommands().first().does.startsWith(QStringLiteral("STOP:")));
    }

    void nothingIsTooLongInGermanForASmallScreen()
    {
        const Translation german(QStringLiteral("de"));
        const Fake::Bench bench({true, true, true, true, true});
        MainWindow window(bench.operatorSession);
        window.show();
        const QSize smallest = window.minimumSizeHint();
        const QSize first = MainWindow::firstSize({1280, 800});
        QVERIFY2(
            smallest.width() <= first.width() && smallest.height() <= first.height(),
            qPrintable(QStringLiteral("%1 x %2").arg(smallest.width()).arg(smallest.height())));
    }
};

HOLDFAST_TEST(TestTranslation)

} // namespace tst_translation

#include "tst_translation.moc"
