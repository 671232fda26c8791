// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/openapithing.h"
#include "core/server/describe/thingdescription.h"
#include "core/thing/validation/schemafromjson.h"
#include "core/thing/validation/schemajson.h"
#include "core/thing/value.h"
#include "tests/program/testprogram.h"
#include "tests/thing/openthing.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_runtimedescription {

//! What a move takes.
struct Move
{
    Q_GADGET
    Q_PROPERTY(double distance MEMBER distance)
    Q_PROPERTY(QStringList axes MEMBER axes)
public:
    double distance = 0.5;
    QStringList axes;
};

//! \brief A Thing whose affordances are those of its class.
class Compiled : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int level READ level WRITE setLevel NOTIFY levelChanged)
    Q_PROPERTY(Mode mode READ mode WRITE setMode)
    Q_PROPERTY(std::optional<double> limit READ limit)
    Q_PROPERTY(Holdfast::Json anything READ anything)
public:
    enum class Mode { Fast, Slow };
    Q_ENUM(Mode)

    Compiled()
    {
        describeThing(QStringLiteral("Something to try."), QStringLiteral("Twin"));
        describe("level", QStringLiteral("How high."))
            .title(QStringLiteral("Level"))
            .unit(Unit::Percent)
            .range({0, 100})
            .multipleOf(5);
        describe("mode", {}).withoutGlobalLock();
        describe("move", QStringLiteral("Moves.")).required({QStringLiteral("axes")});
    }

    int level() const { return m_level; }
    void setLevel(int level) { m_level = level; }
    Mode mode() const { return Mode::Fast; }
    void setMode(Mode) { }
    std::optional<double> limit() const { return {}; }
    Json anything() const { return nullptr; }

    Q_INVOKABLE int move(const Holdfast::tst_runtimedescription::Move &move)
    {
        return int(move.distance);
    }
    Q_INVOKABLE Holdfast::Blob picture() { return {}; }
    Q_INVOKABLE void stop() { }

Q_SIGNALS:
    void levelChanged(int level);
    void lost(const QString &what);
    void over();

private:
    Value<int> m_level {this, &Compiled::levelChanged, 5};
};

namespace {

QString name(const char *text)
{
    return QString::fromUtf8(text);
}

RuntimeProperty makeProperty(const char *text, const char *schema)
{
    RuntimeProperty result;
    result.name = name(text);
    result.schema = Json::parse(schema);
    result.read = [] { return Json(); };
    return result;
}

RuntimeAction makeAction(const char *text, const char *input, const char *output)
{
    RuntimeAction made;
    made.name = name(text);
    made.input = Json::parse(input);
    made.output = Json::parse(output);
    made.run = [](const Json &, const QList<Blob> &) { return Payload(); };
    return made;
}

void declareTwin(OpenThing &self)
{
    self.describeThing(QStringLiteral("Something to try."), QStringLiteral("Twin"));
    RuntimeProperty level =
        makeProperty("level", R"({"title":"Level","type":"integer","maximum":100,"minimum":0,)"
                              R"("multipleOf":5,"description":"How high.","unit":"%"})");
    level.write = [](const Json &) {};
    level.readNow = [] { return Json(5); };
    level.observable = true;
    level.resetValue = 5;
    self.addProperty(level);
    RuntimeProperty mode = makeProperty("mode", R"({"enum":["fast","slow"]})");
    mode.write = [](const Json &) {};
    mode.usesGlobalLock = false;
    self.addProperty(mode);
    self.addProperty(makeProperty("limit", R"({"anyOf":[{"type":"null"},{"type":"number"}]})"));
    self.addProperty(makeProperty("anything", "null"));
    RuntimeAction move = makeAction(
        "move",
        R"({"$defs":{"Axes":{"type":"array","items":{"type":"string"}}},"type":"object",)"
        R"("properties":{"distance":{"title":"Distance","type":"number","default":0.5},)"
        R"("axes":{"title":"Axes","$ref":"#/$defs/Axes"}},"required":["axes"],)"
        R"("additionalProperties":false})",
        R"({"type":"integer"})");
    move.description = name("Moves.");
    self.addAction(move);
    self.addAction(makeAction(
        "picture", "null",
        R"({"type":"object","properties":{"href":{"title":"Href","type":"string"},)"
        R"("media_type":{"title":"Media Type","type":"string"},"rel":{"const":"output"}},)"
        R"("required":["href","media_type"]})"));
    self.addAction(makeAction("stop", "null", "null"));
    RuntimeEvent lost;
    lost.name = name("lost");
    lost.data = Json {{"type", "string"}};
    self.addEvent(lost);
    RuntimeEvent over;
    over.name = name("over");
    self.addEvent(over);
}

} // namespace

