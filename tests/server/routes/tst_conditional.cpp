// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/conditional.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_conditional {

// Tests the replies to a client that has a part already, or wants only a part.
class ConditionalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answers_data();
    void answers();
    void tagsTellContentsApart();
};

void ConditionalTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void ConditionalTest::answers_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("range");
    const QByteArray all = "0123456789";
    const auto whole = [&all](const char *row, const QByteArray &headers) {
        QTest::newRow(row) << headers << 200 << all << QByteArray();
    };
    const auto part = [](const char *row, const QByteArray &range, const QByteArray &body,
                         const QByteArray &told) {
        QTest::newRow(row) << QByteArray("range: " + range) << 206 << body << told;
    };
    const auto none = [](const char *row, const QByteArray &range) {
        QTest::newRow(row) << QByteArray("range: " + range) << 416
                           << QByteArray(R"({"detail":"The data has 10 bytes."})")
                           << QByteArray("bytes */10");
    };
    const auto known = [](const char *row, const QByteArray &tags) {
        QTest::newRow(row) << QByteArray("if-none-match: " + tags) << 304 << QByteArray()
                           << QByteArray();
    };
    whole("all without a wish", {});
    part("a range", "bytes=2-4", "234", "bytes 2-4/10");
    part("from somewhere on", "bytes=7-", "789", "bytes 7-9/10");
    part("the last ones", "bytes=-2", "89", "bytes 8-9/10");
    part("more of the last ones than there are", "bytes=-20", all, "bytes 0-9/10");
    part("beyond the end as far as there is something", "bytes=8-99", "89", "bytes 8-9/10");
    part("one byte", "bytes=0-0", "0", "bytes 0-0/10");
    none("nothing from the end on", "bytes=10-");
    none("nothing of the last none", "bytes=-0");
    whole("all for a range backwards", "range: bytes=4-2");
    whole("all for several ranges", "range: bytes=0-1,4-5");
    whole("all for another unit", "range: lines=1-2");
    whole("all for a range that is none", "range: bytes=x-2");
    whole("all for a number that is too large", "range: bytes=0-99999999999999999999");
    whole("all for a dash alone", "range: bytes=-");
    whole("all for two fields", "range: bytes=0-1\nrange: bytes=0-1");
    known("nothing for who knows it", "\"tag\"");
    known("nothing for who knows it among others", "\"other\", \"tag\"");
    known("nothing for who knows it weakly", "W/\"tag\"");
    known("nothing for a client that knows anything", "*");
    known("nothing for who knows it in a second field", "\"other\"\nif-none-match: \"tag\"");
    known("nothing for who knows it behind one with a comma", "\"a,b\", \"tag\"");
    known("nothing for who knows it behind one with a backslash", "\"a\\\", \"tag\"");
    known("nothing for a client that knows anything, said twice", "*\nif-none-match: *");
    whole("all for a tag that only ends like it", "if-none-match: \"x, \"tag\"");
    whole("all for a tag without quotation marks", "if-none-match: tag");
    whole("all for who wants this one", "if-match: \"other\"\nif-match: \"tag\"");
    whole("all for who wants whatever there is", "if-match: *");
    const auto unwanted = [](const char *row, const QByteArray &headers) {
        QTest::newRow(row) << headers << 412
                           << QByteArray("{\"detail\":\"If-Match names another entity tag than "
                                         "\\\"tag\\\", which is the current one.\"}")
                           << QByteArray();
    };
    unwanted("nothing for who wants another one", "if-match: \"other\"");
    unwanted("nothing for who wants it weakly", "if-match: W/\"tag\"");
    unwanted("nothing for who wants another one and knows this", // RFC 9110, 13.2.2
             "if-match: \"other\"\nif-none-match: \"tag\"");
    whole("all for who knows another one", "if-none-match: \"other\"");
    whole("all when the range is of another one", "range: bytes=0-1\nif-range: \"other\"");
    QTest::newRow("the range when it is of this one")
        << QByteArray("range: bytes=0-1\nif-range: \"tag\"") << 206 << QByteArray("01")
        << QByteArray("bytes 0-1/10");
}

void ConditionalTest::answers()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    Request request;
    for (const QByteArray &line : headers.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            request.headers.add(line.first(colon), line.sliced(colon + 1).trimmed());
    }
    const Response answer = conditional(request, {200, "text/plain", {}, "0123456789"}, "\"tag\"");
    QCOMPARE(answer.status, status);
    QTEST(answer.body, "body");
    QTEST(answer.headers.value("content-range"), "range");
    QCOMPARE(answer.headers.value("etag"),
             status == 416 || status == 412 ? QByteArray() : QByteArray("\"tag\""));
}

void ConditionalTest::tagsTellContentsApart()
{
    QCOMPARE(entityTag("a"), entityTag("a"));
    QVERIFY(entityTag("a") != entityTag("b"));
    QVERIFY(entityTag("a").startsWith('"') && entityTag("a").endsWith('"'));
}

HOLDFAST_GUILESS_TEST(ConditionalTest)

} // namespace Holdfast::tst_conditional

#include "tst_conditional.moc"
