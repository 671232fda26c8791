// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/limits/limittable.h"
#include "tests/program/testprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace Holdfast::tst_limittable {

namespace {

constexpr std::array s_scopes {LimitScope::Client, LimitScope::Local, LimitScope::Total};

// Returns a number as the page has it: 16,384; "none" for no limit.
QString shown(qint64 value)
{
    QString text = QString::number(value);
    for (qsizetype at = text.size() - 3; at > 0; at -= 3)
        text.insert(at, u',');
    return value == 0 ? QStringLiteral("none") : text;
}

} // namespace

class LimitTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachLimitHasANameAndIsSetByIt();
    void theUsualLimitsAreInTheirRanges();
    void oneClientMayHaveNoMoreThanAll();
    void aSentenceNamesTheLimitAndItsKey();
    void theTableOfThePageIsTheSame();
};

void LimitTableTest::eachLimitHasANameAndIsSetByIt()
{
    QSet<QString> keys;
    for (const LimitRow &row : limitRows()) {
        QVERIFY2(!keys.contains(row.key()), qPrintable(row.key()));
        keys.insert(row.key());
        // No other one changes.
        Limits limits;
        const qint64 value = row.get(limits) + 1;
        row.set(limits, value);
        for (const LimitRow &each : limitRows())
            QVERIFY2(each.get(limits) == (each.key() == row.key() ? value : each.get(Limits())),
                     qPrintable(row.key() + u' ' + each.key()));
    }
    for (int what = 0; what <= int(Counted::HistoryQueries); ++what) {
        for (const auto scope : s_scopes) {
            const LimitRow *row = limitRow(Counted(what), scope);
            if (!row) {
                QVERIFY(Counted(what) == Counted::QueuePlaces && scope == LimitScope::Total);
                continue;
            }
            QCOMPARE(row->get(Limits()), partOf(limitOf(Limits(), Counted(what)), scope));
        }
    }
    for (int what = 0; what <= int(ConnectionLimit::MessageTime); ++what)
        QVERIFY(limitRow(ConnectionLimit(what)));
}

void LimitTableTest::theUsualLimitsAreInTheirRanges()
{
    for (const LimitRow &row : limitRows()) {
        const qint64 usual = row.get(Limits());
        QVERIFY2(row.least <= usual && usual <= row.most, qPrintable(row.key()));
    }
}

void LimitTableTest::oneClientMayHaveNoMoreThanAll()
{
    const Limits usual;
    for (int what = 0; what <= int(Counted::HistoryQueries); ++what) {
        const ClientLimit &limit = limitOf(usual, Counted(what));
        if (limit.total > 0)
            QVERIFY(limit.client <= limit.local && limit.local <= limit.total);
        else
            QVERIFY(limit.local == 0 || limit.client <= limit.local);
    }
}

void LimitTableTest::aSentenceNamesTheLimitAndItsKey()
{
    QCOMPARE(limitSentence(*limitRow(Counted::Connections, LimitScope::Client), 256),
             QStringLiteral("One client may have at most 256 connections at the same time "
                            "(limits.client.connections in the configuration)."));
    for (const LimitRow &row : limitRows()) {
        const QString sentence = limitSentence(row, 12345);
        QVERIFY2(sentence.contains(QStringLiteral("12345")) && sentence.contains(row.key())
                     && sentence[0].isUpper(),
                 qPrintable(sentence));
    }
}

void LimitTableTest::theTableOfThePageIsTheSame()
{
    QFile page(QStringLiteral(DOCS "/limits.md"));
    QVERIFY2(page.open(QIODevice::ReadOnly), qPrintable(page.fileName()));
    const QString text = QString::fromUtf8(page.readAll());
    // Those that are counted for clients have one line: `name`, one client, this computer, all together.
    for (int what = 0; what <= int(Counted::HistoryQueries); ++what) {
        const ClientLimit limit = limitOf(Limits(), Counted(what));
        const LimitRow &row = *limitRow(Counted(what), LimitScope::Client);
        const bool hasTotal = limitRow(Counted(what), LimitScope::Total);
        const QString line =
            QStringLiteral("| `%1` | %2 | %3 | %4 |")
                .arg(row.name, shown(limit.client), shown(limit.local),
                     hasTotal ? shown(limit.total) : QStringLiteral("`global_lock_tickets`"));
        QVERIFY2(text.contains(line), qPrintable(line));
    }
    for (const LimitRow &row : limitRows()) {
        if (row.section != QStringLiteral("connection") && row.section != QStringLiteral("thing"))
            continue;
        const QString line =
            QStringLiteral("| `%1.%2` | %3 |").arg(row.section, row.name, shown(row.get(Limits())));
        QVERIFY2(text.contains(line), qPrintable(line));
    }
    for (const char *name : {"reserved_connections", "unread_bytes", "result_bytes"})
        QVERIFY2(text.contains(QStringLiteral("| `total.%1` |").arg(QLatin1String(name))), name);
}

HOLDFAST_GUILESS_TEST(LimitTableTest)

} // namespace Holdfast::tst_limittable

#include "tst_limittable.moc"
