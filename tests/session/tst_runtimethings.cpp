// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"
#include "core/session/settings/settingsstore.h"
#include "core/session/station.h"
#include "core/session/stationevents.h"
#include "core/thing/thingslot.h"
#include "tests/program/diary.h"
#include "tests/program/testprogram.h"
#include "tests/thing/openthing.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace tst_runtimethings {

using namespace Holdfast;

//! \brief A Thing of another kind.
class Gear : public OpenThing
{
    Q_OBJECT
};

namespace {

QString name(const char *text)
{
    return QString::fromUtf8(text);
}

QRegularExpression saying(const char *part)
{
    return QRegularExpression(QRegularExpression::escape(name(part)));
}

//! \brief Writes down what the station tells.
class Witness : public StationListener, public Diary
{
public:
    void propertyChanged(const QString &thing, const QString &property, const Json &value) override
    {
        write(thing + u'.' + property + u'=' + QString::fromUtf8(toBytes(value)));
    }
    void eventEmitted(const QString &thing, const QString &event, const Json &data) override
    {
        write(thing + u'.' + event + u'!' + QString::fromUtf8(toBytes(data)));
    }
};

//! \brief A station with one open Thing.
class Bench
{
public:
    explicit Bench(OpenThing::Declare declare, StationOptions options = {},
                   std::vector<ThingSpec> others = {})
        : m_declare(std::move(declare))
        , station(withNames(std::move(options)), specs(std::move(others)))
        , client(station, Principal::client(name("a test"), name("here")))
        , stranger(station, Principal::client(name("stranger"), name("there")))
    {
    }

    Result<Payload> read(const char *property) const
    {
        return client.read(name("open"), name(property)).wait();
    }
    Result<WriteReceipt> write(const char *property, const Json &value) const
    {
        return client.write(name("open"), name(property), value).wait();
    }
    //! Returns an invocation's record when it has ended.
    InvocationRecord run(const char *action, const Json &input = Json::object()) const
    {
        const auto started = client.invoke(name("open"), name(action), input);
        if (!started)
            return {};
        return client.ended(started->id).wait().value();
    }

private:
    static StationOptions withNames(StationOptions options)
    {
        options.reservedNames = {name("lock"), name("stop")};
        return options;
    }
    std::vector<ThingSpec> specs(std::vector<ThingSpec> others)
    {
        std::vector<ThingSpec> all {{name("open"), [this] {
                                         auto made = std::make_unique<OpenThing>(m_declare);
                                         thing = made.get();
                                         return made;
                                     }}};
        for (ThingSpec &other : others)
            all.push_back(std::move(other));
        return all;
    }

    OpenThing::Declare m_declare;

public:
    OpenThing *thing = nullptr; //!< after start()
    Station station;
    Session client;
    Session stranger;
};

const Json s_level {{"type", "integer"}, {"minimum", 0}, {"maximum", 10}};

} // namespace

