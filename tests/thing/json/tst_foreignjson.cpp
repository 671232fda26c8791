// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/json/foreignjson.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <ctime>

namespace tst_foreignjson {

using namespace Holdfast;

namespace {

QByteArray wide(int members)
{
    QByteArray text = "{";
    for (int i = 0; i < members; ++i)
        text +=
            (i > 0 ? ",\"name of member " : "\"name of member ") + QByteArray::number(i) + "\":1";
    return text + '}';
}

// Returns the processor time of this thread, in seconds: other threads of the machine do not count.
double worked()
{
    timespec now {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Returns the best time of some tries.
double timeToParse(const QByteArray &text)
{
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        const double before = worked();
        const ParsedJson parsed = parseForeignJson(text, fileJsonLimits);
        best = std::min(best, worked() - before);
        if (!std::holds_alternative<Json>(parsed))
            return 1e9;
    }
    return best;
}

} // namespace

class TestForeignJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void whatIsJsonIsReadAsAlways_data();
    void whatIsJsonIsReadAsAlways();
    void whatIsNoneIsRefused_data();
    void whatIsNoneIsRefused();
    void limitsAreKept_data();
    void limitsAreKept();
    void aLongTokenIsNotRepeated_data();
    void aLongTokenIsNotRepeated();
    void duplicatesAreTold();
    void commentsAreReadWhereTheyAreAllowed();
    void manyMembersTakeTimeInProportion();
};

void TestForeignJson::whatIsJsonIsReadAsAlways_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"null", " true ", "-1", "18446744073709551615", "1.0", "1e3", "\"a\\u00b5\\n\"", "[]",
          "{}", "[[],{},[1,[2]]]", R"({"b": 1, "a": {"d": [1, {"c": null}], "": "x"}})",
          R"({"a": 1, "b": 2, "a": 3})", R"({"a": 1, "a": 2, "a": {"x": 1, "x": 2}, "c": 0})",
          R"(["[{:,", "\"", "\\"])"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("many members") << wide(500);
}

void TestForeignJson::whatIsJsonIsReadAsAlways()
{
    QFETCH(const QByteArray, text);
    const ParsedJson parsed = parseForeignJson(text);
    QVERIFY(std::holds_alternative<Json>(parsed));
    QCOMPARE(toBytes(std::get<Json>(parsed)), toBytes(Json::parse(text.begin(), text.end())));
}

void TestForeignJson::whatIsNoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("position");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *text, qsizetype position, const char *reason) {
        QTest::newRow(text) << QByteArray(text) << position << QString::fromLatin1(reason);
    };
    row("", 0, "input"); // the rest depends on the version of the library
    row("{\"a\" 1}", 5, "expected ':'");
    row("[1, 2", 5, "unexpected end of input");
    row("{} {}", 3, "expected end of input");
    row("nil", 1, "invalid literal");
    row("\"\xff\"", 1, "ill-formed UTF-8");
    row("[1e999]", 5, "number overflow");
    row("]]]", 0, "unexpected ']'");
    row("\"\\", 2, "invalid string");
}

void TestForeignJson::whatIsNoneIsRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qsizetype, position);
    QFETCH(const QString, reason);
    const ParsedJson parsed = parseForeignJson(text);
    QVERIFY(std::holds_alternative<JsonFlaw>(parsed));
    const auto flaw = std::get<JsonFlaw>(parsed);
    QVERIFY2(flaw.reason.contains(reason), qPrintable(flaw.reason));
    QCOMPARE(flaw.position, position);
    QVERIFY(foreignJsonOrNull(text).is_null());
}

