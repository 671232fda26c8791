// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "ui/base/text/errortext.h"
#include "ui/thing/property/valuetext.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

namespace tst_valuetext {

using namespace Holdfast;

class TestValueText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aValueIsOneLine_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("an integer") << QStringLiteral("7") << QStringLiteral("7");
        QTest::newRow("a number") << QStringLiteral("0.25") << QStringLiteral("0.25");
        QTest::newRow("yes") << QStringLiteral("true") << QStringLiteral("on");
        QTest::newRow("nothing") << QStringLiteral("null") << QStringLiteral("none");
        QTest::newRow("a text") << QStringLiteral("\"<b>\"") << QStringLiteral("<b>");
        QTest::newRow("an empty text") << QStringLiteral("\"\"") << QStringLiteral("(empty)");
        QTest::newRow("a struct") << QStringLiteral(R"({"x": 1, "y": -2})")
                                  << QStringLiteral("x 1, y -2");
        QTest::newRow("a list") << QStringLiteral("[1, [2]]") << QStringLiteral("[1, [2]]");
    }

    void aValueIsOneLine()
    {
        QFETCH(QString, json);
        QFETCH(QString, text);
        QCOMPARE(ValueText::brief({}, Json::parse(json.toStdString())), text);
    }

    void aNumberHasItsUnit()
    {
        DataSchema schema;
        schema.unit = Unit::Micrometre;
        QCOMPARE(ValueText::brief(schema, 5), QStringLiteral("5 µm"));
        DataSchema object;
        object.members.append({QStringLiteral("z"), schema, false});
        QCOMPARE(ValueText::brief(object, Json {{"z", 1.5}}), QStringLiteral("z 1.5 µm"));
    }

    void ofALongOneTheBeginningIsShown()
    {
        const Json list(std::vector<int>(1'000'000, 1));
        QVERIFY(ValueText::brief({}, list).size() < 300);
        QVERIFY(ValueText::brief({}, Json(std::string(1'000'000, 'x'))).size() < 300);
        QCOMPARE(ValueText::pretty(list),
                 QStringLiteral("(too large to be shown: 1000000 entries)"));
        QCOMPARE(ValueText::pretty(Json(std::string(1'000'000, 'x'))),
                 QStringLiteral("(too large to be shown)"));
        QCOMPARE(ValueText::pretty(Json {{"a", 1}}), QStringLiteral("{\n  \"a\": 1\n}"));
    }

    void sameness_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("taken");
        QTest::addColumn<bool>("same");
        const auto row = [](const char *tag, const char *asked, const char *taken, bool same) {
            QTest::newRow(tag) << QString::fromUtf8(asked) << QString::fromUtf8(taken) << same;
        };
        row("a float loses digits", "0.1", "0.10000000149011612", true);
        row("an integer as a number", "5", "5.0", true);
        row("another number", "500", "498", false);
        row("nought is not nearly something", "0", "0.001", false);
        row("members that were not asked for", R"({"x": 1})", R"({"x": 1, "y": 2})", true);
        row("another member", R"({"x": 1})", R"({"x": 2})", false);
        row("a longer list", "[1]", "[1, 2]", false);
        row("another text", R"("a")", R"("b")", false);
        row("nothing and something", "null", "1", false);
    }

    void sameness()
    {
        QFETCH(QString, asked);
        QFETCH(QString, taken);
        QFETCH(bool, same);
        QCOMPARE(
            ValueText::isSame(Json::parse(asked.toStdString()), Json::parse(taken.toStdString())),
            same);
    }

    void whatIsWrongNamesTheMember()
    {
        ValidationIssue issue;
        issue.location = Json::array({"path", 0, "x"});
        issue.message = QStringLiteral("Field required");
        QCOMPARE(ErrorText::reason(Error::invalid({issue})),
                 QStringLiteral("path.0.x: Field required"));
        QCOMPARE(ErrorText::reason(Error::unavailable(QStringLiteral("Not now."))),
                 QStringLiteral("Not now."));
    }
};

HOLDFAST_GUILESS_TEST(TestValueText)

} // namespace tst_valuetext

#include "tst_valuetext.moc"
