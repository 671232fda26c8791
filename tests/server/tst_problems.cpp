// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/problems.h"
#include "core/thing/thingerror.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_problems {

using namespace Holdfast;
using Reason = GlobalLockBusyError::Reason;

namespace {

Error refused(Reason reason)
{
    return Error::busy(GlobalLockBusyError(LockStatus(), {}, 0, reason));
}

template<typename Exception>
Error thrown(const Exception &exception)
{
    return Error::fromException(std::make_exception_ptr(exception));
}

} // namespace

//! Which error is which problem over HTTP.
class TestProblems : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachErrorHasItsStatusAndType_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("mayBeTriedAgain");
        const auto row = [](const char *name, const Error &error, int status,
                            const QString &type = {}, bool again = false) {
            QTest::newRow(name) << error << status << type << again;
        };
        const QString text = QStringLiteral("No.");
        row("not found", Error::notFound(text), 404);
        row("not allowed", Error::notAllowed(text), 405);
        row("invalid", Error::invalid({}), 422);
        row("unavailable", Error::unavailable(text), 503);
        row("forbidden", Error::forbidden(text), 403);
        row("gone", Error::leaseEnded({}), 410);
        row("conflict", Error::conflict(text), 409);
        row("outdated", Error::outdated(text, 7), 412);
        row("withdrawn", Error::withdrawn(), 503);
        row("failed", Error(Error::Kind::Failed, QStringLiteral("MotorError"), text), 500);
        row("cancelled", thrown(InvocationCancelled()), 500, invocationCancelledType);
        row("a lock that is switched off", thrown(GlobalLockDisabledError()), 500,
            typeLike("FeatureNotEnabledError"));
        row("a value without a form", thrown(InvalidReturnValueError("7")), 500,
            typeLike("InvalidReturnValueError"));
        row("a Thing's error of such a name",
            thrown(ThingError(QStringLiteral("InvalidReturnValueError"), text)), 500);
        row("busy", refused(Reason::Busy), 409, globalLockBusyType, true);
        row("closed", refused(Reason::Closed), 503, globalLockBusyType, true);
        row("too many", refused(Reason::TooManyOfClient), 429, globalLockBusyType, true);
        row("local only", refused(Reason::LocalOnly), 409, globalLockBusyType, true);
        row("stopped", refused(Reason::Stopped), 409, globalLockBusyType, true);
        row("broken", refused(Reason::Broken), 409, globalLockBusyType, true);
        row("full", refused(Reason::QueueFull), 503, globalLockBusyType, true);
        row("a withdrawn place", refused(Reason::Withdrawn), 409, globalLockBusyType, true);
        row("a lease that ended", refused(Reason::LeaseEnded), 410, globalLockBusyType);
        row("another generation", refused(Reason::OtherGeneration), 412, globalLockBusyType);
    }
    void eachErrorHasItsStatusAndType()
    {
        QFETCH(const Error, error);
        QFETCH(const int, status);
        QFETCH(const QString, type);
        QFETCH(const bool, mayBeTriedAgain);
        const Problem problem = problemOf(error);
        QCOMPARE(problem.status, status);
        QCOMPARE(problem.type, type);
        QCOMPARE(problem.title, error.title());
        QCOMPARE(problem.detail, error.message());
        QCOMPARE(retryAfter(error).has_value(), mayBeTriedAgain);
    }

private:
    static QString typeLike(const char *name)
    {
        return QString(globalLockBusyType)
            .replace(QStringLiteral("GlobalLockBusyError"), QString::fromLatin1(name));
    }
};

HOLDFAST_GUILESS_TEST(TestProblems)

} // namespace tst_problems

#include "tst_problems.moc"
