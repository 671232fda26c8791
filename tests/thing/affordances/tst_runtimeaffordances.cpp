// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/error.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"
#include "tests/thing/openthing.h"

#include <QRegularExpression>
#include <QTest>

#include <thread>

Q_DECLARE_METATYPE(Holdfast::OpenThing::Declare)

namespace tst_runtimeaffordances {

using namespace Holdfast;

//! \brief Has a property and an action of its class, and others that are made at run time.
class Mixed : public OpenThing
{
    Q_OBJECT
    Q_PROPERTY(int exposureTime READ exposureTime)
public:
    explicit Mixed(const Declare &declare = {})
        : OpenThing(declare)
    {
    }
    int exposureTime() const { return 7; }
    Q_INVOKABLE void capture() { }
};

namespace {

QString name(const char *text)
{
    return QString::fromUtf8(text);
}

RuntimeProperty readable(const char *text)
{
    RuntimeProperty property;
    property.name = name(text);
    property.read = [] { return Json(1); };
    return property;
}

RuntimeAction runnable(const char *text)
{
    RuntimeAction action;
    action.name = name(text);
    action.run = [](const Json &input, const QList<Blob> &) { return Payload {input, {}}; };
    return action;
}

//! Returns the sentence with which making such a Thing fails.
QString complaintOf(const OpenThing::Declare &declare)
{
    try {
        Mixed thing(declare);
        thing.attach(name("mixed"), nullptr);
    } catch (const DeclarationError &error) {
        return error.message();
    }
    return QStringLiteral("(none)");
}

template<typename Function>
QString logicErrorOf(Function function)
{
    try {
        function();
    } catch (const std::logic_error &error) {
        return QString::fromUtf8(error.what());
    }
    return QStringLiteral("(none)");
}

} // namespace

class TestRuntimeAffordances : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void standBesideThoseOfTheClass()
    {
        Mixed thing([](OpenThing &self) {
            self.addProperty(readable("gain"));
            self.addProperty(readable("Black-Level_2"));
            self.addAction(runnable("trigger"));
            RuntimeEvent lost;
            lost.name = name("lost");
            self.addEvent(lost);
        });
        thing.attach(name("mixed"), nullptr);
        const Affordances &all = thing.affordances();
        QStringList names;
        for (const auto &property : all.properties)
            names << property.name;
        QCOMPARE(names.join(u' '), name("Black-Level_2 exposure_time gain"));
        QVERIFY(all.property(u"gain") && all.action(u"trigger") && all.action(u"capture"));
        QVERIFY(all.event(u"lost"));
        QVERIFY(all.property(u"gain")->readOnly);
        QVERIFY(!all.property(u"gain")->observable);
    }

    void wordsForPeopleComeFromTheDeclarationOrItsSchema()
    {
        Mixed thing([](OpenThing &self) {
            self.addProperty(readable("plain"));
            RuntimeProperty said = readable("said");
            said.title = name("Said");
            said.description = name("What was said.");
            said.unit = Unit::Second;
            said.schema = Json {{"title", "T"}, {"description", "D"}, {"unit", "m"}};
            self.addProperty(said);
            RuntimeProperty read = readable("read");
            read.schema = Json {{"title", "T"}, {"description", "D"}, {"unit", "m"}};
            self.addProperty(read);
            RuntimeProperty other = readable("other");
            other.unitText = name("rpm");
            self.addProperty(other);
        });
        thing.attach(name("mixed"), nullptr);
        const Affordances &all = thing.affordances();
        QCOMPARE(all.property(u"plain")->title, name("plain"));
        QCOMPARE(all.property(u"said")->title, name("Said"));
        QCOMPARE(all.property(u"said")->description, name("What was said."));
        QCOMPARE(all.property(u"said")->schema.unit, Unit::Second);
        QCOMPARE(all.property(u"read")->title, name("T"));
        QCOMPARE(all.property(u"read")->description, name("D"));
        QCOMPARE(all.property(u"read")->schema.unitSymbol(), name("m"));
        QCOMPARE(all.property(u"other")->schema.unitSymbol(), name("rpm"));
    }

