// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/station.h"
#include "core/session/stationmonitor.h"
#include "core/thing/affordances/runtimeaffordances.h"
#include "core/thing/framestream.h"
#include "core/thing/thing.h"
#include "core/thing/thingerror.h"
#include "core/thing/workcontext.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/length/lengthscale.h"
#include "ui/base/text/textbox.h"
#include "ui/scan/scanform.h"
#include "ui/scan/scanmap.h"
#include "ui/scan/scanpanel.h"
#include "ui/scan/scanrule.h"

#include <QBuffer>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <atomic>
#include <memory>
#include <mutex>

namespace tst_scanpanel {

using namespace Holdfast;

namespace {

class FakeScans;

//! The orders of a test to its fake, and its reports. From any thread.
struct Orders
{
    std::atomic<FakeScans *> scans {nullptr};
    std::atomic<bool> refuses {false}; //!< scans fail: "The disk is full."
    std::atomic<bool> goOn {false};    //!< the action that scans ends

    void note(const QString &action, const Json &input)
    {
        const std::lock_guard lock(m_mutex);
        m_actions << action;
        m_inputs << input;
    }
    QStringList called() const
    {
        const std::lock_guard lock(m_mutex);
        return m_actions;
    }
    Json lastInput() const
    {
        const std::lock_guard lock(m_mutex);
        return m_inputs.isEmpty() ? Json() : m_inputs.last();
    }

private:
    mutable std::mutex m_mutex;
    QStringList m_actions;
    QList<Json> m_inputs;
};
using OrdersPtr = std::shared_ptr<Orders>;

//! \brief A smart_scan that only says what it is told to say.
class FakeScans : public Thing
{
    Q_OBJECT
public:
    explicit FakeScans(OrdersPtr orders)
        : m_orders(std::move(orders))
    {
        addFakeProperty(QStringLiteral("latest_scan_progress"), nullptr);
        addFakeProperty(QStringLiteral("unfinished_scans"), Json::array());
        addFakeProperty(QStringLiteral("preview_placement"), nullptr);
        for (const char *name :
             {"run_plan", "resume_scan", "pause_scan", "continue_scan", "cancel_stitching"})
            addFakeAction(QString::fromLatin1(name));
        m_orders->scans = this;
    }
    ~FakeScans() override { m_orders->scans = nullptr; }

    //! From any thread.
    void say(const QString &property, const Json &value)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_values[toUtf8String(property)] = value;
        }
        changed(property, value);
    }
    void show(const QByteArray &jpeg) { m_stream.publish(jpeg); }

private:
    void addFakeProperty(const QString &name, const Json &value)
    {
        m_values[toUtf8String(name)] = value;
        RuntimeProperty property;
        property.name = name;
        property.observable = true;
        property.readNow = [this, name] {
            const std::lock_guard lock(m_mutex);
            return m_values[toUtf8String(name)];
        };
        addProperty(property);
    }

    void addFakeAction(const QString &name)
    {
        RuntimeAction action;
        action.name = name;
        action.input = Json {{"type", "object"}};
        action.usesGlobalLock = name == u"run_plan" || name == u"resume_scan";
        const bool isLong = action.usesGlobalLock;
        action.run = [this, name, isLong](const Json &input, const QList<Blob> &) -> Payload {
            m_orders->note(name, input);
            if (m_orders->refuses)
                throw ThingError(QStringLiteral("The disk is full."));
            while (isLong && !m_orders->goOn) {
                reportProgress(40, QStringLiteral("tile 4 of 9"));
                cancellableSleep(std::chrono::milliseconds {5});
            }
            return {};
        };
        addAction(action);
    }

    const OrdersPtr m_orders;
    std::mutex m_mutex;
    Json m_values = Json::object();
    FrameStream m_stream {this, QStringLiteral("preview_stream")};
};

//! \brief A Thing with properties that do not change.
class Fixed : public Thing
{
    Q_OBJECT
public:
    explicit Fixed(const Json &values)
    {
        for (const auto &[name, value] : values.items()) {
            RuntimeProperty property;
            property.name = toQString(name);
            property.observable = true;
            property.readNow = [value = value] { return value; };
            addProperty(property);
        }
    }
};

StationOptions options()
{
    StationOptions result;
    result.journal = JournalOptions::inMemory();
    return result;
}

