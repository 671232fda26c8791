// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/blob.h"
#include "core/thing/framestream.h"
#include "core/thing/thing.h"
#include "core/thing/value.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <chrono>
#include <limits>

namespace tst_affordances {

using namespace Holdfast;
using namespace std::chrono_literals;

//! \brief A Thing with one of each, and much that is no affordance.
class Lamp : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int brightness READ brightness WRITE setBrightness NOTIFY brightnessChanged)
    Q_PROPERTY(double temperatureNow READ temperatureNow)
    Q_PROPERTY(QString model READ model CONSTANT)
public:
    Lamp()
    {
        describeThing(QStringLiteral("Shines."), QStringLiteral("The lamp"));
        describe("brightness", QStringLiteral("How bright."))
            .unit(Unit::Percent)
            .range({0, 100})
            .lockWait(3s);
        describe("flashTwice", QStringLiteral("Flashes."))
            .title(QStringLiteral("Flash!"))
            .input("seconds", Unit::Second, Range {0.1, 2}, QStringLiteral("How long."))
            .retention(7s)
            .withoutGlobalLock();
        describe("plainName", {}).wireName(QStringLiteral("other_name"));
        describe("burntOut", QStringLiteral("The lamp is dead."));
        requireGlobalLock();
    }

    int brightness() const { return 1; }
    void setBrightness(int) { }
    double temperatureNow() const { return 2; }
    QString model() const { return QStringLiteral("L1"); }

    Q_INVOKABLE bool flashTwice(double seconds, int pauseTime) { return seconds > pauseTime; }
    Q_INVOKABLE void plainName() { }
    Q_INVOKABLE void stop() { }
    void noInvokable() { }

public Q_SLOTS:
    void aSlot() { }

Q_SIGNALS:
    void brightnessChanged(int brightness);
    void burntOut(const QString &why);
    void plainEvent();

private:
    FrameStream m_glow {this, QStringLiteral("glow_stream")};
};

class PropertyForAdmins : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int depth READ depth)
public:
    PropertyForAdmins() { describe("depth", {}).onlyForAdmins(); }
    int depth() const { return 0; }
};

class UnknownName : public Thing
{
    Q_OBJECT
public:
    UnknownName() { describe("brightnes", {}); }
};

class UnknownInput : public Thing
{
    Q_OBJECT
public:
    UnknownInput() { describe("flash", {}).input("secondes", Unit::Second); }
    Q_INVOKABLE void flash(double) { }
};

class WrongInput : public Thing
{
    Q_OBJECT
public:
    WrongInput() { describe("flash", {}).input("secondes", Unit::Second); }
    Q_INVOKABLE void flash(double seconds) { Q_UNUSED(seconds) }
};

class MediaTypeOfAText : public Thing
{
    Q_OBJECT
public:
    MediaTypeOfAText()
    {
        describe("print", {}).inputMediaType(QStringLiteral("text"), QStringLiteral("text/plain"));
    }
    Q_INVOKABLE void print(const QString &text) { Q_UNUSED(text) }
};

class NoMediaType : public Thing
{
    Q_OBJECT
public:
    NoMediaType()
    {
        describe("print", {}).inputMediaType(QStringLiteral("pages"), QStringLiteral("pictures"));
    }
    Q_INVOKABLE void print(const QList<Holdfast::Blob> &pages) { Q_UNUSED(pages) }
};

struct Pull
{
    Q_GADGET
    Q_PROPERTY(int force MEMBER force)
    Q_PROPERTY(bool letGo MEMBER letGo)
public:
    int force = 0;
    bool letGo = false;
};

class Winch : public Thing
{
    Q_OBJECT
public:
    explicit Winch(const QString &endedBy = QStringLiteral("letGo"))
    {
        describe("pull", {}).renewable(endedBy);
    }
    Q_INVOKABLE void pull(const Pull &pull) { Q_UNUSED(pull) }
    Q_INVOKABLE void slack() { }
};

class EndedByANumber : public Winch
{
    Q_OBJECT
public:
    EndedByANumber()
        : Winch(QStringLiteral("force"))
    {
    }
};

