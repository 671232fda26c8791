// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/reply.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>
#include <QThread>

#include <memory>
#include <thread>
#include <vector>

namespace tst_reply {

using namespace Holdfast;

//! Tests when and where an answer is delivered, and which receivers do not get it.
class TestReply : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void whatIsKnownIsToldAtOnce();
    void whatComesLaterIsToldByTheEventLoop();
    void whatCameInBetweenIsToldByTheEventLoop();
    void allCopiesAreTold();
    void nothingIsToldToWhoHasGone();
    void whoIsToldMayEndItsContext();
    void onlyTheFirstResultCounts();
    void anErrorIsAResult();
    void aWorkerWaits();
    void contextsMayGoWhileOthersFinish();
    void nothingIsKeptOnceAllIsTold();
};

void TestReply::whatIsKnownIsToldAtOnce()
{
    int told = 0;
    auto reply = Reply<int>::now(42);
    QVERIFY(reply.isFinished());
    reply.then(this, [&told](const Result<int> &result) { told = *result; });
    QCOMPARE(told, 42);
}

void TestReply::whatComesLaterIsToldByTheEventLoop()
{
    const ReplyPromise<int> promise;
    auto reply = promise.reply();
    int told = 0;
    const QThread *where = nullptr;
    reply.then(this, [&](const Result<int> &result) {
        told = *result;
        where = QThread::currentThread();
    });
    QVERIFY(!reply.isFinished());
    std::thread([promise] { promise.finish(42); }).join();
    QVERIFY(reply.isFinished());
    QCOMPARE(told, 0);
    QTRY_COMPARE(told, 42);
    QCOMPARE(where, thread());
}

void TestReply::whatCameInBetweenIsToldByTheEventLoop()
{
    ReplyDelivery delivery;
    delivery.finish();
    bool told = false;
    delivery.add(this, [&told] { told = true; });
    QVERIFY(!told);
    QTRY_VERIFY(told);
}

void TestReply::allCopiesAreTold()
{
    const ReplyPromise<int> promise;
    auto first = promise.reply();
    auto second = first;
    int told = 0;
    first.then(this, [&told](const Result<int> &) { ++told; });
    second.then(this, [&told](const Result<int> &) { ++told; });
    promise.finish(1);
    QTRY_COMPARE(told, 2);
}

void TestReply::nothingIsToldToWhoHasGone()
{
    const ReplyPromise<int> promise;
    bool told = false;
    {
        QObject before;
        promise.reply().then(&before, [&told](const Result<int> &) { told = true; });
    }
    auto after = std::make_unique<QObject>();
    promise.reply().then(after.get(), [&told](const Result<int> &) { told = true; });
    bool lives = false;
    promise.reply().then(this, [&lives](const Result<int> &) { lives = true; });
    promise.finish(1);
    after.reset();
    QTRY_VERIFY(lives);
    QVERIFY(!told);
}

void TestReply::whoIsToldMayEndItsContext()
{
    const ReplyPromise<int> promise;
    auto context = std::make_unique<QObject>();
    promise.reply().then(context.get(), [&context](const Result<int> &) { context.reset(); });
    promise.finish(1);
    QTRY_VERIFY(!context);
}

void TestReply::onlyTheFirstResultCounts()
{
    const ReplyPromise<int> promise;
    promise.finish(1);
    promise.finish(2);
    QCOMPARE(*promise.reply().wait(), 1);
}

void TestReply::anErrorIsAResult()
{
    const ReplyPromise<int> promise;
    promise.finish(Error::notFound(QStringLiteral("nowhere")));
    QCOMPARE(promise.reply().wait().error().message(), QStringLiteral("nowhere"));
}

void TestReply::aWorkerWaits()
{
    const ReplyPromise<int> promise;
    int found = 0;
    std::thread worker([&found, reply = promise.reply()]() mutable { found = *reply.wait(); });
    promise.finish(42);
    worker.join();
    QCOMPARE(found, 42);
}

void TestReply::contextsMayGoWhileOthersFinish()
{
    for (int round = 0; round < 500; ++round) {
        const ReplyPromise<int> promise;
        std::vector<std::unique_ptr<QObject>> contexts;
        int told = 0;
        for (int i = 0; i < 4; ++i) {
            contexts.push_back(std::make_unique<QObject>());
            promise.reply().then(contexts.back().get(), [&told](const Result<int> &) { ++told; });
        }
        std::thread worker([&promise] { promise.finish(1); });
        contexts.erase(contexts.begin(), contexts.begin() + 2);
        worker.join();
        QTRY_COMPARE(told, 2);
    }
}

void TestReply::nothingIsKeptOnceAllIsTold()
{
    auto kept = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = kept;
    bool told = false;
    {
        const ReplyPromise<std::shared_ptr<int>> promise;
        promise.reply().then(
            this, [&told](const Result<std::shared_ptr<int>> &result) { told = bool(*result); });
        promise.finish(std::exchange(kept, nullptr));
    }
    QVERIFY(!watched.expired());
    QTRY_VERIFY(told);
    QVERIFY(watched.expired());
}

HOLDFAST_GUILESS_TEST(TestReply)

} // namespace tst_reply

#include "tst_reply.moc"
