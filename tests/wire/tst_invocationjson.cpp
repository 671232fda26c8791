// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/invocationjson.h"
#include "tests/program/testprogram.h"
#include "tests/wire/wiresamples.h"

#include <QScopeGuard>
#include <QTest>
#include <QTimeZone>

#include <ctime>

namespace tst_invocationjson {

using namespace Holdfast;
using namespace Samples;

namespace {

const InvocationAddresses s_addresses {text("http://localhost:5000"), text("/api/v1")};

InvocationRecord record(InvocationState state)
{
    InvocationRecord record;
    record.id = QUuid(0x11223344, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    record.thing = text("stage");
    record.action = text("move_relative");
    record.by = client();
    record.state = state;
    record.requested = at(1);
    record.started = at(2);
    record.input = std::make_shared<const Payload>(Payload {Json {{"x", 1.0}}, {}});
    record.progress = Progress {40.5, text("half way")};
    record.log = {{.message = text("moving"),
                   .level = LogLevel::Warning,
                   .fileName = text("stage.cpp"),
                   .line = 17,
                   .created = at(3),
                   .exceptionType = text("MotorError"),
                   .traceback = text("...")}};
    record.queuePosition = 2;
    record.generation = 42;
    return record;
}

Json jsonOf(const InvocationRecord &record)
{
    return invocationJson(record, s_addresses,
                          record.error ? std::optional(toProblem(*record.error, 500, {}))
                                       : std::nullopt);
}

} // namespace

//! Invocations, written and read again.
class TestInvocationJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStateComesBack()
    {
        using enum InvocationState;
        for (const InvocationState state :
             {Pending, Running, Completed, Cancelled, InvocationState::Error}) {
            InvocationRecord sent = record(state);
            if (sent.isFinished())
                sent.completed = at(4);
            if (state == Completed)
                sent.output = std::make_shared<const Payload>(Payload {Json {{"y", nullptr}}, {}});
            else if (sent.isFinished())
                sent.error = Holdfast::Error::withdrawn().brokenBy(lockBreak());
            const auto read = readInvocation(jsonOf(sent));
            QVERIFY(read);
            QCOMPARE(read->state, state);
            QCOMPARE(read->operation(), sent.operation());
            QCOMPARE(read->requested, sent.requested);
            QVERIFY(read->by == sent.by);
            COMPARE_JSON(jsonOf(*read), jsonOf(sent));
        }
    }

    void aSummaryIsReadLikeAWholeOne()
    {
        const InvocationRecord sent = record(InvocationState::Pending);
        const auto read = readInvocation(invocationSummary(sent, s_addresses));
        QVERIFY(read && !read->input && read->log.isEmpty());
        COMPARE_JSON(invocationSummary(*read, s_addresses), invocationSummary(sent, s_addresses));
    }

    void timesAreLocalAndNameTheirZone_data()
    {
        QTest::addColumn<QByteArray>("zone"); // as POSIX has it, with the sign the other way round
        QTest::addColumn<QDateTime>("time");
        QTest::addColumn<QString>("told");
        const auto utc = [](const QDate &date, const QTime &time) {
            return QDateTime(date, time, QTimeZone::utc());
        };
        QTest::newRow("east, and the next month")
            << QByteArray("EEE-05:45") << utc({2026, 1, 31}, {23, 59, 58, 7})
            << text("2026-02-01T05:44:58.007+05:45");
        QTest::newRow("west, and the day before")
            << QByteArray("WWW03:30") << utc({2024, 3, 1}, {1, 2, 3, 999})
            << text("2024-02-29T21:32:03.999-03:30");
        QTest::newRow("less than an hour west")
            << QByteArray("WWW00:15") << utc({2026, 12, 31}, {12, 0}) //
            << text("2026-12-31T11:45:00.000-00:15");
        QTest::newRow("no offset") << QByteArray("UTC0") << utc({1999, 12, 31}, {0, 0})
                                   << text("1999-12-31T00:00:00.000+00:00");
    }
    void timesAreLocalAndNameTheirZone()
    {
        QFETCH(const QByteArray, zone);
        QFETCH(const QDateTime, time);
        QFETCH(const QString, told);
        const QByteArray before = qgetenv("TZ");
        const auto restore = qScopeGuard([before] {
            before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
            ::tzset();
        });
        qputenv("TZ", zone);
        ::tzset();
        InvocationRecord sent = record(InvocationState::Running);
        sent.started = time;
        QCOMPARE(jsonOf(sent)["timeStarted"].get<QString>(), told);
    }

    void anAddressOfABlobStaysAsItWasTold()
    {
        const Blob blob("JPEG", text("image/jpeg"));
        InvocationRecord sent = record(InvocationState::Completed);
        sent.completed = at(4);
        sent.output = std::make_shared<const Payload>(
            Payload {Json {{"href", blobPath(blob.id())}, {"media_type", "image/jpeg"}}, {blob}});
        const Json json = jsonOf(sent);
        const auto read = readInvocation(json);
        QVERIFY(read);
        QCOMPARE(read->output->json["href"].get<QString>(),
                 text("http://localhost:5000/api/v1") + blobPath(blob.id()));
        COMPARE_JSON(jsonOf(*read), json);
    }

    void whatIsNoInvocationIsRefused_data()
    {
        QTest::addColumn<QString>("json");
        QTest::newRow("null") << "null";
        QTest::newRow("an empty object") << "{}";
        QTest::newRow("no id") << R"({"status": "running"})";
        QTest::newRow("no status") << R"({"id": "09a17661-e93e-4da2-9f9a-ee8e89338e2b"})";
        QTest::newRow("an unknown status")
            << R"({"id": "09a17661-e93e-4da2-9f9a-ee8e89338e2b", "status": "resting"})";
    }
    void whatIsNoInvocationIsRefused()
    {
        QFETCH(const QString, json);
        QVERIFY(!readInvocation(Json::parse(json.toStdString())));
    }

    void whatLabThingsLeavesOutIsAsInANewValue()
    {
        const auto read = readInvocation(Json::parse(
            R"({"status": "error", "id": "09a17661-e93e-4da2-9f9a-ee8e89338e2b",
                "action": "/demo/move", "timeStarted": null,
                "timeRequested": "2026-11-23T17:15:23.284696", "log": [],
                "error": {"detail": "No.", "type": null, "status": 500, "title": "ValueError"}})"));
        QVERIFY(read);
        QCOMPARE(read->operation(), text("demo.move"));
        QVERIFY(read->requested.isValid() && !read->started.isValid());
        QCOMPARE(read->error->title(), text("ValueError"));
        QCOMPARE(read->generation, quint64 {0});
    }
};

HOLDFAST_GUILESS_TEST(TestInvocationJson)

} // namespace tst_invocationjson

#include "tst_invocationjson.moc"
