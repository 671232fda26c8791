// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/lockjson.h"
#include "core/wire/problem.h"
#include "tests/program/testprogram.h"
#include "tests/wire/wiresamples.h"

#include <QTest>

namespace tst_problem {

using namespace Holdfast;
using namespace Samples;

namespace {

GlobalLockBusyError refusal()
{
    return {heldLock(), 50ms, 1};
}

EndedLease ended()
{
    EndedLease lease;
    lease.principal = client();
    lease.end = LeaseEnd::Broken;
    lease.by = person();
    lease.when = at(9);
    return lease;
}

} // namespace

//! Errors as problem details, written and read again.
class TestProblem : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theMembersComeBack()
    {
        const Problem sent {.detail = text("It broke."),
                            .type = text("https://example.org/broken"),
                            .status = 418,
                            .title = text("MotorError"),
                            .extra = Json {{"axis", "x"}}};
        const Json json = toJson(sent);
        QCOMPARE(toQString(json.dump()),
                 text(R"({"detail":"It broke.","type":"https://example.org/broken","status":418,)"
                      R"("title":"MotorError","instance":null,"axis":"x"})"));
        COMPARE_JSON(toJson(*readProblem(json)), json);
        QVERIFY(!readProblem(nullptr) && !readProblem(Json {{"detail", Json::array()}}));
    }

    void anErrorComesBackWithItsKindAndSentence_data()
    {
        QTest::addColumn<Error>("error");
        QTest::newRow("not found") << Error::notFound(text("There is no such Thing."));
        QTest::newRow("not allowed") << Error::notAllowed(text("It is read-only."));
        QTest::newRow("unavailable") << Error::unavailable(text("Not now."));
        QTest::newRow("invalid") << Error::invalid({});
        QTest::newRow("busy") << Error::busy(refusal());
        QTest::newRow("forbidden") << Error::forbidden(text("Not you."));
        QTest::newRow("gone") << Error::leaseEnded(ended());
        QTest::newRow("conflict") << Error::conflict(text("Nothing is stopped."));
        QTest::newRow("withdrawn") << Error::withdrawn();
        QTest::newRow("outdated") << Error::outdated(text("Too late."), 19);
        QTest::newRow("a Thing's")
            << Error(Error::Kind::Failed, text("MotorError"), text("It broke."));
        QTest::newRow("cancelled")
            << Error(Error::Kind::Cancelled, text("InvocationCancelledError"), text("Cancelled."));
        QTest::newRow("broken") << Error::withdrawn().brokenBy(lockBreak());
        QTest::newRow("no lock") << Error(Error::Kind::Failed, text("FeatureNotEnabledError"),
                                          text("Off."), Error::Cause::LockDisabled);
        QTest::newRow("no form") << Error(Error::Kind::Failed, text("InvalidReturnValueError"),
                                          text("7."), Error::Cause::InvalidReturnValue);
    }
    void anErrorComesBackWithItsKindAndSentence()
    {
        QFETCH(const Error, error);
        const Problem sent = toProblem(error, 500, {});
        const auto problem = readProblem(toJson(sent));
        QVERIFY(problem);
        COMPARE_JSON(toJson(*problem), toJson(sent));
        const Error read = toError(*problem);
        QCOMPARE(read.kind(), error.kind());
        QCOMPARE(read.cause(), error.cause());
        QCOMPARE(read.title(), error.title());
        QCOMPARE(read.message(), error.message());
        QCOMPARE(bool(read.broken()), bool(error.broken()));
    }

    void aRefusalTellsWhoHasTheLock()
    {
        const Json json = toProblem(Error::busy(refusal()), 409, {}).extra;
        const Refusal read = readRefusal(json);
        COMPARE_JSON(toJson(read), json);
        QVERIFY(read.owner->principal == client());
        QCOMPARE(read.generation, quint64 {42});
        QCOMPARE(read.othersWaiting, 2);
        QCOMPARE(read.mode, LockMode::LocalOnly);
        QCOMPARE(read.retryAfter, refusal().retryAfter());
    }

    void aRefusalBecauseOfALeaseTellsHowItEnded()
    {
        const GlobalLockBusyError late(heldLock(), 0ms, 0, GlobalLockBusyError::Reason::LeaseEnded,
                                       {}, ended());
        const auto read = readEndedLease(toProblem(Error::busy(late), 410, {}).extra);
        QVERIFY(read);
        QCOMPARE(read->end, LeaseEnd::Broken);
        QVERIFY(read->by == person());
    }
};

HOLDFAST_GUILESS_TEST(TestProblem)

} // namespace tst_problem

#include "tst_problem.moc"