class RenewableWithoutAStruct : public Thing
{
    Q_OBJECT
public:
    RenewableWithoutAStruct() { describe("pull", {}).renewable(QStringLiteral("stop")); }
    Q_INVOKABLE void pull(bool stop) { Q_UNUSED(stop) }
};

class Overloads : public Thing
{
    Q_OBJECT
public:
    Q_INVOKABLE void flash(double seconds) { Q_UNUSED(seconds) }
    Q_INVOKABLE void flash(int times) { Q_UNUSED(times) }
};

class DefaultArgument : public Thing
{
    Q_OBJECT
public:
    Q_INVOKABLE void flash(double seconds = 1) { Q_UNUSED(seconds) }
};

class SameNameTwice : public Thing
{
    Q_OBJECT
    Q_PROPERTY(bool isOpen READ isOpen CONSTANT)
public:
    SameNameTwice() { describe("flash", {}).wireName(QStringLiteral("is_open")); }
    bool isOpen() const { return true; }
    Q_INVOKABLE void flash() { }
};

class UnknownType : public Thing
{
    Q_OBJECT
    Q_PROPERTY(QObject *other READ other CONSTANT)
public:
    QObject *other() const { return nullptr; }
};

class UnknownReturn : public Thing
{
    Q_OBJECT
public:
    Q_INVOKABLE QObject *other() { return nullptr; }
};

class LargeEvent : public Thing
{
    Q_OBJECT
Q_SIGNALS:
    void broken(int where, int when);
};

class GetterAsSetting : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int level READ level WRITE setLevel NOTIFY levelChanged)
public:
    GetterAsSetting() { describe("level", {}).setting(); }
    int level() const { return 1; }
    void setLevel(int) { }
Q_SIGNALS:
    void levelChanged();
};

class ConstantAsSetting : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int level READ level CONSTANT)
public:
    ConstantAsSetting() { describe("level", {}).setting(); }
    int level() const { return 1; }
};

class ActionAsSetting : public Thing
{
    Q_OBJECT
public:
    ActionAsSetting() { describe("flash", {}).setting(); }
    Q_INVOKABLE void flash() { }
};

class ReadOnlyReset : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int level READ level CONSTANT)
public:
    ReadOnlyReset() { describe("level", {}).resetsTo(1); }
    int level() const { return 1; }
};

class WrongReset : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int level READ level WRITE setLevel)
public:
    WrongReset() { describe("level", {}).range({0, 10}).resetsTo(11); }
    int level() const { return 1; }
    void setLevel(int) { }
};

//! \brief Limits beyond a range.
class Limited : public Thing
{
    Q_OBJECT
    Q_PROPERTY(double above READ above)
    Q_PROPERTY(int steps READ steps)
    Q_PROPERTY(QString text READ text)
    Q_PROPERTY(QStringList words READ words)
public:
    Limited()
    {
        describe("above", {}).greaterThan(0).lessThan(2.5);
        describe("steps", {}).multipleOf(5);
        describe("text", {}).length(2, 4);
        describe("words", {}).length(0, 3);
    }
    double above() const { return 1; }
    int steps() const { return 5; }
    QString text() const { return QStringLiteral("abc"); }
    QStringList words() const { return {}; }
};

class LimitedText : public Thing
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text)
public:
    LimitedText() { describe("text", {}).greaterThan(0); }
    QString text() const { return {}; }
};

class LongNumber : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int number READ number)
public:
    LongNumber() { describe("number", {}).length(1, 2); }
    int number() const { return 1; }
};

class LimitedAction : public Thing
{
    Q_OBJECT
public:
    LimitedAction() { describe("flash", {}).multipleOf(2); }
    Q_INVOKABLE void flash() { }
};

