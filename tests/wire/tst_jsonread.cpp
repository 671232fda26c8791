// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonread.h"
#include "tests/program/testprogram.h"

#include <QTest>
#include <QTimeZone>

namespace tst_jsonread {

using namespace Holdfast;

//! Members of what strangers send.
class TestJsonRead : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void labelsAreTakenApartAgain_data()
    {
        using enum Principal::Kind;
        QTest::addColumn<Principal>("principal");
        const auto row =
            [](const char *name, Principal::Kind kind, const char *who, const char *address) {
                QTest::newRow(name)
                    << Principal {kind, QString::fromLatin1(who), QString::fromLatin1(address)};
            };
        row("a client", Client, "tile scan", "127.0.0.1:40112");
        row("a client with brackets in its name", Client, "anna@lab (holdfastctl)", "[::1]:5");
        row("a client without an address", Client, "tile scan", "");
        row("brackets that are no address", Client, "tile scan (overnight)", "");
        row("the operator", Operator, "operator", "");
        row("the system", System, "stage (port: 3)", "");
    }
    void labelsAreTakenApartAgain()
    {
        QFETCH(const Principal, principal);
        const Json json {{"label", principal.toString()}, {"kind", toWord(principal.kind)}};
        QVERIFY(JsonRead::principal(json, "label", "kind") == principal);
        const Principal guessed = JsonRead::principal(json, "label");
        QCOMPARE(guessed.toString(), principal.toString());
    }

    void whatIsNotThereIsNothing()
    {
        for (const Json &json : {Json(nullptr), Json(3), Json::array(), Json::object(),
                                 Json {{"x", Json::object()}}}) {
            QCOMPARE(JsonRead::text(json, "x"), QString());
            QVERIFY(!JsonRead::flag(json, "x"));
            QVERIFY(!JsonRead::number(json, "x"));
            QVERIFY(!JsonRead::real(json, "x"));
            QVERIFY(!JsonRead::duration(json, "x"));
            QVERIFY(!JsonRead::time(json, "x").isValid());
            QCOMPARE(JsonRead::principal(json, "x").name, QString());
        }
    }

    void numbersThatOverflowAreNone()
    {
        const Json json = Json::parse(R"({"most": 9007199254740992, "more": 9007199254740993,
            "less": -1, "half": 0.5, "huge": 1e300})");
        QCOMPARE(JsonRead::number(json, "most").value(), quint64 {1} << 53);
        for (const char *wrong : {"more", "less", "half", "huge"})
            QVERIFY2(!JsonRead::number(json, wrong), wrong);
        QCOMPARE(JsonRead::real(json, "half").value(), 0.5);
    }

    void timesAreInUtc()
    {
        const Json json {{"at", "2026-11-30T14:02:11.125+01:00"}};
        QCOMPARE(JsonRead::time(json, "at"),
                 QDateTime(QDate(2026, 11, 30), QTime(13, 2, 11, 125), QTimeZone::utc()));
        QCOMPARE(JsonRead::time(json, "at").timeSpec(), Qt::UTC);
    }
};

HOLDFAST_GUILESS_TEST(TestJsonRead)

} // namespace tst_jsonread

#include "tst_jsonread.moc"
