// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/limits/limittable.h"
#include "core/config/configurationreader.h"
#include "core/config/configurationschema.h"
#include "core/config/schemadocument.h"
#include "tests/config/refusal.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_limitsentry {

using namespace Holdfast;

namespace {

Configuration parsed(const QByteArray &limits)
{
    const ThingRegistry nothing;
    return ConfigurationReader(nothing, {})
        .parse("{\"things\": {}, \"limits\": " + limits + '}', QStringLiteral("lab.json"));
}

void row(const char *name, const QByteArray &json, const char *beginning, const char *part)
{
    QTest::newRow(name) << json << QString::fromUtf8(beginning) << QString::fromUtf8(part);
}

} // namespace

//! What a configuration says about how much clients may use.
class TestLimitsEntry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void setsEachLimit();
    void leavesTheOthersAsUsual();
    void aLowerTotalLowersThoseOfOneClient();
    void theSchemaKnowsEachLimit();
    void refuses_data();
    void refuses() { compareRefusal(parsed); }
};

void TestLimitsEntry::setsEachLimit()
{
    for (const LimitRow &row : limitRows()) {
        const qint64 value = row.section == QStringLiteral("total") ? row.most : row.least;
        const Json entry {{row.section.toStdString(), {{row.name.toStdString(), value}}}};
        QCOMPARE(row.get(parsed(toBytes(entry)).limits), value);
    }
}

void TestLimitsEntry::leavesTheOthersAsUsual()
{
    const Limits limits = parsed(R"({"client": {"connections": 3}})").limits;
    for (const LimitRow &row : limitRows())
        QCOMPARE(row.get(limits),
                 row.key() == QStringLiteral("limits.client.connections") ? 3 : row.get(Limits()));
    QCOMPARE(parsed("{}").limits.connections, Limits().connections);
}

void TestLimitsEntry::aLowerTotalLowersThoseOfOneClient()
{
    const Limits limits = parsed(R"({"total": {"connections": 100}})").limits;
    QCOMPARE(limits.connections, (ClientLimit {100, 100, 100}));
    QCOMPARE(limits.subscriptions, Limits().subscriptions);
}

void TestLimitsEntry::theSchemaKnowsEachLimit()
{
    const Json schema = configurationJsonSchema(ThingRegistry(), {});
    const Json limits = schema.at("properties").at("limits");
    QCOMPARE(limits.at("additionalProperties"), Json(false));
    for (const LimitRow &row : limitRows()) {
        const Json limit = limits.at("properties")
                               .at(row.section.toStdString())
                               .at("properties")
                               .at(row.name.toStdString());
        QCOMPARE(limit.at("minimum").get<qint64>(), row.least);
        QCOMPARE(limit.at("maximum").get<qint64>(), row.most);
        QVERIFY(
            limit.at("description").get<QString>().contains(QString::number(row.get(Limits()))));
    }
}

void TestLimitsEntry::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("beginning");
    QTest::addColumn<QString>("part");
    row("an unknown section", R"({"clients": {"connections": 3}})",
        ": limits.clients: ", "connection, client, local, total, thing");
    row("an unknown limit", R"({"client": {"conections": 3}})",
        ": limits.client.conections: ", "Did you mean \"connections\"?");
    row("a limit that is too low", R"({"client": {"connections": 0}})",
        ": limits.client.connections: 0 is not allowed here.", "from 1 to 100000");
    row("a limit that is no number", R"({"client": {"connections": "3"}})",
        ": limits.client.connections: ", "from 1 to 100000");
    row("more for one than for all",
        R"({"client": {"connections": 300}, "total": {"connections": 200}})",
        ": limits.client.connections: 300 is not allowed here.",
        "at most 200, which is limits.total.connections");
    row("a limit of the lock in total", R"({"total": {"queue_places": 3}})",
        ": limits.total.queue_places: ", "There is no such key here.");
    row("no object", R"([3])", ": limits: ", "");
}

HOLDFAST_GUILESS_TEST(TestLimitsEntry)

} // namespace tst_limitsentry

#include "tst_limitsentry.moc"
