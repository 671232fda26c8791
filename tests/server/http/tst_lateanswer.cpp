// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/lateanswer.h"
#include "tests/program/testprogram.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/http/testserver.h"

#include <QPointer>
#include <QRegularExpression>
#include <QTest>

namespace tst_lateanswer {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr int s_patience = 20'000;
const QByteArray s_request = "GET /wait HTTP/1.1\r\nHost: lab\r\n\r\n";

Response text(const QByteArray &body)
{
    return {200, "text/plain", {}, body};
}

//! Gives the answer when it is told to, as an observation does.
struct Observer
{
    std::function<void()> tell;
};

} // namespace

// Tests answers that come later than their requests.
class LateAnswerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_server = std::make_unique<TestServer>();
        m_prepare = [](LateAnswer &) {};
        m_owner = m_server->run([] { return new QObject; });
        m_server->add(
            Method::Get, QStringLiteral("/wait"),
            [this](const Request &, const Router::Captures &, const Responder &responder) {
                m_answer = new LateAnswer(responder, m_owner);
                m_prepare(*m_answer);
            });
    }
    void cleanup()
    {
        m_server->run([this] { delete m_owner; });
        m_server.reset();
    }

    void answersWhenItIsGiven();
    void onlyTheFirstAnswerCounts();
    void answersAfterItsTime();
    void endsWithTheAnswerAndNotWithItsTime();
    void answersAClientThatFinishesOnlyIfToldTo_data();
    void answersAClientThatFinishesOnlyIfToldTo();
    void goesWithItsClient();
    void whatIsKeptMayGiveTheAnswer();
    void theClosingServerAnswersAllThatWait();
    void anAnswerOfItsOwnIsGivenAtTheClosing();

private:
    bool isWaiting()
    {
        return m_server->run([this] { return m_answer != nullptr; });
    }

    std::unique_ptr<TestServer> m_server;
    // Used in the server's thread.
    QObject *m_owner = nullptr;
    QPointer<LateAnswer> m_answer;
    std::function<void(LateAnswer &)> m_prepare;
};

void LateAnswerTest::answersWhenItIsGiven()
{
    RawClient client(m_server->port());
    client.send(s_request);
    QVERIFY(client.isSilent(50ms));
    m_server->run([this] { m_answer->give(text("now")); });
    QCOMPARE(client.reply().body, "now");
    QTRY_VERIFY_WITH_TIMEOUT(!isWaiting(), s_patience);
}

void LateAnswerTest::onlyTheFirstAnswerCounts()
{
    RawClient client(m_server->port());
    client.send(s_request);
    QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), s_patience);
    m_server->run([this] {
        m_answer->give(text("first"));
        m_answer->give(text("second"));
    });
    QCOMPARE(client.reply().body, "first");
    QVERIFY(client.isSilent(50ms));
}

void LateAnswerTest::answersAfterItsTime()
{
    m_prepare = [](LateAnswer &answer) {
        answer.answerAfter(1ms, [] { return text("the time is over"); });
    };
    RawClient client(m_server->port());
    client.send(s_request);
    QCOMPARE(client.reply().body, "the time is over");
    QTRY_VERIFY_WITH_TIMEOUT(!isWaiting(), s_patience);
}

void LateAnswerTest::endsWithTheAnswerAndNotWithItsTime()
{
    int made = 0;
    const auto kept = std::make_shared<int>(0);
    m_prepare = [&](LateAnswer &answer) {
        answer.keep(kept);
        answer.answerAfter(24h, [&made] {
            ++made;
            return Response::noContent();
        });
    };
    RawClient client(m_server->port());
    client.send(s_request);
    QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), s_patience);
    QCOMPARE(kept.use_count(), 2L);
    m_server->run([this] { m_answer->give(text("now")); });
    QCOMPARE(client.reply().body, "now");
    QTRY_VERIFY_WITH_TIMEOUT(!isWaiting(), s_patience);
    QCOMPARE(kept.use_count(), 1L);
    QCOMPARE(made, 0);
}

void LateAnswerTest::answersAClientThatFinishesOnlyIfToldTo_data()
{
    QTest::addColumn<bool>("isTold");
    QTest::newRow("told to") << true;
    QTest::newRow("not told to") << false;
}

void LateAnswerTest::answersAClientThatFinishesOnlyIfToldTo()
{
    QFETCH(const bool, isTold);
    m_prepare = [isTold](LateAnswer &answer) {
        if (isTold)
            answer.answerOnceFinished(&Response::noContent);
    };
    RawClient client(m_server->port());
    client.finishWith(s_request);
    if (!isTold) {
        QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), s_patience);
        QVERIFY(client.isSilent(50ms));
        m_server->run([this] { m_answer->give(text("now")); });
    }
    QCOMPARE(client.reply().status, isTold ? 204 : 200);
    QVERIFY(client.isClosed());
}

void LateAnswerTest::goesWithItsClient()
{
    const auto kept = std::make_shared<int>(0);
    m_prepare = [&kept](LateAnswer &answer) { answer.keep(kept); };
    RawClient client(m_server->port());
    client.send(s_request);
    QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), s_patience);
    client.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!isWaiting(), s_patience);
    QCOMPARE(kept.use_count(), 1L);
}

void LateAnswerTest::whatIsKeptMayGiveTheAnswer()
{
    std::weak_ptr<Observer> observer;
    m_prepare = [&observer](LateAnswer &answer) {
        auto kept = std::make_shared<Observer>();
        kept->tell = [&answer] { answer.give(text("observed")); };
        observer = kept;
        answer.keep(std::move(kept));
    };
    RawClient client(m_server->port());
    client.send(s_request);
    QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), s_patience);
    m_server->run([&] {
        // The only other owner is the answer, which must not destroy it now.
        const Observer *raw = observer.lock().get();
        raw->tell();
        QVERIFY(!observer.expired());
    });
    QCOMPARE(client.reply().body, "observed");
    QTRY_VERIFY_WITH_TIMEOUT(observer.expired(), s_patience);
}

void LateAnswerTest::theClosingServerAnswersAllThatWait()
{
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_server->port()));
        clients.back()->send(s_request);
        QVERIFY(clients.back()->isSilent(20ms));
    }
    m_server->run([this] {
        QCOMPARE(m_owner->children().size(), 5);
        const QObject other;
        LateAnswer::closeAll(&other);
        LateAnswer::closeAll(m_owner);
    });
    for (const auto &client : clients) {
        const RawReply reply = client->reply();
        QCOMPARE(reply.status, 503);
        QVERIFY(reply.body.contains("shutting down"));
    }
}

void LateAnswerTest::anAnswerOfItsOwnIsGivenAtTheClosing()
{
    m_prepare = [](LateAnswer &answer) {
        answer.answerAtClosing([] { return text("what there is"); });
    };
    RawClient client(m_server->port());
    client.send(s_request);
    QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), s_patience);
    m_server->run([this] { LateAnswer::closeAll(m_owner); });
    QCOMPARE(client.reply().body, "what there is");
}

HOLDFAST_GUILESS_TEST(LateAnswerTest)

} // namespace tst_lateanswer

#include "tst_lateanswer.moc"
