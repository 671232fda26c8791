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
        std::chrono::steady_clock::time_point stoppedAt;
        std::chrono::steady_clock::time_point returnedAt;
        {
            SangaboardStage *thing = nullptr;
            StationOptions options;
            options.globalLockPolicy.limits.perClient = 1000;
            Station station(options, {{stage, [&] {
                                           auto made = std::make_unique<SangaboardStage>(
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

            stoppedAt = std::chrono::steady_clock::now();
            const auto report = sessions[7]->stop().wait();
            returnedAt = std::chrono::steady_clock::now();
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
        QByteArray next;
        double at = 0;
        const double after = std::chrono::duration<double>(stoppedAt.time_since_epoch()).count();
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const QList<QByteArray> parts = line.split(' ');
            if (parts.size() > 2 && parts[1] == ">" && parts[0].toDouble() >= after) {
                next = parts[2];
                at = parts[0].toDouble();
                break;
            }
        }
        // A question of the poll may have been written while the stop was on its way to the stop thread.
        QVERIFY2(next == "stop\\n", next.constData());
        const double limit = std::chrono::duration<double>(returnedAt.time_since_epoch()).count();
        qInfo("stop was written %.3f ms after it was called for, which returned after %.3f ms",
              (at - after) * 1e3, (limit - after) * 1e3);
        QVERIFY(at <= limit + 1);
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
