// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/instruments/remote/fakeupstream.h"
#include "tests/instruments/remote/remotebench.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_remoteserver {

using namespace Holdfast;

namespace {

const Json s_busy = {{"detail", "The global lock could not be acquired."},
                     {"type", nullptr},
                     {"status", 409},
                     {"title", "GlobalLockBusyError"},
                     {"instance", nullptr}};

FakeReply answer(int status, const Json &body)
{
    FakeReply reply;
    reply.status = status;
    reply.body = body;
    return reply;
}

} // namespace

//! Tests a server of LabThings' kind behind a station, with a server that does what a test says.
class TestRemoteServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_STATE_HOME", m_folder->path().toLocal8Bit());
    }

    void hostsEachThingOfTheServer()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        const FakeUpstream upstream;
        RemoteServerOptions options = RemoteBench::at(upstream.url());
        options.namePrefix = QStringLiteral("ofm_");
        const RemoteBench bench(options);
        QVERIFY(bench.station.things().find(QStringLiteral("ofm_stage")));
        QCOMPARE(bench.read("ofm_stage", "speed")->json, Json(100));
        QCOMPARE(bench.read("ofm_stage", "position")->json, Json({{"x", 1}, {"y", 2}}));
        QCOMPARE(bench.read("remote", "reachable")->json, Json(true));
        QCOMPARE(bench.fault("remote"), QString());
    }

    void sendsTheTokenOfTheServer()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        FakeUpstream upstream;
        Json stage = FakeUpstream::stage();
        stage["security"] = "token";
        stage["securityDefinitions"] = {{"token", {{"scheme", "bearer"}}}};
        upstream.describe({{"stage", stage}});
        RemoteServerOptions options = RemoteBench::at(upstream.url());
        {
            const RemoteBench without(options);
            QVERIFY2(without.fault("stage").contains(QStringLiteral("token_file")),
                     qPrintable(without.fault("stage")));
        }
        options.tokenFile = m_folder->filePath(QStringLiteral("token"));
        QFile file(options.tokenFile);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("abc\n");
        file.close();
        const RemoteBench bench(options);
        QCOMPARE(bench.fault("stage"), QString());
        QCOMPARE(bench.read("stage", "speed")->json, Json(100));
        for (const char *line : {"GET /stage/speed", "GET /thing_descriptions/"})
            QCOMPARE(upstream.header(line, "authorization"), QByteArray("Bearer abc"));
    }

    void leavesOutOnlyWhatCannotBeDescribed()
    {
        FakeUpstream upstream;
        Json stage = FakeUpstream::stage();
        // As pydantic describes a class that refers to itself.
        const Json node = {{"type", "object"},
                           {"properties", {{"child", {{"$ref", "#/$defs/Node"}}}}}};
        stage["properties"]["tree"] = {{"$ref", "#/$defs/Node"}, {"$defs", {{"Node", node}}}};
        upstream.describe({{"stage", stage}});
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("'tree' is left out: .*itself")));
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        QCOMPARE(bench.fault("stage"), QString());
        QCOMPARE(bench.read("stage", "speed")->json, Json(100));
        QVERIFY(!bench.read("stage", "tree"));
    }

    void hasTheEventsOfTheServer()
    {
        FakeUpstream upstream;
        Json stage = FakeUpstream::stage();
        stage["events"]["bumped"] = {{"title", "Bumped"}, {"data", {{"type", "integer"}}}};
        upstream.describe({{"stage", stage}});
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const EventAffordance *event =
            bench.client.affordances(u"stage")->event(QStringLiteral("bumped"));
        QVERIFY(event);
        QCOMPARE(event->title, QStringLiteral("Bumped"));
        QCOMPARE(event->data.type, DataSchema::Type::Integer);
    }

    void leavesOutWhatIsNotWanted()
    {
        const FakeUpstream upstream;
        RemoteServerOptions options = RemoteBench::at(upstream.url());
        QCOMPARE(options.leaveOut, QStringList {QStringLiteral("global_lock")});
        options.leaveOut = {QStringLiteral("stage")};
        const RemoteBench bench(options);
        QVERIFY(!bench.station.things().find(QStringLiteral("stage")));
    }

    void writesThere()
    {
        FakeUpstream upstream;
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        QVERIFY(bench.write("stage", "speed", 42));
        QCOMPARE(upstream.body("PUT /stage/speed"), Json(42));
        // What does not fit the description is refused here.
        const auto refused = bench.write("stage", "speed", 4200);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind(), Error::Kind::Invalid);
        QCOMPARE(upstream.count("PUT /stage/speed"), 1);
    }

    void resetsToTheDefault()
    {
        FakeUpstream upstream;
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        QVERIFY(bench.client.reset(QStringLiteral("stage"), QStringLiteral("speed")).wait());
        QCOMPARE(upstream.body("PUT /stage/speed"), Json(100));
    }

    void holdsTheLockWhileItWrites()
    {
        FakeUpstream upstream;
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const auto hold = bench.station.lock()->acquire(QStringLiteral("another operation"));
        const auto refused = bench.write("stage", "speed", 42);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind(), Error::Kind::Busy);
        QCOMPARE(upstream.count("PUT /stage/speed"), 0);
    }

    void translatesRefusals_data()
    {
        QTest::addColumn<FakeReply>("reply");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("part");
        QTest::newRow("its lock is busy")
            << answer(409, s_busy) << Error::Kind::Busy << "GlobalLockBusyError"
            << "The global lock could not be acquired: a client that uses http://127.0.0.1:";
        QTest::newRow("the value is wrong")
            << answer(422, Json::parse(R"({"detail": [{"type": "less_than", "loc": ["body"],
                               "msg": "Input should be less than 3", "input": 4}]})"))
            << Error::Kind::Invalid << "ValidationError"
            << "Input should be less than 3";
        QTest::newRow("its code has failed")
            << answer(500, {{"detail", "the motor burns"}, {"title", "RuntimeError"}})
            << Error::Kind::Failed << "RuntimeError"
            << "the motor burns";
        QTest::newRow("a page") << answer(500, {}) << Error::Kind::Failed << "UpstreamError"
                                << "answered 500";
        QTest::newRow("no property")
            << answer(404, {{"detail", "Not Found"}}) << Error::Kind::Failed << "UpstreamError"
            << "Not Found";
        QTest::newRow("the connection is closed")
            << FakeReply::drop() << Error::Kind::Failed << "UpstreamError"
            << "cannot be reached";
    }

    void translatesRefusals()
    {
        QFETCH(const FakeReply, reply);
        QFETCH(const Error::Kind, kind);
        FakeUpstream upstream;
        upstream.tell("PUT /stage/speed", {reply});
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const auto refused = bench.write("stage", "speed", 42);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind(), kind);
        QTEST(refused.error().title(), "title");
        QFETCH(const QString, part);
        QVERIFY2(refused.error().message().contains(part), qPrintable(refused.error().message()));
    }

    void doesNotSendAnActionTwice()
    {
        FakeUpstream upstream;
        upstream.tell("POST /stage/move", {FakeReply::drop()});
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        QCOMPARE(bench.run("move").state, InvocationState::Error);
        QCOMPARE(upstream.count("POST /stage/move"), 1);
    }

    void runsAnActionToItsEnd()
    {
        FakeUpstream upstream;
        const Json line = {{"message", "half way"},
                           {"levelname", "INFO"},
                           {"created", "2026-11-23T17:15:23.286791Z"}};
        upstream.tell("POST /stage/move", upstream.invocation("pending"), 201);
        upstream.tell(
            "GET " + FakeUpstream::path(),
            {answer(200, upstream.invocation("running", {{"progress", 50.0}})),
             answer(200, upstream.invocation("completed",
                                             {{"output", 7}, {"log", Json::array({line})}}))});
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const InvocationRecord record = bench.run("move");
        QCOMPARE(record.state, InvocationState::Completed);
        QCOMPARE(record.output->json, Json(7));
        QCOMPARE(record.progress->percent, 50.0);
        QCOMPARE(record.log.size(), 1);
        QCOMPARE(record.log.first().message, QStringLiteral("half way"));
        QCOMPARE(upstream.body("POST /stage/move"), Json({{"x", 7}})); // with the default filled in
    }

    void endsAsTheActionEnds_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<Json>("problem");
        QTest::addColumn<InvocationState>("state");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("cancelled there") << QByteArray("cancelled") << Json()
                                         << InvocationState::Cancelled << Error::Kind::Cancelled;
        QTest::newRow("failed") << QByteArray("error")
                                << Json {{"detail", "it burns"}, {"title", "RuntimeError"}}
                                << InvocationState::Error << Error::Kind::Failed;
        QTest::newRow("refused by its lock")
            << QByteArray("error") << s_busy << InvocationState::Error << Error::Kind::Busy;
    }

    void endsAsTheActionEnds()
    {
        QFETCH(const QByteArray, status);
        QFETCH(const Json, problem);
        FakeUpstream upstream;
        upstream.tell("POST /stage/move", upstream.invocation(status, {{"error", problem}}), 201);
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const InvocationRecord record = bench.run("move");
        QTEST(record.state, "state");
        QVERIFY(record.error);
        QFETCH(const Error::Kind, kind);
        QCOMPARE(record.error->kind(), kind);
    }

    void cancelsThere()
    {
        FakeUpstream upstream;
        upstream.tell("POST /stage/move", upstream.invocation("running"), 201);
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("running"));
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const QUuid id = bench.begin("move");
        WAIT_UNTIL(upstream.count("GET " + FakeUpstream::path()) > 0);
        QVERIFY(bench.client.cancel(id));
        WAIT_UNTIL(upstream.count("DELETE " + FakeUpstream::path()) == 1);
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("cancelled"));
        QCOMPARE(bench.ended(id).state, InvocationState::Cancelled);
        QCOMPARE(upstream.count("DELETE " + FakeUpstream::path()), 1);
    }

    void aJogHoldsTheLockUntilItsClientIsSilent()
    {
        FakeUpstream upstream;
        // As OpenFlexure answers: at once, and goes on moving.
        upstream.tell("POST /stage/jog", upstream.invocation("completed"), 201);
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("completed"));
        RemoteBench bench(RemoteBench::at(upstream.url()));
        const QUuid id = bench.begin("jog", {{"x", 10}});
        QCOMPARE(bench.begin("jog", {{"x", 20}}), id);
        const Session other(bench.station, Principal::client(QStringLiteral("other"), {}));
        const auto refused =
            other.invoke(QStringLiteral("stage"), QStringLiteral("jog"), {{"x", -10}});
        QVERIFY(!refused);
        QVERIFY(refused.error().busy());
        QCOMPARE(bench.ended(id).state, InvocationState::Completed);
        QVERIFY(upstream.count("POST /stage/jog") >= 2);
        QCOMPARE(upstream.body("POST /stage/jog")["stop"], Json(true));
        QCOMPARE(bench.station.lock()->status().generation, 1U);
        QVERIFY(!bench.station.lock()->status().isHeld());
    }

    void aJogEndsWhenItsClientSaysSo()
    {
        FakeUpstream upstream;
        // As another Holdfast answers: with the same invocation, until it is over.
        upstream.tell("POST /stage/jog", upstream.invocation("running"), 201);
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("running"));
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const QUuid id = bench.begin("jog", {{"x", 10}});
        WAIT_UNTIL(upstream.count("GET " + FakeUpstream::path()) > 0);
        QCOMPARE(bench.begin("jog", {{"stop", true}}), id);
        WAIT_UNTIL(upstream.body("POST /stage/jog")["stop"] == Json(true));
        QVERIFY2(bench.station.lock()->status().isHeld(), "the stage still moves there");
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("completed"));
        QCOMPARE(bench.ended(id).state, InvocationState::Completed);
    }

    void aJogThatIsCancelledStopsTheStage()
    {
        FakeUpstream upstream;
        upstream.tell("POST /stage/jog", upstream.invocation("running"), 201);
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("running"));
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const QUuid id = bench.begin("jog", {{"x", 10}});
        WAIT_UNTIL(upstream.count("POST /stage/jog") >= 1);
        QVERIFY(bench.client.cancel(id));
        QCOMPARE(bench.ended(id).state, InvocationState::Cancelled);
        QCOMPARE(upstream.body("POST /stage/jog")["stop"], Json(true));
    }

    void aJogThatIsRefusedStopsNoOtherClient()
    {
        FakeUpstream upstream;
        upstream.tell("POST /stage/jog", s_busy, 409);
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const InvocationRecord record = bench.run("jog", {{"x", 10}});
        QCOMPARE(record.state, InvocationState::Error);
        QCOMPARE(record.error->kind(), Error::Kind::Busy);
        QCOMPARE(upstream.count("POST /stage/jog"), 1);
    }

    void stopsThere()
    {
        FakeUpstream upstream;
        upstream.tell("POST /stage/move", upstream.invocation("running"), 201);
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("running"));
        upstream.tell("POST /stage/jog", upstream.invocation("pending"), 201);
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const QUuid id = bench.begin("move");
        WAIT_UNTIL(upstream.count("GET " + FakeUpstream::path()) > 0);
        const auto report = bench.client.stop().wait();
        QVERIFY(report);
        for (const StopReport::Entry &entry : report->things)
            QCOMPARE(entry.outcome, StopReport::Outcome::Stopped);
        QVERIFY(upstream.count("DELETE " + FakeUpstream::path()) >= 1);
        QCOMPARE(upstream.body("POST /stage/jog"), Json({{"stop", true}}));
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("cancelled"));
        QCOMPARE(bench.ended(id).state, InvocationState::Cancelled);
    }

    void stopsWhatOthersHaveBegun()
    {
        FakeUpstream upstream;
        upstream.tell("POST /stage/jog", upstream.invocation("pending"), 201);
        upstream.tell("GET /action_invocations", Json::array({upstream.invocation("running")}));
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        QVERIFY(bench.client.stop().wait());
        QCOMPARE(upstream.count("DELETE " + FakeUpstream::path()), 1);
    }

    void saysThatAStopWasNotConfirmed()
    {
        FakeUpstream upstream;
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        upstream.tell("POST /stage/jog", {FakeReply::hang()});
        const auto report = bench.client.stop().wait();
        QVERIFY(report);
        for (const StopReport::Entry &entry : report->things) {
            if (entry.thing == QLatin1String("stage")) {
                QCOMPARE(entry.outcome, StopReport::Outcome::Failed);
                QVERIFY2(entry.message.contains(QStringLiteral("has not confirmed")),
                         qPrintable(entry.message));
            }
        }
    }

    void isAFaultWhileTheServerIsGone()
    {
        FakeUpstream upstream;
        upstream.tell("POST /stage/move", upstream.invocation("running"), 201);
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("running"));
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const QUuid id = bench.begin("move");
        WAIT_UNTIL(upstream.count("GET " + FakeUpstream::path()) > 0);
        upstream.vanish();
        const InvocationRecord record = bench.ended(id);
        QCOMPARE(record.state, InvocationState::Error);
        QVERIFY2(record.error->message().contains(QStringLiteral("cannot be reached")),
                 qPrintable(record.error->message()));
        WAIT_UNTIL(!bench.fault("stage").isEmpty() && !bench.fault("remote").isEmpty());
        QVERIFY(!bench.read("stage", "speed"));
        QCOMPARE(bench.read("remote", "reachable")->json, Json(false));

        // What was left running is cancelled when the server is there again.
        upstream.comeBack();
        WAIT_UNTIL(bench.fault("stage").isEmpty() && bench.fault("remote").isEmpty());
        WAIT_UNTIL(upstream.count("DELETE " + FakeUpstream::path()) == 1);
        QVERIFY(bench.read("stage", "speed"));
    }

    void isAFaultWhileTheServerHangs()
    {
        FakeUpstream upstream;
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        upstream.tell("GET /action_invocations", {FakeReply::hang()});
        upstream.tell("GET /stage/speed", {FakeReply::hang()});
        const auto hung = bench.read("stage", "speed");
        QVERIFY(!hung);
        QVERIFY2(hung.error().message().contains(QStringLiteral("it does not answer")),
                 qPrintable(hung.error().message()));
        WAIT_UNTIL(bench.fault("stage").contains(QStringLiteral("does not answer")));
        // Then no request waits for it any more.
        const qsizetype before = upstream.count("GET /stage/speed");
        QVERIFY(!bench.read("stage", "speed"));
        QCOMPARE(upstream.count("GET /stage/speed"), before);
        upstream.tell("GET /action_invocations", Json::array());
        WAIT_UNTIL(bench.fault("stage").isEmpty());
    }

    void asksForARestartWhenTheServerHasOtherThings()
    {
        FakeUpstream upstream;
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        upstream.vanish();
        WAIT_UNTIL(!bench.fault("stage").isEmpty());
        Json other = FakeUpstream::stage();
        other["properties"].erase("position");
        upstream.describe({{"stage", other}});
        upstream.comeBack();
        WAIT_UNTIL(bench.fault("stage").contains(QStringLiteral("Restart Holdfast")));
        QVERIFY(bench.fault("remote").contains(QStringLiteral("Restart Holdfast")));
        QCOMPARE(bench.read("stage", "speed")->json, Json(100));
    }

    void hostsWhatItKnowsFromAnEarlierStart()
    {
        FakeUpstream upstream;
        {
            const RemoteBench bench(RemoteBench::at(upstream.url()));
        }
        upstream.vanish();
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        QVERIFY(bench.station.things().find(QStringLiteral("stage")));
        WAIT_UNTIL(bench.fault("stage").contains(QStringLiteral("cannot be used")));
        upstream.comeBack();
        WAIT_UNTIL(bench.fault("stage").isEmpty());
        QCOMPARE(bench.read("stage", "speed")->json, Json(100));
    }

    void startsWithoutAServerThatItHasNeverSeen()
    {
        FakeUpstream upstream;
        upstream.vanish();
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        WAIT_UNTIL(bench.fault("remote").contains(QStringLiteral("Then restart Holdfast")));
        upstream.comeBack();
        WAIT_UNTIL(bench.fault("remote").contains(QStringLiteral("Restart Holdfast, so that")));
    }

    void showsWhatOthersDoThere()
    {
        FakeUpstream upstream;
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        upstream.tell("GET /action_invocations", Json::array({upstream.invocation("running")}));
        WAIT_UNTIL(bench.read("remote", "direct_use")->json == Json("stage.move"));
        upstream.tell("GET /action_invocations", Json::array({upstream.invocation("completed")}));
        WAIT_UNTIL(bench.read("remote", "direct_use")->json == Json(""));
    }

    void doesNotTakeItsOwnActionsForThoseOfOthers()
    {
        FakeUpstream upstream;
        upstream.tell("POST /stage/move", upstream.invocation("running"), 201);
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("running"));
        upstream.tell("GET /action_invocations", Json::array({upstream.invocation("running")}));
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const QUuid id = bench.begin("move");
        const qsizetype before = upstream.count("GET /action_invocations");
        WAIT_UNTIL(upstream.count("GET /action_invocations") > before + 2);
        QCOMPARE(bench.read("remote", "direct_use")->json, Json(""));
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("completed"));
        bench.ended(id);
    }

    void noticesThatTheServerHasNoLock()
    {
        FakeUpstream upstream;
        upstream.tell("POST /stage/move", upstream.invocation("running"), 201);
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("running"));
        const Json foreign = upstream.invocation(
            "running", {{"id", "19a17661-e93e-4da2-9f9a-ee8e89338e2b"}, {"action", "/stage/grab"}});
        upstream.tell("GET /action_invocations",
                      Json::array({upstream.invocation("running"), foreign}));
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const QUuid id = bench.begin("move");
        WAIT_UNTIL(bench.read("remote", "upstream_lock")->json == Json("off"));
        upstream.tell("GET " + FakeUpstream::path(), upstream.invocation("completed"));
        bench.ended(id);
    }

    void fetchesBlobs()
    {
        FakeUpstream upstream;
        const Json blob = {{"href", toUtf8String(upstream.url()) + "/blob/1"},
                           {"media_type", "application/json"},
                           {"rel", "output"},
                           {"description", "a picture"}};
        upstream.tell("GET /blob/1", {{"pixels", 3}});
        upstream.tell("POST /stage/grab",
                      upstream.invocation("completed", {{"output", {{"picture", blob}}}}), 201);
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        const InvocationRecord record = bench.run("grab");
        QCOMPARE(record.state, InvocationState::Completed);
        QCOMPARE(record.output->blobs.size(), 1);
        QCOMPARE(record.output->blobs.first().data(), QByteArray(R"({"pixels":3})"));
        QCOMPARE(record.output->json["picture"]["href"],
                 Json(blobPath(record.output->blobs.first().id())));
        QCOMPARE(upstream.count("GET /blob/1"), 1);
    }

    void failsWhenABlobIsGone()
    {
        FakeUpstream upstream;
        const Json blob = {{"href", "/blob/1"}, {"media_type", "image/png"}};
        upstream.tell("POST /stage/grab", upstream.invocation("completed", {{"output", blob}}),
                      201);
        const RemoteBench bench(RemoteBench::at(upstream.url()));
        QCOMPARE(bench.run("grab").state, InvocationState::Error);
    }

    void publishesWhatChanges()
    {
        FakeUpstream upstream;
        RemoteBench bench(RemoteBench::at(upstream.url()));
        std::mutex mutex;
        QStringList told;
        Thing *stage = bench.station.things().find(QStringLiteral("stage"));
        const QMetaObject::Connection listening = connect(
            stage, &Thing::runtimePropertyChanged, stage,
            [&](const QString &name, const Json &value) {
                const std::lock_guard lock(mutex);
                told << name + u'=' + QString::fromUtf8(toBytes(value));
            },
            Qt::DirectConnection);
        const auto heard = [&](const char *line) {
            const std::lock_guard lock(mutex);
            return told.contains(QString::fromLatin1(line));
        };
        // Without a listener of the station nothing is asked for; a write is told in any case.
        QVERIFY(bench.write("stage", "speed", 42));
        WAIT_UNTIL(heard("speed=100"));
        WAIT_UNTIL(upstream.count("GET /action_invocations") > 4);
        QCOMPARE(upstream.count("GET /stage/position"), 0);
        class Listener : public StationListener
        {
        };
        const auto listener = std::make_shared<Listener>();
        bench.station.events().add(listener);
        upstream.tell("GET /stage/position", {{"x", 5}, {"y", 6}});
        WAIT_UNTIL(heard(R"(position={"x":5,"y":6})"));
        disconnect(listening);
    }

    void refusesWrongOptions_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("part");
        QTest::newRow("no address") << ""
                                    << ""
                                    << "The option url";
        QTest::newRow("another protocol") << "ftp://lab"
                                          << ""
                                          << "The option url";
        QTest::newRow("a prefix with a slash at its end") << "http://lab:5000"
                                                          << "/api/"
                                                          << "The option prefix";
    }

    void refusesWrongFingerprints_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("fingerprint");
        QTest::addColumn<QString>("part");
        QTest::newRow("none") << "https://lab:5000"
                              << "AB:CD"
                              << "64 hexadecimal digits";
        QTest::newRow("without TLS")
            << "http://lab:5000" << QString(64, u'a') << "needs an address with https";
        QTest::newRow("a good one") << "https://lab:5000" << QString(64, u'a') << "";
    }

    void refusesWrongFingerprints()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, fingerprint);
        QFETCH(const QString, part);
        RemoteServerOptions options;
        options.url = url;
        options.fingerprint = fingerprint;
        QString message;
        try {
            options.check();
        } catch (const ThingError &error) {
            message = error.message();
        }
        QCOMPARE(message.isEmpty(), part.isEmpty());
        QVERIFY2(message.contains(part), qPrintable(message));
        QCOMPARE(options.certificate().isSet(), fingerprint.size() == 64);
    }

    void refusesWrongOptions()
    {
        QFETCH(const QString, part);
        RemoteServerOptions options;
        QFETCH(const QString, url);
        QFETCH(const QString, prefix);
        options.url = url;
        options.prefix = prefix;
        try {
            options.check();
            QFAIL("It was accepted.");
        } catch (const ThingError &error) {
            QVERIFY2(error.message().contains(part), qPrintable(error.message()));
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

HOLDFAST_GUILESS_TEST(TestRemoteServer)

} // namespace tst_remoteserver

#include "tst_remoteserver.moc"