//! \brief Has properties that can be reset and others that cannot.
class Dial : public Thing
{
    Q_OBJECT
    Q_PROPERTY(double angle READ angle WRITE setAngle NOTIFY angleChanged)
    Q_PROPERTY(double unset READ unset WRITE setUnset NOTIFY unsetChanged)
    Q_PROPERTY(double turns READ turns NOTIFY turnsChanged)
    Q_PROPERTY(int plain READ plain WRITE setPlain)
    Q_PROPERTY(int declared READ plain WRITE setPlain)
public:
    Dial() { describe("declared", {}).resetsTo(5); }
    double angle() const { return m_angle; }
    void setAngle(double angle) { m_angle = angle; }
    double unset() const { return m_unset; }
    void setUnset(double unset) { m_unset = unset; }
    double turns() const { return m_turns; }
    int plain() const { return 1; }
    void setPlain(int) { }
Q_SIGNALS:
    void angleChanged(double angle);
    void unsetChanged(double unset);
    void turnsChanged(double turns);

private:
    Value<double> m_angle {this, &Dial::angleChanged, 45.0};
    Value<double> m_unset {this, &Dial::unsetChanged, std::numeric_limits<double>::quiet_NaN()};
    Value<double> m_turns {this, &Dial::turnsChanged, 2.0};
};

//! \brief Derived from another Thing: the members of that count as well.
class BetterLamp : public Lamp
{
    Q_OBJECT
public:
    Q_INVOKABLE void dim() { }
};

//! \brief Declares a property of its base again.
class SettableLamp : public Lamp
{
    Q_OBJECT
    Q_PROPERTY(double temperatureNow READ temperatureNow WRITE setTemperature)
public:
    void setTemperature(double) { }
};

//! \brief Lacks some of what its class declares.
class PoorLamp : public BetterLamp
{
    Q_OBJECT
public:
    PoorLamp()
    {
        describe("brightness", {}).absent();
        describe("dim", {}).absent();
    }
};

namespace {

template<typename List>
QStringList names(const List &list)
{
    QStringList result;
    for (const Affordance &affordance : list)
        result << affordance.name;
    return result;
}

template<typename T>
QString complaint()
{
    T thing;
    try {
        thing.attach(QStringLiteral("lamp"), nullptr);
    } catch (const DeclarationError &wrong) {
        return wrong.message();
    }
    return {};
}

} // namespace