    void areReadWrittenAndRunByTheirFunctions()
    {
        const auto dial = std::make_shared<Dial>(3);
        ThingFixture fixture([&dial] {
            return std::make_unique<OpenThing>([&dial](OpenThing &self) {
                self.addProperty(dialProperty(self, name("level"),
                                              {{"type", "integer"}, {"maximum", 10}}, dial));
                RuntimeAction add = runnable("add");
                add.input = Json {{"type", "object"},
                                  {"properties", {{"by", {{"type", "integer"}, {"default", 2}}}}}};
                add.run = [dial](const Json &input, const QList<Blob> &) {
                    return Payload {dial->read().get<int>() + input["by"].get<int>(), {}};
                };
                self.addAction(add);
                self.addAction(runnable("echo"));
            });
        });
        QVERIFY(bool(fixture.thing().affordances().property(u"level")->readNow));
        QCOMPARE(fixture.read(name("level")), Json(3));
        fixture.write(name("level"), "5");
        QCOMPARE(dial->read(), Json(5));
        QCOMPARE(fixture.invoke(name("add")).json, Json(7));
        QCOMPARE(fixture.invoke(name("add"), {{"by", -1}}).json, Json(4));
        QCOMPARE(fixture.invoke(name("echo")).json, Json::object());
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, fixture.write(name("level"), 11));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 fixture.invoke(name("echo"), {{"more", 1}}));
    }

    void anInputNeedNotBeAnObject()
    {
        ThingFixture fixture([] {
            return std::make_unique<OpenThing>([](OpenThing &self) {
                RuntimeAction go = runnable("go");
                go.input = Json {{"type", "integer"}};
                self.addAction(go);
                RuntimeAction perhaps = runnable("perhaps");
                perhaps.input = Json {{"type", Json::array({"integer", "null"})}};
                self.addAction(perhaps);
                RuntimeAction none = runnable("none");
                none.input = Json::parse(R"({"oneOf":[{"type":"object","properties":{},)"
                                         R"("additionalProperties":false},{"type":"null"}]})");
                self.addAction(none);
            });
        });
        const Affordances &all = fixture.thing().affordances();
        QVERIFY(all.action(u"go")->hasInputs() && !all.action(u"go")->goesWithoutInput());
        QVERIFY(all.action(u"perhaps")->hasInputs() && all.action(u"perhaps")->goesWithoutInput());
        QVERIFY(!all.action(u"none")->hasInputs());
        QCOMPARE(fixture.invoke(name("go"), 4).json, Json(4));
        QCOMPARE(fixture.invoke(name("perhaps"), nullptr).json, Json(nullptr));
        QCOMPARE(fixture.invoke(name("none")).json, Json::object());
    }

    void blobsGoInAndOut()
    {
        ThingFixture fixture([] {
            return std::make_unique<OpenThing>([](OpenThing &self) {
                Json blob =
                    Json::parse(R"({"type":"object","properties":{"href":{"type":"string"},)"
                                R"("media_type":{"type":"string"},"rel":{"const":"output"}}})");
                blob["properties"]["media_type"]["default"] = "image/*";
                RuntimeAction action;
                action.name = name("develop");
                action.input = Json {{"type", "object"},
                                     {"properties", {{"negative", blob}}},
                                     {"required", Json::array({"negative"})}};
                action.output = blob;
                action.run = [](const Json &input, const QList<Blob> &blobs) {
                    if (input["negative"]["href"] != toUtf8String(blobPath(blobs.value(0).id())))
                        throw ThingError(name("That is another blob."));
                    const Blob made(blobs.first().data() + " developed", name("image/png"));
                    return toPayload(QVariant::fromValue(made));
                };
                self.addAction(action);
            });
        });
        const Payload negative =
            toPayload(QVariant::fromValue(Blob(QByteArrayLiteral("film"), name("image/tiff"))));
        const Payload made =
            fixture.invoke(name("develop"), {{"negative", negative.json}}, negative.blobs);
        QCOMPARE(made.blobs.value(0).data(), QByteArray("film developed"));
        const Payload text =
            toPayload(QVariant::fromValue(Blob(QByteArrayLiteral("x"), name("text/plain"))));
        QVERIFY_THROWS_EXCEPTION(
            std::invalid_argument,
            fixture.invoke(name("develop"), {{"negative", text.json}}, text.blobs));
    }

    void whatAFunctionThrowsIsTheError()
    {
        ThingFixture fixture([] {
            return std::make_unique<OpenThing>([](OpenThing &self) {
                RuntimeProperty cut = readable("cut");
                cut.read = []() -> Json {
                    throw ThingError(name("WireError"), name("The wire is cut."));
                };
                cut.write = [](const Json &) { throw std::runtime_error("Still cut."); };
                self.addProperty(cut);
            });
        });
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.read(name("cut")));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, fixture.write(name("cut"), 1));
    }

    void aStrangersHoldKeepsAllButTheOptedOutFromRunning()
    {
        const auto dial = std::make_shared<Dial>(3);
        ThingFixture fixture([&dial] {
            return std::make_unique<OpenThing>([&dial](OpenThing &self) {
                const Json number {{"type", "integer"}};
                self.addProperty(dialProperty(self, name("locked"), number, dial));
                RuntimeProperty free = dialProperty(self, name("free"), number, dial);
                free.usesGlobalLock = false;
                self.addProperty(free);
                self.addAction(runnable("locked_action"));
                RuntimeAction look = runnable("look");
                look.usesGlobalLock = false;
                self.addAction(look);
                self.addAction(runnable("stop"));
                RuntimeAction halt = runnable("halt");
                halt.isStop = true;
                self.addAction(halt);
            });
        });
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(fixture).failures(), QStringList());
        QVERIFY(fixture.thing().affordances().action(u"stop")->isStop);
        QVERIFY(!fixture.thing().affordances().action(u"halt")->usesGlobalLock);
    }

    void changesAndEventsAreToldInTheirThread()
    {
        const auto dial = std::make_shared<Dial>(3);
        ThingFixture fixture([&dial] {
            return std::make_unique<OpenThing>([&dial](OpenThing &self) {
                self.addProperty(dialProperty(self, name("level"), {}, dial));
                RuntimeEvent lost;
                lost.name = name("lost");
                self.addEvent(lost);
                self.changed(name("level"), 1); // which nothing can hear yet
            });
        });
        auto &thing = fixture.thing<OpenThing>();
        QStringList told;
        QObject here;
        connect(
            &thing, &Thing::runtimePropertyChanged, &here,
            [&told](const QString &property, const Json &value) {
                told << property + u' ' + QString::fromUtf8(toBytes(value));
            },
            Qt::DirectConnection);
        connect(
            &thing, &Thing::runtimeEventEmitted, &here,
            [&told](const QString &event, const Json &data) {
                told << event + u' ' + QString::fromUtf8(toBytes(data));
            },
            Qt::DirectConnection);
        thing.changed(name("level"), 4);
        thing.emitEvent(name("lost"), "all");
        fixture.write(name("level"), 5);
        QCOMPARE(told.join(u','), name("level 4,lost \"all\",level 5"));
        QCOMPARE(logicErrorOf([&thing] { thing.changed(name("levle"), 4); }),
                 name("changed(): there is no observable run-time property 'levle'."));
        QCOMPARE(logicErrorOf([&thing] { thing.emitEvent(name("level")); }),
                 name("emitEvent(): there is no run-time event 'level'."));
    }

    void areDeclaredInTheThingsThreadBeforeItIsHosted()
    {
        const QString late =
            name("addProperty() was called in another thread, or when its Thing was hosted.");
        OpenThing thing;
        QString fromElsewhere;
        std::thread([&] {
            fromElsewhere = logicErrorOf([&thing] { thing.addProperty(readable("x")); });
        }).join();
        QCOMPARE(fromElsewhere, late);
        thing.addProperty(readable("x"));
        thing.attach(name("open"), nullptr);
        QCOMPARE(logicErrorOf([&thing] { thing.addProperty(readable("y")); }), late);
    }

    void whatDoesNotFitIsRefused_data()
    {
        QTest::addColumn<OpenThing::Declare>("declare");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *title, const OpenThing::Declare &declare,
                            const char *message) {
            QTest::newRow(title) << declare << name(message);
        };
        const auto property = [](const char *title, const char *propertyName,
                                 const std::function<void(RuntimeProperty &)> &change,
                                 const char *message) {
            QTest::newRow(title) << OpenThing::Declare([propertyName, change](OpenThing &self) {
                RuntimeProperty made = readable(propertyName);
                change(made);
                self.addProperty(made);
            })
                                 << name("'") + name(propertyName)
                                        + name("', which is made at run time, ") + name(message);
        };
        const auto asItIs = [](RuntimeProperty &) {};
        const char *badName =
            "cannot have this name: it may have 1 to 100 letters from A to Z and a "
            "to z, digits, _ and -.";
        property("a name with a space", "a b", asItIs, badName);
        property("a name with a slash", "a/b", asItIs, badName);
        property("no name", "", asItIs, badName);
        property("the name of the socket", "ws", asItIs,
                 "cannot have this name: the WebSocket of the Thing is there.");
        property(
            "a property that cannot be read", "x", [](RuntimeProperty &made) { made.read = {}; },
            "has no function that reads it.");
        property(
            "a setting that cannot be written", "x",
            [](RuntimeProperty &made) { made.isSetting = true; },
            "cannot be a setting: it needs a function that writes it, and has to be observable.");
        property(
            "a read-only property that resets", "x",
            [](RuntimeProperty &made) { made.resetValue = 3; },
            "is read-only, so it cannot be reset.");
        property(
            "a reset to a value that does not fit", "x",
            [](RuntimeProperty &made) {
                made.schema = Json {{"type", "integer"}, {"maximum", 2}};
                made.write = [](const Json &) {};
                made.resetValue = 3;
            },
            "resets to a value that does not fit: Input should be less than or equal to 2.");
        property(
            "a wrong schema", "x",
            [](RuntimeProperty &made) {
                made.schema = Json {{"type", "float"}};
            },
            "has a schema that cannot be used: #/type is none of null, boolean, integer, number, "
            "string, array and object.");
        row(
            "an action without a function",
            [](OpenThing &self) {
                RuntimeAction action;
                action.name = name("go");
                self.addAction(action);
            },
            "'go', which is made at run time, has no function that runs it.");
        row(
            "a renewable action without an end",
            [](OpenThing &self) {
                RuntimeAction action = runnable("go");
                action.input =
                    Json {{"type", "object"}, {"properties", {{"stop", {{"type", "integer"}}}}}};
                action.endedBy = name("stop");
                self.addAction(action);
            },
            "'go', which is made at run time, cannot be renewable: its input has no member 'stop' "
            "of type boolean, which would end it.");
        row(
            "two of one name",
            [](OpenThing &self) {
                self.addProperty(readable("x"));
                self.addAction(runnable("x"));
            },
            "'x', which is made at run time, is declared twice.");
        row(
            "a name that the class has",
            [](OpenThing &self) { self.addAction(runnable("exposure_time")); },
            "Thing 'mixed' (tst_runtimeaffordances::Mixed): 'exposure_time' is declared twice; "
            "names must differ on the wire, where overloads do not exist.");
    }

    void whatDoesNotFitIsRefused()
    {
        QFETCH(OpenThing::Declare, declare);
        QFETCH(QString, message);
        QCOMPARE(complaintOf(declare), message);
    }

    void whatIsLoggedBeforeItIsHostedIsInTheLog()
    {
        OpenThing thing([](OpenThing &self) { self.logWarning(name("It has no wheel.")); });
        QTest::ignoreMessage(QtWarningMsg, "It has no wheel.");
        thing.attach(name("open"), nullptr);
    }

    void whatWasRefusedCanBeLeftOut()
    {
        OpenThing thing([](OpenThing &self) {
            RuntimeProperty wrong = readable("x");
            wrong.schema = 5;
            QVERIFY_THROWS_EXCEPTION(DeclarationError, self.addProperty(wrong));
            self.addProperty(readable("x"));
        });
        thing.attach(name("open"), nullptr);
        QVERIFY(thing.affordances().property(u"x"));
    }

    void aFixtureHostsPartsToo()
    {
        ThingFixture fixture([] {
            return std::make_unique<OpenThing>([](OpenThing &self) {
                self.addPart(name("wheel"), std::make_unique<Mixed>());
                self.addProperty(readable("x"));
            });
        });
        QCOMPARE(fixture.read(name("x")), Json(1));
        QCOMPARE(fixture.neighbour<Mixed>(name("wheel")).exposureTime(), 7);
    }
};

HOLDFAST_GUILESS_TEST(TestRuntimeAffordances)

} // namespace tst_runtimeaffordances

#include "tst_runtimeaffordances.moc"