//! Tests run-time affordances and parts in a station.
class TestRuntimeThings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void areReadAndWrittenAsThoseOfAClass()
    {
        const auto dial = std::make_shared<Dial>(3);
        Bench bench([&dial](OpenThing &self) {
            RuntimeProperty level = dialProperty(self, name("level"), s_level, dial);
            level.resetValue = 1;
            self.addProperty(level);
            RuntimeProperty slow = dialProperty(self, name("slow"), s_level, dial);
            slow.read = std::exchange(slow.readNow, {});
            self.addProperty(slow);
            RuntimeProperty broken = dialProperty(self, name("broken"), {}, dial);
            broken.readNow = {};
            broken.read = []() -> Json { throw ThingError(name("WireError"), name("Cut.")); };
            broken.write = [](const Json &) { throw std::out_of_range("Too far."); };
            self.addProperty(broken);
        });
        QVERIFY(bench.station.start());
        QCOMPARE(bench.read("level")->json, Json(3));
        QVERIFY(bench.write("level", "5"));
        QCOMPARE(bench.read("slow")->json, Json(5));
        const auto wrong = bench.write("level", 11);
        QCOMPARE(wrong.error().kind(), Error::Kind::Invalid);
        QCOMPARE(wrong.error().issues().first().type, name("less_than_equal"));
        QVERIFY(bench.client.reset(name("open"), name("level")).wait());
        QCOMPARE(dial->read(), Json(1));
        QCOMPARE(bench.client.reset(name("open"), name("slow")).wait().error().kind(),
                 Error::Kind::NotAllowed);
        QTest::ignoreMessage(QtCriticalMsg, saying("open.broken failed: Cut."));
        QCOMPARE(bench.read("broken").error().title(), name("WireError"));
        QTest::ignoreMessage(QtCriticalMsg, saying("open.broken failed: Too far."));
        QCOMPARE(bench.write("broken", 1).error().kind(), Error::Kind::Failed);
    }

    void aStrangersHoldRefusesThem()
    {
        const auto dial = std::make_shared<Dial>(3);
        Bench bench([&dial](OpenThing &self) {
            self.addProperty(dialProperty(self, name("level"), s_level, dial));
            RuntimeProperty free = dialProperty(self, name("free"), s_level, dial);
            free.usesGlobalLock = false;
            self.addProperty(free);
            RuntimeAction move;
            move.name = name("move");
            move.run = [](const Json &, const QList<Blob> &) { return Payload {}; };
            move.lockWait = std::chrono::milliseconds {1};
            self.addAction(move);
        });
        QVERIFY(bench.station.start());
        const Holder holder(Principal::client(name("stranger"), {}));
        {
            const LockGuard hold = bench.station.lock()->acquire(holder, name("a long scan"),
                                                                 GlobalLock::Wait::none());
            const auto refused = bench.write("level", 4);
            QCOMPARE(refused.error().kind(), Error::Kind::Busy);
            QVERIFY(refused.error().message().contains(name("a long scan")));
            QVERIFY(bench.write("free", 4));
            QCOMPARE(bench.run("move").error->kind(), Error::Kind::Busy);
        }
        QVERIFY(bench.write("level", 5));
        QCOMPARE(bench.run("move").state, InvocationState::Completed);
    }

    void actionsAreCancelledReportAndFailAsOthers()
    {
        Bench bench([](OpenThing &self) {
            RuntimeAction sleep;
            sleep.name = name("sleep");
            sleep.run = [](const Json &, const QList<Blob> &) {
                reportProgress(50, name("half way"));
                cancellableSleep(std::chrono::hours {1});
                return Payload {};
            };
            self.addAction(sleep);
            RuntimeAction fail;
            fail.name = name("fail");
            fail.run = [](const Json &, const QList<Blob> &) -> Payload {
                throw ThingError(name("MotorError"), name("Stalled."));
            };
            self.addAction(fail);
        });
        QVERIFY(bench.station.start());
        const auto running = bench.client.invoke(name("open"), name("sleep"), Json::object());
        QVERIFY(running);
        QTRY_VERIFY_WITH_TIMEOUT(bench.client.invocation(running->id)->progress, 30'000);
        QCOMPARE(bench.client.invocation(running->id)->progress->message, name("half way"));
        QVERIFY(bench.client.cancel(running->id));
        QCOMPARE(bench.client.ended(running->id).wait()->state, InvocationState::Cancelled);
        QTest::ignoreMessage(QtWarningMsg, saying("Stalled."));
        const InvocationRecord failed = bench.run("fail");
        QCOMPARE(failed.state, InvocationState::Error);
        QCOMPARE(failed.error->title(), name("MotorError"));
    }

    void changesAndEventsReachTheListenersInOrder()
    {
        const auto dial = std::make_shared<Dial>(3);
        const auto witness = std::make_shared<Witness>();
        Bench bench([&dial](OpenThing &self) {
            self.addProperty(dialProperty(self, name("level"), s_level, dial));
            RuntimeEvent lost;
            lost.name = name("lost");
            self.addEvent(lost);
        });
        QVERIFY(bench.station.start());
        bench.client.listen(witness);
        for (int i = 0; i < 3; ++i)
            bench.thing->changed(name("level"), i);
        bench.thing->emitEvent(name("lost"));
        QVERIFY(bench.write("level", 2)); // an equal value is told, too
        QCOMPARE(witness->lines().join(u' '),
                 name("open.level=0 open.level=1 open.level=2 open.lost!null open.level=2"));
    }

    void settingsAreThereAgainBeforeTheThingOpens()
    {
        const QTemporaryDir folder;
        StationOptions options;
        options.settingsFolder = folder.path();
        const auto declare = [](const std::shared_ptr<Dial> &dial) {
            return [dial](OpenThing &self) {
                RuntimeProperty level = dialProperty(self, name("level"), s_level, dial);
                level.isSetting = true;
                self.addProperty(level);
            };
        };
        {
            const auto dial = std::make_shared<Dial>(3);
            Bench bench(declare(dial), options);
            QVERIFY(bench.station.start());
            QVERIFY(bench.write("level", 7));
            bench.thing->changed(name("level"), 8); // as a device may
            QCOMPARE(bench.station.shutdown(), QStringList());
        }
        const auto dial = std::make_shared<Dial>(3);
        Json whenOpened;
        Bench bench(
            [&](OpenThing &self) {
                declare(dial)(self);
                self.onOpen = [&whenOpened, dial] { whenOpened = dial->read(); };
            },
            options);
        QVERIFY(bench.station.start());
        QCOMPARE(whenOpened, Json(8));
    }

    void partsAreHostedBesideTheirOwner()
    {
        const auto witness = std::make_shared<Witness>();
        const auto living = [witness](OpenThing &self, const char *who) {
            self.onOpen = [witness, who] { witness->write(name(who) + name(" opens")); };
            self.onClose = [witness, who] { witness->write(name(who) + name(" closes")); };
        };
        const auto dial = std::make_shared<Dial>(3);
        {
            Bench bench(
                [&](OpenThing &self) {
                    living(self, "open");
                    self.addPart(
                        name("wheel"), std::make_unique<OpenThing>([&](OpenThing &part) {
                            living(part, "wheel");
                            part.addProperty(dialProperty(part, name("level"), s_level, dial));
                            part.addPart(name("wheel_lamp"),
                                         std::make_unique<OpenThing>(
                                             [&](OpenThing &lamp) { living(lamp, "lamp"); }));
                        }));
                },
                {}, {{name("last"), [] { return std::make_unique<OpenThing>(); }}});
            QVERIFY(bench.station.start());
            QCOMPARE(bench.client.thingNames().join(u' '), name("open wheel wheel_lamp last"));
            QVERIFY(bench.client.write(name("wheel"), name("level"), 4).wait());
            QCOMPARE(bench.client.read(name("wheel"), name("level")).wait()->json, Json(4));
            QVERIFY(!bench.client.fault(u"open"));
            QCOMPARE(bench.station.shutdown(), QStringList());
        }
        QCOMPARE(witness->lines().join(u','),
                 name("open opens,wheel opens,lamp opens,lamp closes,wheel closes,open closes"));
    }

    void partsThatCannotBeHostedAreAFaultOfTheirOwner()
    {
        OpenThing *taken = nullptr;
        Bench bench(
            [&taken](OpenThing &self) {
                const auto add = [&self](const char *partName) {
                    auto part = std::make_unique<OpenThing>();
                    OpenThing *made = part.get();
                    self.addPart(name(partName), std::move(part));
                    return made;
                };
                add("my wheel");
                add("lock");
                taken = add("last");
                add("open");
                add("wheel");
                add("wheel");
                self.addPart(name("wrong"), std::make_unique<OpenThing>(
                                                [](OpenThing &part) { part.requireGlobalLock(); }));
                self.onOpen = [&self] {
                    self.reportFault({.what = name("It is off.")});
                    self.clearFault();
                };
            },
            [] {
                StationOptions options;
                options.globalLockEnabled = false;
                return options;
            }(),
            {{name("last"), [] { return std::make_unique<OpenThing>(); }}});
        const char *reasons =
            "'my wheel': a name has only letters from A to Z and a to z, digits, _ and -; "
            "'lock': the server itself uses this name; 'last': another Thing has this name; "
            "'open': another Thing has this name; 'wheel': another Thing has this name; "
            "'wrong': it is not safe without the global lock, but \"enable_global_lock\" is false "
            "in the configuration";
        QTest::ignoreMessage(QtCriticalMsg, saying(reasons));
        QTest::ignoreMessage(QtCriticalMsg, saying("It is off."));
        QVERIFY(bench.station.start());
        QCOMPARE(bench.client.thingNames().join(u' '), name("open wheel last"));
        const auto fault = bench.client.fault(u"open");
        QVERIFY2(fault, "a fault of the device that is over has not hidden it");
        QVERIFY(fault->what.contains(name(reasons)));
        QVERIFY(fault->remedy.startsWith(name("Choose other names in the options of this Thing")));
        taken->changed(name("level"), 3); // its owner may still use it
        QVERIFY(taken->name().isEmpty());
    }

    void aPartMayFillASlot()
    {
        Bench bench(
            [](OpenThing &self) { self.addPart(name("wheel"), std::make_unique<OpenThing>()); }, {},
            {{name("user"), [] { return std::make_unique<SlotUser>(); }}});
        QVERIFY(bench.station.start());
        QCOMPARE(bench.client.read(name("user"), name("names")).wait()->json,
                 Json::array({"open", "wheel"}));
    }

    void aPartIsChosenByItsOwnersName()
    {
        const auto chosen = [](const QStringList &names) {
            return std::make_unique<Bench>(
                [](OpenThing &self) {
                    self.addPart(name("wheel"), std::make_unique<OpenThing>([](OpenThing &wheel) {
                                     wheel.addPart(name("lamp"), std::make_unique<OpenThing>());
                                 }));
                },
                StationOptions(),
                std::vector<ThingSpec> {{name("user"),
                                         [] { return std::make_unique<SlotUser>(); },
                                         {},
                                         {{name("others"), names}}}});
        };
        const auto bench = chosen({name("open.lamp"), name("open")});
        QVERIFY(bench->station.start());
        QCOMPARE(bench->client.read(name("user"), name("names")).wait()->json,
                 Json::array({"lamp", "open"}));

        const auto wrong = chosen({name("open.lmap")});
        const Result<void> failed = wrong->station.start();
        QVERIFY(!failed);
        QVERIFY2(failed.error().message().contains(
                     name("things.user.thing_slots.others: 'open' has no part 'lmap'; its parts: "
                          "lamp, wheel.")),
                 qPrintable(failed.error().message()));
        const auto elsewhere = chosen({name("wheel.lamp")});
        QVERIFY(elsewhere->station.start().error().message().contains(
            name("'wheel' has no part 'lamp'; its parts: none.")));
    }

    void aSlotForAPartOfADeviceThatIsAwayStaysEmpty()
    {
        const auto away = [](OpenThing &self) {
            self.expectParts();
            self.reportFault({.what = name("The cable is out.")});
        };
        const auto make = [] { return std::make_unique<GearUser>(); };
        for (const SlotChoices &choices :
             {SlotChoices {}, SlotChoices {{name("gear"), {name("open.gear")}}}}) {
            Bench bench(away, {}, {{name("user"), make, {}, choices}});
            QTest::ignoreMessage(QtCriticalMsg, saying("The cable is out."));
            QTest::ignoreMessage(QtCriticalMsg, saying("Not all that it works with is there: the "
                                                       "slot 'gear'"));
            QVERIFY(bench.station.start());
            const auto fault = bench.client.fault(u"user");
            QVERIFY(fault && fault->what.contains(name("'gear'")));

            Bench rehearsed(away, {}, {{name("user"), make, {}, choices}});
            QTest::ignoreMessage(QtCriticalMsg, saying("The cable is out."));
            const Rehearsal rehearsal = rehearsed.station.rehearse();
            QCOMPARE(rehearsal.problems.size(), 0);
            QCOMPARE(rehearsal.unseen.size(), 2);
            QCOMPARE(rehearsal.unseen.first().thing, name("open"));
            QCOMPARE(rehearsal.unseen.last().thing, name("user"));
        }
        // A device that is there, and has no gear, is an error.
        Bench bench([](OpenThing &self) { self.expectParts(); }, {}, {{name("user"), make}});
        QVERIFY(bench.station.start().error().message().contains(
            name("The slot needs a Thing of the right type")));
        // So is a gear of a Thing that brings along nothing.
        Bench plain([](OpenThing &) {}, {},
                    {{name("user"), make, {}, {{name("gear"), {name("open.gear")}}}}});
        QCOMPARE(plain.station.rehearse().problems.size(), 1);
    }

    void aDeviceThatIsNotThereDoesNotPreventTheStart()
    {
        Bench bench([](OpenThing &self) {
            self.reportFault({.what = name("The cable is out."), .remedy = name("Plug it in.")});
        });
        QTest::ignoreMessage(QtCriticalMsg, saying("The cable is out. Plug it in."));
        QVERIFY(bench.station.start());
        QCOMPARE(bench.client.fault(u"open")->what, name("The cable is out."));

        Bench later([](OpenThing &self) {
            self.onOpen = [&self] { self.reportFault({.what = name("It does not answer.")}); };
        });
        QTest::ignoreMessage(QtCriticalMsg, saying("It does not answer."));
        QVERIFY(later.station.start());
        QCOMPARE(later.client.fault(u"open")->what, name("It does not answer."));
    }

    void aRehearsalAsksNoDevice()
    {
        int asked = 0;
        const auto spec = [&asked] {
            return std::vector<ThingSpec> {
                {name("discoverer"), [&asked] { return std::make_unique<Discoverer>(asked); }}};
        };
        Station rehearsal({}, spec());
        QCOMPARE(rehearsal.rehearse().problems.size(), 0);
        QCOMPARE(asked, 0);
        Station station({}, spec());
        QVERIFY(station.start());
        QCOMPARE(asked, 1);
        const Session session(station, {});
        QVERIFY(session.affordances(u"discoverer")->property(u"found"));
    }

private:
    //! \brief Has what its device tells it, which it asks once.
    class Discoverer : public OpenThing
    {
    public:
        explicit Discoverer(int &asked)
            : m_asked(asked)
        {
        }
        void discover() override
        {
            ++m_asked;
            addProperty(
                dialProperty(*this, QStringLiteral("found"), {}, std::make_shared<Dial>(1)));
        }

    private:
        int &m_asked;
    };

    //! \brief Is linked to all Things of a kind.
    class SlotUser : public Thing
    {
    public:
        SlotUser()
        {
            RuntimeProperty names;
            names.name = QStringLiteral("names");
            names.read = [this] {
                Json all = Json::array();
                for (const QString &each : m_others.things().keys())
                    all.push_back(each);
                return all;
            };
            addProperty(names);
        }

    private:
        ThingSlots<OpenThing> m_others {this, "others"};
    };

    //! \brief Needs a gear, which there is not.
    class GearUser : public Thing
    {
    private:
        ThingSlot<Gear> m_gear {this, "gear"};
    };
};

HOLDFAST_GUILESS_TEST(TestRuntimeThings)

} // namespace tst_runtimethings

#include "tst_runtimethings.moc"