std::vector<ThingSpec> specs(const OrdersPtr &orders, bool hasScans, bool isCalibrated)
{
    std::vector<ThingSpec> list;
    if (hasScans)
        list.push_back({QStringLiteral("smart_scan"),
                        [orders] { return std::make_unique<FakeScans>(orders); }});
    list.push_back({QStringLiteral("stage"), [] {
                        return std::make_unique<Fixed>(
                            Json {{"position", {{"x", 1000}, {"y", -500}, {"z", 7}}}});
                    }});
    if (!isCalibrated)
        return list;
    list.push_back({QStringLiteral("camera_stage_mapping"), [] {
                        Json matrix = Json::array();
                        matrix.push_back(Json::array({0.0, 0.5}));
                        matrix.push_back(Json::array({-0.5, 0.0}));
                        return std::make_unique<Fixed>(
                            Json {{"image_to_stage_displacement_matrix", matrix},
                                  {"image_resolution", Json::array({616, 820})}});
                    }});
    return list;
}

//! The state of a scan of three times three tiles, four of which have been taken.
Json runningScan()
{
    ScanPlan plan;
    plan.columns = plan.rows = 3;
    return Json {
        {"name", "lawn_0001"},
        {"phase", "Scanning"},
        {"running", true},
        {"paused", false},
        {"waiting", false},
        {"tiles_done", 4},
        {"tiles_total", 9},
        {"images", 4},
        {"set", 0},
        {"sets", 1},
        {"seconds_left", 150},
        {"at", {{"x", 0}, {"y", 200}, {"z", 0}}},
        {"start", {{"x", 0}, {"y", 0}, {"z", 0}}},
        {"spacing", {{"right", Json::array({-266.5, 0.0})}, {"down", Json::array({0.0, 200.2})}}},
        {"result", nullptr},
        {"folder", "/tmp/scans/lawn_0001"},
        {"plan", toJson(plan)}};
}

//! \brief A panel in front of a station of fakes.
class Desk
{
public:
    explicit Desk(bool hasScans = true, bool isCalibrated = true)
        : station(options(), specs(orders, hasScans, isCalibrated))
        , session(station, {Principal::Kind::Operator, QStringLiteral("operator"), {}})
    {
        if (const Result<void> started = station.start(); !started)
            qFatal("%s", qPrintable(started.error().message()));
        m_monitor = session.monitor();
        const OperatorAccess access {session, m_monitor.get()};
        lengths = std::make_unique<LengthScale>(access, QStringLiteral("stage"));
        panel = std::make_unique<ScanPanel>(access, lengths.get());
        panel->resize(900, 500);
        panel->show();
    }
    ~Desk() { orders->goOn = true; }

    QPushButton *button(const char *name) const
    {
        return panel->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    void set(const char *box, int value) const
    {
        panel->findChild<QSpinBox *>(QString::fromLatin1(box))->setValue(value);
    }
    QString text() const
    {
        const auto boxes = panel->findChildren<TextBox *>();
        return boxes.constFirst()->text();
    }
    ScanForm *form() const { return panel->findChild<ScanForm *>(QStringLiteral("scanForm")); }
    ScanForm *runningForm() const
    {
        return panel->findChild<ScanForm *>(QStringLiteral("runningScanForm"));
    }
    void say(const Json &state) const
    {
        orders->scans.load()->say(QStringLiteral("latest_scan_progress"), state);
    }

    OrdersPtr orders = std::make_shared<Orders>();
    Station station;
    Session session;
    std::unique_ptr<LengthScale> lengths;
    std::unique_ptr<ScanPanel> panel;

private:
    std::unique_ptr<StationMonitor> m_monitor;
};

} // namespace

class TestScanPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void withoutAThingThatScansItSaysSo()
    {
        const Desk desk(false);
        QVERIFY(!desk.button("scanStart")->isEnabled());
        QVERIFY(
            desk.button("scanStart")->toolTip().contains(QStringLiteral("No Thing smart_scan")));
        QVERIFY(desk.text().contains(QStringLiteral("No Thing smart_scan")));
    }

    //! In the words of the window, which are translated; the station's error is not.
    void withoutACalibrationTheMapSaysWhatToDo()
    {
        const Desk desk(true, false);
        const auto *map = desk.panel->findChild<QWidget *>(QStringLiteral("scanMap"));
        QTRY_VERIFY_WITH_TIMEOUT(map->accessibleDescription().startsWith(
                                     QStringLiteral("The map appears when it is known")),
                                 30'000);
    }

    void aScanIsStartedByItsPlan()
    {
        const Desk desk;
        desk.panel->findChild<QLineEdit *>(QStringLiteral("scanName"))
            ->setText(QStringLiteral("lawn"));
        desk.panel->findChild<QComboBox *>(QStringLiteral("scanWay"))->setCurrentIndex(3);
        desk.set("scanColumns", 4);
        desk.set("scanOverlap", 20);
        desk.set("scanAutofocusEvery", 5);
        desk.button("scanStart")->click();
        WAIT_UNTIL(desk.orders->called() == QStringList {QStringLiteral("run_plan")});
        const Json input = desk.orders->lastInput();
        QCOMPARE(input["scan_name"].get<std::string>(), std::string("lawn"));
        QCOMPARE(input["plan"]["columns"].get<int>(), 4);
        QCOMPARE(input["plan"]["overlap"].get<double>(), 0.2);
        QCOMPARE(input["plan"]["autofocus_every"].get<int>(), 5);
        QCOMPARE(input["plan"]["skip_background"].get<bool>(), true);
        QVERIFY(!desk.button("scanStart")->isEnabled());
        desk.orders->goOn = true;
        WAIT_UNTIL(desk.button("scanStart")->isEnabled());
    }

    void aFailureIsToldWithItsReason()
    {
        const Desk desk;
        desk.orders->refuses = true;
        QTest::ignoreMessage(QtWarningMsg, "smart_scan.run_plan failed: The disk is full.");
        desk.button("scanStart")->click();
        WAIT_UNTIL(desk.text().contains(QStringLiteral("The disk is full.")));
        QVERIFY(desk.button("scanStart")->isEnabled());
    }

    void aBoxWithoutAValidNumberForbidsTheStart()
    {
        const Desk desk;
        auto *box = desk.panel->findChild<QSpinBox *>(QStringLiteral("scanColumns"));
        auto *edit = box->findChild<QLineEdit *>();
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("5000"));
        QVERIFY(!desk.button("scanStart")->isEnabled());
        QVERIFY(desk.button("scanStart")
                    ->toolTip()
                    .contains(QStringLiteral("Pictures beside one another")));
    }

    void aScanOfAnotherClientIsFollowed()
    {
        const Desk desk;
        desk.say(runningScan());
        WAIT_UNTIL(desk.text().contains(QStringLiteral("lawn_0001: tile 4 of 9")));
        QVERIFY(desk.text().contains(QStringLiteral("about 3 minutes left")));
        QVERIFY(!desk.button("scanStart")->isEnabled());
        QVERIFY(desk.button("scanStart")->toolTip().contains(QStringLiteral("runs already")));
        QVERIFY(!desk.form()->isEnabled());
        QVERIFY(desk.button("scanPause")->isEnabled());
        QCOMPARE(desk.panel->findChild<QProgressBar *>()->value(), 444);
        Json ended = runningScan();
        ended["running"] = false;
        ended["phase"] = "Complete";
        desk.say(ended);
        WAIT_UNTIL(
            desk.text().contains(QStringLiteral("The latest scan: lawn_0001, 4 of 9 tiles")));
        QVERIFY(desk.form()->isEnabled());
    }

    void thePlanOfAnotherClientsScanIsShownAsLongAsItRuns()
    {
        const Desk desk;
        desk.set("scanColumns", 7);
        auto *edit =
            desk.panel->findChild<QSpinBox *>(QStringLiteral("scanRows"))->findChild<QLineEdit *>();
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("5000")); // is no valid number, and not lost either
        QVERIFY(desk.form()->isVisible());
        desk.say(runningScan());
        WAIT_UNTIL(desk.runningForm()->isVisible());
        QVERIFY(!desk.form()->isVisible());
        QVERIFY(!desk.runningForm()->isEnabled());
        QCOMPARE(desk.runningForm()->name(), QStringLiteral("lawn_0001"));
        QCOMPARE(desk.runningForm()->plan().columns, 3);
        QVERIFY(desk.text().contains(QStringLiteral("your own comes back")));
        Json ended = runningScan();
        ended["running"] = false;
        desk.say(ended);
        WAIT_UNTIL(desk.form()->isVisible());
        QVERIFY(!desk.runningForm()->isVisible());
        QCOMPARE(desk.form()->plan().columns, 7);
        QVERIFY(edit->text().contains(QStringLiteral("5000")));
        QVERIFY(!desk.text().contains(QStringLiteral("your own comes back")));
    }

    void theOperatorsOwnScanLeavesItsPlanInPlace()
    {
        const Desk desk;
        desk.set("scanColumns", 3);
        desk.button("scanStart")->click();
        WAIT_UNTIL(desk.orders->called() == QStringList {QStringLiteral("run_plan")});
        desk.say(runningScan());
        WAIT_UNTIL(desk.text().contains(QStringLiteral("tile 4 of 9")));
        WAIT_UNTIL(desk.form()->isVisible());
        WAIT_UNTIL(!desk.text().contains(QStringLiteral("your own comes back")));
    }

    void theStitchingAfterAScanIsFollowedAndCancelled()
    {
        const Desk desk;
        Json state = runningScan();
        state["running"] = false;
        state["phase"] = "Stitching";
        state["stitching"] = {{"percent", 25.0}, {"step", "Correlating"}, {"problem", nullptr}};
        desk.say(state);
        WAIT_UNTIL(desk.text().contains(QStringLiteral("Stitching: Correlating")));
        QCOMPARE(desk.panel->findChild<QProgressBar *>()->value(), 250);
        QVERIFY(desk.button("scanStart")->isEnabled()); // the microscope is free
        QVERIFY(desk.button("scanCancel")->isEnabled());
        desk.button("scanCancel")->click();
        WAIT_UNTIL(desk.orders->called() == QStringList {QStringLiteral("cancel_stitching")});
        state["phase"] = "Complete";
        state["stitching"]["problem"] = "Stitching was cancelled.";
        desk.say(state);
        WAIT_UNTIL(desk.text().contains(
            QStringLiteral("Its pictures were not stitched: Stitching was cancelled.")));
        QVERIFY(!desk.button("scanCancel")->isEnabled());
        state["stitching"]["problem"] = nullptr;
        desk.say(state);
        WAIT_UNTIL(desk.text().contains(QStringLiteral("Its pictures have been stitched.")));
    }

    void aScanIsPausedAndGoesOn()
    {
        const Desk desk;
        desk.say(runningScan());
        WAIT_UNTIL(desk.button("scanPause")->isEnabled());
        desk.button("scanPause")->click();
        WAIT_UNTIL(desk.orders->called() == QStringList {QStringLiteral("pause_scan")});
        Json paused = runningScan();
        paused["paused"] = true;
        desk.say(paused);
        WAIT_UNTIL(desk.text().contains(QStringLiteral("paused")));
        WAIT_UNTIL(desk.button("scanPause")->isEnabled());
        desk.button("scanPause")->click();
        WAIT_UNTIL(desk.orders->called().value(1) == u"continue_scan");
    }

    void cancellingEndsTheScan()
    {
        const Desk desk;
        desk.button("scanStart")->click();
        WAIT_UNTIL(desk.orders->called().size() == 1);
        desk.button("scanCancel")->click();
        WAIT_UNTIL(desk.text().contains(QStringLiteral("was cancelled")));
        QVERIFY(!desk.orders->goOn); // it was not done
    }

    void cancellingEndsTheScanOfAnotherClient()
    {
        Desk desk;
        const Session client(desk.station, Principal::client(QStringLiteral("script"), {}));
        const auto invocation =
            client.invoke(QStringLiteral("smart_scan"), QStringLiteral("run_plan"), Json::object());
        QVERIFY(bool(invocation));
        WAIT_UNTIL(desk.button("scanCancel")->isEnabled());
        WAIT_UNTIL(desk.panel->findChild<QProgressBar *>()->value() == 400);
        desk.button("scanCancel")->click();
        WAIT_UNTIL(client.invocation(invocation->id)->state == InvocationState::Cancelled);
        WAIT_UNTIL(!desk.button("scanCancel")->isEnabled());
    }

    void aScanThatWasBrokenOffIsResumed()
    {
        const Desk desk;
        QVERIFY(!desk.button("scanResume")->isEnabled());
        QVERIFY(desk.button("scanResume")
                    ->toolTip()
                    .contains(QStringLiteral("No scan was broken off")));
        desk.orders->scans.load()->say(QStringLiteral("unfinished_scans"),
                                       Json::array({"a_0001", "lawn_0002"}));
        WAIT_UNTIL(desk.button("scanResume")->isEnabled());
        QVERIFY(desk.button("scanResume")->toolTip().contains(QStringLiteral("lawn_0002")));
        desk.button("scanResume")->click();
        WAIT_UNTIL(desk.orders->called() == QStringList {QStringLiteral("resume_scan")});
        QCOMPARE(desk.orders->lastInput()["scan_name"].get<std::string>(),
                 std::string("lawn_0002"));
    }

    void theFolderOfTheScanIsOpened()
    {
        const Desk desk;
        QUrl opened;
        desk.panel->setOpener([&opened](const QUrl &url) {
            opened = url;
            return true;
        });
        QVERIFY(!desk.button("scanFolder")->isEnabled());
        desk.say(runningScan());
        WAIT_UNTIL(desk.button("scanFolder")->isEnabled());
        desk.button("scanFolder")->click();
        QCOMPARE(opened, QUrl::fromLocalFile(QStringLiteral("/tmp/scans/lawn_0001")));
    }

    void theMosaicAndTheTilesAreDrawn()
    {
        const Desk desk;
        auto *map = desk.panel->findChild<ScanMap *>();
        map->setFixedSize(400, 300);
        QImage green(300, 225, QImage::Format_RGB32);
        green.fill(Qt::green);
        QByteArray jpeg;
        QBuffer buffer(&jpeg);
        green.save(&buffer, "jpeg", 95);
        // The mosaic of all nine tiles: from the upper left tile's corner on.
        desk.orders->scans.load()->say(QStringLiteral("preview_placement"),
                                       Json {{"width", 300},
                                             {"height", 225},
                                             {"corner", Json::array({205.0, -154.0})},
                                             {"right", Json::array({-943.0 / 300, 0.0})},
                                             {"down", Json::array({0.0, 708.4 / 225})}});
        desk.say(runningScan());
        WAIT_UNTIL(desk.text().contains(QStringLiteral("tile 4 of 9")));
        desk.orders->scans.load()->show(jpeg);
        // The middle of the middle tile is green, and the mosaic fills the map's width or height.
        const auto greens = [map] {
            const QImage seen = map->grab().toImage();
            int count = 0;
            for (int y = 0; y < seen.height(); y += 4) {
                for (int x = 0; x < seen.width(); x += 4) {
                    const QColor colour = seen.pixelColor(x, y);
                    count += colour.green() > 200 && colour.red() < 60 ? 1 : 0;
                }
            }
            return count;
        };
        WAIT_UNTIL(greens() > 3000); // of 7,500
        // It is a file, also where no program stitches.
        Json state = runningScan();
        state["running"] = false;
        state["phase"] = "Complete";
        state["stitching"] = {{"percent", 0.0}, {"step", ""}, {"problem", "There is no program."}};
        desk.say(state);
        WAIT_UNTIL(desk.text().contains(QStringLiteral("images/preview.jpg")));
    }

    void aPlanGoesIntoAFileAndComesBack()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("plan.json"));
        const Desk desk;
        desk.set("scanColumns", 7);
        desk.set("scanPlanes", 3);
        desk.panel->exportPlan(path);
        WAIT_UNTIL(desk.text().contains(QStringLiteral("plan.json")));
        desk.set("scanColumns", 2);
        desk.panel->importPlan(path);
        WAIT_UNTIL(desk.form()->plan().columns == 7);
        QCOMPARE(desk.form()->plan().planes, 3);
    }

    void aPlanThatCannotBeImportedIsExplained()
    {
        QTemporaryDir folder;
        const Desk desk;
        const auto write = [&folder](const QByteArray &contents) {
            QFile file(folder.filePath(QStringLiteral("plan.json")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(contents);
        };
        write(R"({"channels": [{"config": "DAPI"}]})");
        desk.panel->importPlan(folder.filePath(QStringLiteral("plan.json")));
        WAIT_UNTIL(desk.text().contains(QStringLiteral("channels")));
        write("no JSON");
        desk.panel->importPlan(folder.filePath(QStringLiteral("plan.json")));
        WAIT_UNTIL(desk.text().contains(QStringLiteral("no JSON")));
        desk.panel->importPlan(folder.filePath(QStringLiteral("none.json")));
        WAIT_UNTIL(desk.text().contains(QStringLiteral("could not be read")));
    }

    void thePositionsOfAnImportedPlanAreKept()
    {
        ScanForm form(QStringLiteral("scan"));
        ScanPlan plan;
        plan.positions << ScanSite {QStringLiteral("here"), 1, 2, 3};
        plan.overlap = 0.333;
        plan.interval = 0.5;
        plan.width = 4000;
        form.setPlan(plan);
        QVERIFY(form.plan() == plan);
    }
};

HOLDFAST_TEST(TestScanPanel)

} // namespace tst_scanpanel

#include "tst_scanpanel.moc"