// Compares the descriptions of a Thing that is made at run time with those of a class.
class RuntimeDescriptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void initTestCase()
    {
        m_compiled.attach(name("twin"), nullptr);
        m_open.attach(name("twin"), nullptr);
    }

    void theThingDescriptionIsTheSame()
    {
        const auto description = [](const Thing &thing) {
            return Json::parse(ThingDescription(thing.name(), thing.affordances(), name("/api"))
                                   .toBytes(name("http://localhost:5000"))
                                   .toStdString())
                .dump(1);
        };
        QCOMPARE(toQString(description(m_open)), toQString(description(m_compiled)));
    }

    void theOwnDescriptionIsReadBack()
    {
        const Json description =
            Json::parse(ThingDescription(m_compiled.name(), m_compiled.affordances(), {})
                            .toBytes(name("http://localhost:5000"))
                            .toStdString());
        // The order of an object's members does not matter.
        const auto sorted = [](const Json &json) {
            return toQString(nlohmann::json(json).dump(1));
        };
        for (const auto &[key, property] : description["properties"].items()) {
            Json expected = property;
            for (const char *other : {"forms", "writeOnly", "readOnly", "observable"})
                expected.erase(other);
            QCOMPARE(sorted(toSchemaJson(schemaFromJson(property))), sorted(expected));
        }
        for (const auto &[key, action] : description["actions"].items()) {
            for (const char *part : {"input", "output"})
                QCOMPARE(sorted(toSchemaJson(schemaFromJson(action[part]))), sorted(action[part]));
        }
    }

    void theOpenApiDocumentIsTheSame()
    {
        const auto paths = [](const Thing &thing) {
            return thingPaths(thing.name(), thing.affordances(), name("/api")).dump(1);
        };
        QCOMPARE(toQString(paths(m_open)), toQString(paths(m_compiled)));
    }

    void whatOpenApiSaysInOtherWords()
    {
        OpenThing thing([](OpenThing &self) {
            self.addProperty(
                makeProperty("either", R"({"oneOf":[{"type":"integer"},{"type":"number"}]})"));
            self.addProperty(
                makeProperty("pair", R"({"type":"array","items":[{"type":"integer"}]})"));
            self.addProperty(makeProperty("speed", R"({"type":"number","unit":"rpm"})"));
            self.addAction(makeAction("go", R"({"type":["integer","null"]})", "null"));
        });
        thing.attach(name("open"), nullptr);
        const Json paths = thingPaths(name("open"), thing.affordances(), {});
        const auto schemaAt = [&paths](const char *path) {
            return toBytes(
                paths[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]);
        };
        QCOMPARE(schemaAt("/open/either"),
                 QByteArray(R"({"anyOf":[{"type":"integer"},{"type":"number"}]})"));
        QCOMPARE(schemaAt("/open/pair"),
                 QByteArray(R"({"type":"array","prefixItems":[{"type":"integer"}]})"));
        QCOMPARE(schemaAt("/open/speed"), QByteArray(R"({"x-unit":"rpm","type":"number"})"));
        QVERIFY(paths["/open/go"]["post"]["requestBody"]["required"] == false);
    }

private:
    Compiled m_compiled;
    OpenThing m_open {&declareTwin};
};

HOLDFAST_GUILESS_TEST(RuntimeDescriptionTest)

} // namespace Holdfast::tst_runtimedescription

#include "tst_runtimedescription.moc"