class TestAffordances : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void initTestCase() { m_lamp.attach(QStringLiteral("lamp"), nullptr); }

    void onlyTheDeclaredOnesCount()
    {
        const QStringList properties {QStringLiteral("brightness"), QStringLiteral("model"),
                                      QStringLiteral("temperature_now")};
        const QStringList actions {QStringLiteral("flash_twice"), QStringLiteral("other_name"),
                                   QStringLiteral("stop")};
        const QStringList events {QStringLiteral("burnt_out"), QStringLiteral("plain_event")};
        QCOMPARE(names(all().properties), properties);
        QCOMPARE(names(all().actions), actions);
        QCOMPARE(names(all().events), events);
    }

    void aBaseClassBringsItsOwn()
    {
        BetterLamp lamp;
        lamp.attach(QStringLiteral("better"), nullptr);
        QVERIFY(lamp.affordances().action(u"dim"));
        QVERIFY(lamp.affordances().action(u"flash_twice"));
        QVERIFY(lamp.affordances().property(u"brightness"));
    }

    void aPropertyThatIsDeclaredAgainReplacesThatOfTheBase()
    {
        SettableLamp lamp;
        lamp.attach(QStringLiteral("settable"), nullptr);
        QCOMPARE(names(lamp.affordances().properties), names(all().properties));
        QVERIFY(!lamp.affordances().property(u"temperature_now")->readOnly);
    }

    void aDeviceMayLackWhatItsClassDeclares()
    {
        PoorLamp lamp;
        lamp.attach(QStringLiteral("poor"), nullptr);
        QVERIFY(!lamp.affordances().property(u"brightness"));
        QVERIFY(!lamp.affordances().action(u"dim"));
        // The signal that told its changes has not become an event.
        QCOMPARE(names(lamp.affordances().events), names(all().events));
        QCOMPARE(lamp.affordances().properties.size(), all().properties.size() - 1);
        QCOMPARE(names(lamp.affordances().actions), names(all().actions));
    }

    void areFoundByTheirNamesOnTheWire()
    {
        QVERIFY(all().property(u"temperature_now"));
        QVERIFY(!all().property(u"temperatureNow"));
        QVERIFY(all().action(u"other_name"));
        QVERIFY(!all().action(u"plain_name"));
        QVERIFY(all().event(u"burnt_out"));
        QVERIFY(!all().event(u"zzz"));
        QVERIFY(all().stream(u"glow_stream"));
        QVERIFY(!all().stream(u"glow"));
    }

    void isResetToItsFirstValueOrTheDeclaredOne()
    {
        Dial dial;
        dial.attach(QStringLiteral("dial"), nullptr);
        const auto resetValue = [&dial](QStringView name) {
            return dial.affordances().property(name)->resetValue;
        };
        QVERIFY(resetValue(u"angle") == Json(45.0));
        QVERIFY(resetValue(u"declared") == Json(5));
        QVERIFY2(!resetValue(u"unset"), "NaN could not be written");
        QVERIFY2(!resetValue(u"turns"), "it is read-only");
        QVERIFY2(!resetValue(u"plain"), "only its getter knows the value");
    }

    void settingsThatCouldNotWorkStopTheStart()
    {
        const QString needs = QStringLiteral("'level' cannot be a setting: it needs a Value");
        QVERIFY(complaint<GetterAsSetting>().contains(needs));
        QVERIFY(complaint<ConstantAsSetting>().contains(needs));
        QVERIFY(complaint<ActionAsSetting>().contains(QStringLiteral("'flash' is not a property")));
        QVERIFY(complaint<ReadOnlyReset>().contains(QStringLiteral("'level' is read-only")));
        QVERIFY(complaint<WrongReset>().contains(QStringLiteral("less than or equal to 10")));
    }

    void aRenewableActionSaysWhatEndsIt()
    {
        Winch winch;
        winch.attach(QStringLiteral("winch"), nullptr);
        QCOMPARE(winch.affordances().action(u"pull")->endedBy, QStringLiteral("let_go"));
        QVERIFY(winch.affordances().action(u"pull")->isRenewable());
        QVERIFY(!winch.affordances().action(u"slack")->isRenewable());
    }

    void valuesAreLimitedAsTheirAuthorSaid()
    {
        Limited thing;
        thing.attach(QStringLiteral("limited"), nullptr);
        const auto schema = [&thing](QStringView name) {
            return thing.affordances().property(name)->schema;
        };
        QVERIFY(schema(u"above").exclusiveMinimum == 0.0);
        QVERIFY(schema(u"above").exclusiveMaximum == 2.5);
        QVERIFY(!schema(u"above").multipleOf);
        QVERIFY(schema(u"steps").multipleOf == 5.0);
        QVERIFY(schema(u"text").minLength == 2 && schema(u"text").maxLength == 4);
        QVERIFY(schema(u"words").minLength == 0 && schema(u"words").maxLength == 3);
    }

    void limitsThatDoNotFitStopTheStart()
    {
        QVERIFY(complaint<LimitedText>().contains(QStringLiteral("'text' is not a number")));
        QVERIFY(complaint<LongNumber>().contains(
            QStringLiteral("'number' is neither text nor a list")));
        QVERIFY(complaint<LimitedAction>().contains(QStringLiteral("'flash' is not a property")));
    }

    void saysWhatItsAuthorSaid()
    {
        QCOMPARE(all().title, QStringLiteral("The lamp"));
        QCOMPARE(all().description, QStringLiteral("Shines."));
        QVERIFY(all().requiresGlobalLock);
        const PropertyAffordance &brightness = *all().property(u"brightness");
        QCOMPARE(brightness.description, QStringLiteral("How bright."));
        QCOMPARE(brightness.schema.unit, Unit::Percent);
        QCOMPARE(brightness.schema.maximum.value_or(0), 100.0);
        QVERIFY(brightness.lockWait == 3s);
        const ActionAffordance &flash = *all().action(u"flash_twice");
        QCOMPARE(flash.title, QStringLiteral("Flash!"));
        QVERIFY(flash.retention == 7s);
    }

    void propertiesKnowWhatCanBeDoneWithThem()
    {
        QVERIFY(!all().property(u"brightness")->readOnly);
        QVERIFY(all().property(u"brightness")->observable);
        QVERIFY(all().property(u"model")->readOnly);
        QVERIFY(!all().property(u"model")->observable);
        QVERIFY(!all().property(u"brightness")->readNow); // no Value behind it
    }

    void parametersAreInputs()
    {
        const ActionAffordance &flash = *all().action(u"flash_twice");
        QVERIFY(!flash.takesStruct);
        QCOMPARE(flash.input.members.size(), 2);
        QCOMPARE(flash.input.members[0].name, QStringLiteral("seconds"));
        QCOMPARE(flash.input.members[0].schema.unit, Unit::Second);
        QCOMPARE(flash.input.members[0].schema.description, QStringLiteral("How long."));
        QCOMPARE(flash.input.members[1].name, QStringLiteral("pause_time"));
        QVERIFY(flash.input.members[1].required);
        QCOMPARE(flash.output.type, DataSchema::Type::Boolean);
        QCOMPARE(all().action(u"stop")->output.type, DataSchema::Type::Null);
    }

    void onlyWhatOptsOutDoesWithoutTheLock()
    {
        QVERIFY(all().property(u"brightness")->usesGlobalLock);
        QVERIFY(all().action(u"other_name")->usesGlobalLock);
        QVERIFY(!all().action(u"flash_twice")->usesGlobalLock);
        QVERIFY(!all().action(u"stop")->usesGlobalLock);
        QVERIFY(all().action(u"stop")->isStop);
    }

    void whatDoesNotFitStopsTheStart_data()
    {
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("complaint");
        const auto row = [](const char *name, const char *says, const QString &complaint) {
            QTest::newRow(name) << QString::fromUtf8(says) << complaint;
        };
        row("a described name that does not exist", "describe\\(\"brightnes\"\\) names no",
            complaint<UnknownName>());
        row("a described input that does not exist", "'flash' has no input 'secondes'",
            complaint<WrongInput>());
        row("a parameter without a name", "Parameter 1 of the action 'flash' has no name",
            complaint<UnknownInput>());
        row("a media type for what is no blob", "input 'text' of the action 'print' cannot have",
            complaint<MediaTypeOfAText>());
        row("a media type that is none", "input 'pages' .* media type \"pictures\"",
            complaint<NoMediaType>());
        row("a renewable action that nothing could end", "'pull' cannot be renewable.* 'force'",
            complaint<EndedByANumber>());
        row("a renewable action that takes no struct", "'pull' cannot be renewable.* 'stop'",
            complaint<RenewableWithoutAStruct>());
        row("a property for administrators", "'depth' cannot be for administrators only",
            complaint<PropertyForAdmins>());
        row("overloads", "'flash' is declared twice", complaint<Overloads>());
        row("a default argument, which is an overload for moc", "'flash' is declared twice",
            complaint<DefaultArgument>());
        row("a property and an action of one name", "'is_open' is declared twice",
            complaint<SameNameTwice>());
        row("a property of a type without a JSON form", "'other' .*QObject\\*.* no JSON form",
            complaint<UnknownType>());
        row("an action that returns such a type", "'other' .*QObject\\*.* no JSON form",
            complaint<UnknownReturn>());
        row("an event with two values", "'broken' has 2 parameters", complaint<LargeEvent>());
    }
    void whatDoesNotFitStopsTheStart()
    {
        QFETCH(QString, says);
        QFETCH(QString, complaint);
        QVERIFY2(complaint.startsWith(QStringLiteral("Thing 'lamp' (")), qPrintable(complaint));
        QVERIFY2(QRegularExpression(says).match(complaint).hasMatch(), qPrintable(complaint));
    }

private:
    const Affordances &all() const { return m_lamp.affordances(); }

    Lamp m_lamp;
};

HOLDFAST_GUILESS_TEST(TestAffordances)

} // namespace tst_affordances

#include "tst_affordances.moc"
