// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"
#include "core/session/station.h"
#include "core/thing/stopreport.h"
#include "tests/instruments/sangaboard/sangaboardbench.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QFile>
#include <QTest>

namespace tst_sangaboardlock {

using namespace Holdfast;
using namespace std::chrono_literals;
using SimulatedSangaboard::Profile;

namespace {

const QString stage = QStringLiteral("stage");

//! Notes when it was stopped.
class TimedStage : public SangaboardStage
{
public:
    using SangaboardStage::SangaboardStage;

    void emergencyStop() override
    {
        const bool isFirst = calledAt == std::chrono::steady_clock::time_point();
        if (isFirst)
            calledAt = std::chrono::steady_clock::now();
        SangaboardStage::emergencyStop();
        if (isFirst)
            returnedAt = std::chrono::steady_clock::now();
    }

    std::chrono::steady_clock::time_point calledAt;
    std::chrono::steady_clock::time_point returnedAt;
};

} // namespace

//! Tests a SangaboardStage in a station with many clients.
class TestSangaboardLock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStopIsTheNextThingOnTheLine()
    {
        const QTemporaryDir folder;
        SangaboardBench::Simulator board(SangaboardBench::fast(Profile::V1_0_4, 1));
        SangaboardStageOptions stageOptions = SangaboardBench::straight();
        stageOptions.port = QString::fromStdString(board.path());
        stageOptions.serialLog = folder.filePath(QStringLiteral("serial.log"));
        std::chrono::steady_clock::time_point askedAt;
        std::chrono::steady_clock::time_point calledAt;
        std::chrono::steady_clock::time_point returnedAt;
        {
            TimedStage *thing = nullptr;
            StationOptions options;
            options.globalLockPolicy.limits.perClient = 1000;
            Station station(options, {{stage, [&] {
                                           auto made = std::make_unique<TimedStage>(
                                               stageOptions, SangaboardBench::times());
                                           thing = made.get();
                                           return made;
                                       }}});
            QVERIFY(station.start());
            WAIT_UNTIL(thing->isConnected());
            constexpr int clients = 64;
            std::vector<std::unique_ptr<Session>> sessions;
            for (int i = 0; i < clients; ++i) {
                sessions.push_back(std::make_unique<Session>(
                    station, Principal::client(QStringLiteral("client %1").arg(i),
                                               QStringLiteral("127.0.0.1:%1").arg(4000 + i))));
            }
            QVERIFY(sessions[0]->invoke(stage, QStringLiteral("set_zero_position"), nullptr, 30s));
            WAIT_UNTIL(thing->isPositionKnown());
            QVERIFY(sessions[0]->invoke(stage, QStringLiteral("move_relative"), steps(90'000, 0, 0),
                                        30s));
            WAIT_UNTIL(board.isMoving());
            for (int i = 1; i < clients; ++i)
                QVERIFY(sessions[size_t(i)]->invoke(stage, QStringLiteral("move_relative"),
                                                    steps(-i, 0, 0), 60s));
            QCOMPARE(station.lock()->status().queue.size(), clients - 1);

            askedAt = std::chrono::steady_clock::now();
            const auto report = sessions[7]->stop().wait();
            calledAt = thing->calledAt;
            returnedAt = thing->returnedAt;
            QVERIFY(report->isComplete());
            WAIT_UNTIL(!board.isMoving());
            WAIT_UNTIL(!station.lock()->status().isHeld());
            QVERIFY(board.position()[0] > 0);
            QCOMPARE(thing->position().x, board.position()[0]);
            QVERIFY(station.shutdown().isEmpty());
        }
        // The log has the times at which the program has written.
        QFile file(stageOptions.serialLog);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto inSeconds = [](std::chrono::steady_clock::time_point time) {
            return std::chrono::duration<double>(time.time_since_epoch()).count();
        };
        QByteArrayList before;
        double writtenAt = 0;
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const QList<QByteArray> parts = line.split(' ');
            if (parts.size() < 3 || parts[1] != ">" || parts[0].toDouble() < inSeconds(askedAt))
                continue;
            // The cancelled move may have halted the motors even before the Thing was told to stop.
            writtenAt = parts[0].toDouble();
            if (parts[2] == "stop\\n")
                break;
            if (writtenAt >= inSeconds(calledAt))
                before << line.mid(line.indexOf('>') + 2);
        }
        // A question may have been on its way into the port at that very moment, and nothing else.
        QVERIFY2(before.isEmpty() || (before.size() == 1 && before[0].endsWith("?\\n")),
                 before.join(", ").constData());
        qInfo("\"stop\" was written %.3f ms after emergencyStop() was called, which returned after "
              "%.3f ms",
              (writtenAt - inSeconds(calledAt)) * 1e3,
              std::chrono::duration<double, std::milli>(returnedAt - calledAt).count());
        const auto commands = board.received();
        const auto stop = std::find(commands.begin(), commands.end(), "stop");
        QVERIFY(stop != commands.end());
        QVERIFY(std::none_of(
            std::find_if(commands.begin(), commands.end(),
                         [](const std::string &each) { return each == "mr 90000 0 0"; })
                + 1,
            commands.end(), [](const std::string &each) { return each.starts_with("mr"); }));
    }

    void theOperatorsSessionKeepsClientsOut()
    {
        SangaboardBench::Simulator board(SangaboardBench::fast(Profile::V1_0_4, 1));
        SangaboardStageOptions stageOptions = SangaboardBench::straight();
        stageOptions.port = QString::fromStdString(board.path());
        SangaboardStage *thing = nullptr;
        Station station({}, {{stage, [&] {
                                  auto made = std::make_unique<SangaboardStage>(
                                      stageOptions, SangaboardBench::times());
                                  thing = made.get();
                                  return made;
                              }}});
        QVERIFY(station.start());
        WAIT_UNTIL(thing->isConnected());
        Session window(station, Principal {.kind = Principal::Kind::Operator,
                                           .name = QStringLiteral("operator"),
                                           .address = {}});
        Session client(
            station, Principal::client(QStringLiteral("script"), QStringLiteral("127.0.0.1:4000")));
        QVERIFY(window.invoke(stage, QStringLiteral("move_relative"), steps(500, 0, 0)));
        WAIT_UNTIL(board.isMoving());
        const auto refused = client.invoke(stage, QStringLiteral("move_relative"), steps(-1, 0, 0));
        QVERIFY(refused);
        WAIT_UNTIL(client.invocation(refused->id)->isFinished());
        const auto record = client.invocation(refused->id);
        QVERIFY(record->state == InvocationState::Error);
        QVERIFY(record->error->message().contains(
            QStringLiteral("The global lock could not be acquired")));
        const auto commands = board.received();
        QVERIFY(std::find(commands.begin(), commands.end(), "mr -1 0 0") == commands.end());
    }
};

HOLDFAST_GUILESS_TEST(TestSangaboardLock)

} // namespace tst_sangaboardlock

#include "tst_sangaboardlock.moc"
