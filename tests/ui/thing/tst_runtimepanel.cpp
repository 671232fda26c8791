// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/station.h"
#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/thing/openthing.h"
#include "tests/ui/nowarnings.h"
#include "ui/thing/thingpanel.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTest>

#include <memory>

namespace tst_runtimepanel {

using namespace Holdfast;

namespace {

QString name(const char *text)
{
    return QString::fromUtf8(text);
}

//! \brief The panel of a Thing whose affordances are made at run time.
struct Desk
{
    Desk()
        : station({}, {{name("open"), [this] {
                            auto made = std::make_unique<OpenThing>(
                                [this](OpenThing &self) { declare(self); });
                            thing = made.get();
                            return made;
                        }}})
    {
        isStarted = bool(station.start());
        session = std::make_unique<Session>(
            station, Principal {Principal::Kind::Operator, name("operator"), {}});
        monitor = session->monitor();
        panel =
            std::make_unique<ThingPanel>(OperatorAccess {*session, monitor.get()}, name("open"));
        panel->resize(300, 600);
        panel->show();
    }

    void declare(OpenThing &self) const
    {
        RuntimeProperty speed = dialProperty(
            self, name("speed"), {{"type", "integer"}, {"minimum", 0}, {"maximum", 10}}, level);
        speed.title = name("Speed");
        speed.unitText = name("rpm");
        self.addProperty(speed);
        self.addProperty(dialProperty(self, name("binning"), {{"enum", {1, 2, 4}}}, binning));
        self.addProperty(dialProperty(
            self, name("pair"),
            Json::parse(R"({"type":"array","items":[{"type":"integer"},{"type":"string"}]})"),
            pair));
        RuntimeAction add;
        add.name = name("add");
        add.input = Json::parse(
            R"({"type":"object","properties":{"by":{"type":"integer","maximum":5}},"required":["by"]})");
        add.run = [owner = &self, dial = level](const Json &input, const QList<Blob> &) {
            const int sum = dial->read().get<int>() + input["by"].get<int>();
            dial->write(sum);
            owner->changed(name("speed"), sum);
            return Payload {};
        };
        self.addAction(add);
    }

    template<typename T>
    T *find(const char *id) const
    {
        return panel->findChild<T *>(QLatin1StringView(id));
    }

    const std::shared_ptr<Dial> level = std::make_shared<Dial>(3);
    const std::shared_ptr<Dial> binning = std::make_shared<Dial>(2);
    const std::shared_ptr<Dial> pair = std::make_shared<Dial>(Json::array({1, "a"}));
    OpenThing *thing = nullptr;
    bool isStarted = false;
    Station station;
    std::unique_ptr<Session> session;
    std::unique_ptr<StationMonitor> monitor;
    std::unique_ptr<ThingPanel> panel;
};

} // namespace

//! Tests the panel that is generated for a Thing that is made at run time.
class TestRuntimePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { failOnAnyWarning(); }

    void aNumberIsShownFollowedAndSet()
    {
        const Desk desk;
        QVERIFY(desk.isStarted);
        auto *box = desk.find<QSpinBox>("open.speed");
        QTRY_COMPARE_WITH_TIMEOUT(box->value(), 3, 30'000);
        QCOMPARE(box->suffix(), name(" rpm"));
        QCOMPARE(box->maximum(), 10);
        desk.thing->changed(name("speed"), 6);
        QTRY_COMPARE_WITH_TIMEOUT(box->value(), 6, 30'000);
        box->selectAll();
        QTest::keyClicks(box, name("9"));
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.level->read(), Json(9), 30'000);
    }

    void numbersAreChosenFromAList()
    {
        const Desk desk;
        auto *box = desk.find<QComboBox>("open.binning");
        QTRY_COMPARE_WITH_TIMEOUT(box->currentText(), name("2"), 30'000);
        QCOMPARE(box->count(), 3);
        box->setCurrentIndex(2);
        Q_EMIT box->activated(2);
        QTRY_COMPARE_WITH_TIMEOUT(desk.binning->read(), Json(4), 30'000);
    }

    void aTupleIsEnteredAsJson()
    {
        const Desk desk;
        auto *text = desk.find<QPlainTextEdit>("open.pair");
        QTRY_VERIFY_WITH_TIMEOUT(text->toPlainText().contains(u'a'), 30'000);
        text->setPlainText(name("[2]"));
        QVERIFY(desk.find<QLabel>("open.pairRemark")->isHidden());
        text->setPlainText(name("[2, 3]"));
        QVERIFY(!desk.find<QLabel>("open.pairRemark")->isHidden());
    }

    void anActionTakesItsInputs()
    {
        const Desk desk;
        desk.find<QAbstractButton>("open.addHead")->click();
        auto *box = desk.find<QDoubleSpinBox>("open.add.by"); // it has no least value
        QVERIFY(box);
        QCOMPARE(box->maximum(), 5.0);
        box->selectAll();
        QTest::keyClicks(box, name("4"));
        desk.find<QAbstractButton>("open.addRun")->click();
        QTRY_COMPARE_WITH_TIMEOUT(desk.level->read(), Json(7), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QSpinBox>("open.speed")->value(), 7, 30'000);
    }
};

HOLDFAST_TEST(TestRuntimePanel)

} // namespace tst_runtimepanel

#include "tst_runtimepanel.moc"