void TestForeignJson::limitsAreKept_data()
{
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<QByteArray>("excess");
    QTest::addColumn<QString>("reason");
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QTest::newRow("depth") << nested(5) << nested(6)
                           << QStringLiteral("Arrays and objects may be nested at most 5 deep");
    QTest::newRow("depth, and nothing closed")
        << nested(5) << QByteArray(1'000'000, '{')
        << QStringLiteral("Arrays and objects may be nested at most 5 deep");
    QTest::newRow("members") << wide(10) << wide(11)
                             << QStringLiteral("An object may have at most 10 members");
    QTest::newRow("members behind an inner object")
        << QByteArray("{\"a\":" + wide(9) + "}") << "{\"a\":{\"b\":1}," + wide(10).mid(1)
        << QStringLiteral("An object may have at most 10 members");
    QTest::newRow("values") << "[" + QByteArray("1,").repeated(28) + "1]"
                            << "[" + QByteArray("1,").repeated(29) + "1]"
                            << QStringLiteral("There may be at most 30 values");
    QTest::newRow("empty lists") << QByteArray("[[],[],[],[]]")
                                 << "[" + QByteArray("[],").repeated(15) + "[]]"
                                 << QStringLiteral("There may be at most 30 values");
}

void TestForeignJson::limitsAreKept()
{
    QFETCH(const QByteArray, good);
    QFETCH(const QByteArray, excess);
    QFETCH(const QString, reason);
    const JsonLimits limits {.depth = 5, .members = 10, .values = 30};
    QVERIFY(std::holds_alternative<Json>(parseForeignJson(good, limits)));
    const ParsedJson parsed = parseForeignJson(excess, limits);
    QVERIFY(std::holds_alternative<JsonFlaw>(parsed));
    QCOMPARE(std::get<JsonFlaw>(parsed).reason, reason);
    QVERIFY(std::get<JsonFlaw>(parsed).kind == JsonFlaw::Kind::Excess);
}

void TestForeignJson::aLongTokenIsNotRepeated_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a string") << '"' + QByteArray(1'000'000, 'w') + '\n';
    QTest::newRow("a number") << "[1" + QByteArray(1'000'000, '0') + "e999]";
    QTest::newRow("a word") << QByteArray(1'000'000, 'w');
}

void TestForeignJson::aLongTokenIsNotRepeated()
{
    QFETCH(const QByteArray, text);
    const ParsedJson parsed = parseForeignJson(text);
    QVERIFY(std::holds_alternative<JsonFlaw>(parsed));
    const QString reason = std::get<JsonFlaw>(parsed).reason;
    QVERIFY2(reason.size() < 300, qPrintable(reason.left(300)));
}

void TestForeignJson::duplicatesAreTold()
{
    QStringList told;
    const ParsedJson parsed =
        parseForeignJson(R"({"a": {"b": 1, "c": [{"d": 1, "d": 2}], "b": 2}, "e": 1})", {},
                         [&told](const QStringList &path, const QString &key) {
                             told << path.join(u'/') + u':' + key;
                             return true;
                         });
    QCOMPARE(told, (QStringList {QStringLiteral("a/c:d"), QStringLiteral("a:b")}));
    QCOMPARE(toBytes(std::get<Json>(parsed)), R"({"a":{"b":2,"c":[{"d":2}]},"e":1})");
    const ParsedJson refused = parseForeignJson(R"({"a": 1, "a": 2})", {},
                                                [](const auto &, const auto &) { return false; });
    QCOMPARE(std::get<JsonFlaw>(refused).reason, QStringLiteral("An object has a key twice"));
}

// Json::parse() needs time that grows with the square: sixteen times the members, 256 times the
// work.
void TestForeignJson::commentsAreReadWhereTheyAreAllowed()
{
    const QByteArray text = "[1, // one, [[[\n2 /* two */]";
    QVERIFY(std::holds_alternative<JsonFlaw>(parseForeignJson(text)));
    QVERIFY(foreignJsonOrNull(text).is_null());
    const Json read = foreignJsonOrNull(text, {}, JsonComments::Allowed);
    QCOMPARE(read, Json::array({1, 2}));
}

void TestForeignJson::manyMembersTakeTimeInProportion()
{
    const double few = timeToParse(wide(4'000));
    const double many = timeToParse(wide(64'000));
    QVERIFY2(many < few * 80, qPrintable(QStringLiteral("%1 s, %2 s").arg(few).arg(many)));
}

HOLDFAST_GUILESS_TEST(TestForeignJson)

} // namespace tst_foreignjson

#include "tst_foreignjson.moc"
