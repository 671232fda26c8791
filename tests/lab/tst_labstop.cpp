// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/view/labstop.h"
#include "core/wire/stopjson.h"
#include "tests/client/fakelockserver.h"
#include "tests/lab/labstatussamples.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

namespace tst_labstop {

using namespace Holdfast;
using namespace LabSamples;
using Kind = LabStopOutcome::Kind;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long
const QByteArray s_stop = "POST /stop";

FakeReply answer(int status, const Json &body)
{
    return {status, body, {}, FakeReply::Kind::Answer};
}

FakeReply stopped(StopReport::Outcome outcome = StopReport::Outcome::Stopped)
{
    return answer(200, toJson(StopReport {.by = person("ann"),
                                          .at = at(1),
                                          .latched = true,
                                          .things = {{text("stage"), outcome, {}}}}));
}

LabStopTarget target(const char *station, const FakeLockServer &server)
{
    return {.station = text(station), .url = server.url().toString(), .token = "secret"};
}

} // namespace

//! The stop of all stations of a lab.
class TestLabStop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void asksAllStationsAtTheSameTime()
    {
        FakeLockServer hangs;
        FakeLockServer late;
        FakeLockServer good;
        hangs.tell(s_stop, {FakeReply::hang()});
        late.tell(s_stop, {stopped(StopReport::Outcome::Late)});
        good.tell(s_stop, {stopped()});
        LabStop stop({target("hangs", hangs), target("late", late), target("good", good)},
                     {text("ann"), text("test/1")});
        const QSignalSpy finished(&stop, &LabStop::finished);
        QSignalSpy answered(&stop, &LabStop::answered);
        stop.start(text("fire"));
        // The one that hangs is asked first, and delays no other.
        QTRY_COMPARE_WITH_TIMEOUT(stop.outcomes().size(), 2, s_limit);
        QCOMPARE(hangs.count(s_stop), 1);
        QVERIFY(!stop.isFinished());
        QCOMPARE(stop.outcomes()[0].station, text("late"));
        QCOMPARE(stop.outcomes()[0].kind, Kind::NotYet);
        QVERIFY(stop.outcomes()[0].problem.contains(text("stage")));
        QCOMPARE(stop.outcomes()[1].kind, Kind::Stopped);
        QVERIFY(stop.outcomes()[1].report && stop.outcomes()[1].report->latched);
        QVERIFY(toJson(stop.outcomes()[1])["report"]["latched"].get<bool>());
        QCOMPARE(toQString(toJson(stop.outcomes()[0])["outcome"].get<std::string>()),
                 text("not_yet"));
        const FakeRequest asked = good.requests(s_stop).first();
        QCOMPARE(asked.headers["authorization"], QByteArray("Bearer secret"));
        QCOMPARE(toQString(asked.body["reason"].get<std::string>()), text("fire"));
        hangs.vanish();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, s_limit);
        QCOMPARE(stop.outcomes()[0].kind, Kind::Unreachable);
        QVERIFY(!stop.outcomes()[0].problem.isEmpty());
        QCOMPARE(answered.size(), 3);
    }

    void saysWhatCameOfEach()
    {
        FakeLockServer refuses;
        refuses.tell(s_stop, {answer(401, Json {{"detail", "A token is needed."}})});
        FakeLockServer odd;
        odd.tell(s_stop, {answer(200, Json {{"hello", 1}})});
        FakeLockServer gone;
        const LabStopTarget away = target("gone", gone);
        gone.vanish();
        LabStop stop(
            {target("refuses", refuses),
             target("odd", odd),
             away,
             {.station = text("unknown")},
             {.station = text("strange"), .url = text("file:///etc/passwd")},
             {.station = text("forged"), .url = text("https://a"), .fingerprint = text("5E")}},
            {text("ann"), text("test/1")});
        const QSignalSpy finished(&stop, &LabStop::finished);
        stop.start({});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, s_limit);
        const QList<LabStopOutcome> outcomes = stop.outcomes();
        QCOMPARE(outcomes[0].kind, Kind::Refused);
        QCOMPARE(outcomes[0].problem, text("A token is needed."));
        QCOMPARE(outcomes[1].kind, Kind::Refused);
        QCOMPARE(outcomes[2].kind, Kind::Unreachable);
        for (qsizetype i = 3; i < outcomes.size(); ++i) {
            QCOMPARE(outcomes[i].kind, Kind::NoAddress);
            QVERIFY(!outcomes[i].problem.isEmpty());
        }
    }

    void anEmptyLabIsStoppedAtOnce()
    {
        LabStop stop({}, {text("ann"), text("test/1")});
        const QSignalSpy finished(&stop, &LabStop::finished);
        stop.start({});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, s_limit);
    }

    void knowsWhereTheStationsAre()
    {
        const QList<LabStopTarget> targets = LabStopTarget::of(labStatus(situation()), "t");
        QCOMPARE(targets.size(), 4);
        QCOMPARE(targets[0].station, text("arm-1"));
        QVERIFY(targets[0].url.isEmpty());
        QCOMPARE(targets[3].url, text("https://10.0.0.3:5000"));
        QCOMPARE(targets[3].fingerprint, text("5E:0B"));
        QCOMPARE(targets[3].token, QByteArray("t"));
    }
};

HOLDFAST_GUILESS_TEST(TestLabStop)

} // namespace tst_labstop

#include "tst_labstop.moc"
