// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/focus/autofocus.h"
#include "core/instruments/scan/scanfolder.h"
#include "core/instruments/scan/scanworkflow.h"
#include "core/instruments/scan/smartscan.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/session/session.h"
#include "core/thing/thingerror.h"
#include "core/thing/workcontext.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>

namespace Holdfast::tst_contestedscan {

namespace {

using namespace std::chrono_literals;

constexpr int patience = 30'000; // ms
constexpr int side = 5;          // tiles
constexpr StagePosition jogged {-170, 90, 35};

//! A stage that is fast, and that goes to some tiles of a scan only when the test has done its part. So it does not matter which of
//! both this machine lets run faster.
class GatedStage : public SimulatedStage
{
public:
    using SimulatedStage::SimulatedStage;

    //! Lets a scan go to its tile with this number, from 1, when \a mayGo returns true. Call it before the scan begins.
    void addGate(int tile, const std::function<bool()> &mayGo) { m_gates[tile] = mayGo; }
    //! Returns the number of the tile to which the scan wants to go, or went last; 0 before the first one.
    int tile() const { return m_tile; }
    //! Returns whether the stage has been jogged away from that tile.
    bool isJogged() const
    {
        const StagePosition here = position();
        return here.x == m_x + jogged.x && here.y == m_y + jogged.y;
    }

    void moveAbsolute(const StageTarget &target) override
    {
        // An autofocus moves along z only.
        if (target.x && target.y && (m_tile == 0 || m_x != *target.x || m_y != *target.y)) {
            m_x = *target.x;
            m_y = *target.y;
            const auto gate = m_gates.find(++m_tile);
            const QDeadlineTimer limit(patience);
            while (gate != m_gates.end() && !gate->second()) {
                if (limit.hasExpired())
                    throw ThingError(QStringLiteral("The test did not do its part."));
                cancellableSleep(1ms);
            }
        }
        SimulatedStage::moveAbsolute(target);
    }

private:
    std::map<int, std::function<bool()>> m_gates;
    std::atomic<int> m_tile = 0;
    std::atomic<int> m_x = 0;
    std::atomic<int> m_y = 0;
};

//! The generations of the lock: that of the scan when the operator had asked for a jog, and when the scan went on.
struct Generations
{
    QList<quint64> asked {};
    QList<quint64> wentOn {};
};

std::vector<ThingSpec> microscope(GatedStage *&stage)
{
    return {{QStringLiteral("stage"),
             [&stage] {
                 SimulatedStageOptions fast;
                 fast.stepRate = 50'000;
                 auto made = std::make_unique<GatedStage>(fast);
                 stage = made.get();
                 return made;
             }},
            {QStringLiteral("camera"),
             [] {
                 return std::make_unique<SimulatedCamera>(SimulatedCameraOptions {.frameRate = 60});
             }},
            {QStringLiteral("autofocus"), [] { return std::make_unique<Autofocus>(); }},
            {QStringLiteral("snake_workflow"), [] { return std::make_unique<SnakeWorkflow>(); }},
            {QStringLiteral("smart_scan"), [] {
                 return std::make_unique<SmartScan>(SmartScanOptions {.reservedMegabytes = 1});
             }}};
}

//! Returns where the stage was according to the states in a picture's file; empty when it does not say.
std::optional<StagePosition> positionInside(const QString &path)
{
    static const QRegularExpression pattern(
        QStringLiteral("\"stage\": ?\\{\"position\": ?\\{\"x\": ?(-?\\d+), ?\"y\": ?(-?\\d+), "
                       "?\"z\": ?(-?\\d+)\\}"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto match = pattern.match(QString::fromLatin1(file.read(100'000)));
    if (!match.hasMatch())
        return {};
    return StagePosition {match.captured(1).toInt(), match.captured(2).toInt(),
                          match.captured(3).toInt()};
}

} // namespace

// A scan while others want the microscope: clients over HTTP, and the person beside it.
class ContestedScanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isCompleteAndNoneIsStarved()
    {
        const QTemporaryDir data;
        StationOptions options;
        options.dataFolder = data.path();
        options.journal = JournalOptions::inMemory();
        // After that time a client counts as an operator; the scan takes longer.
        options.globalLockPolicy.ageing = 150ms;
        GatedStage *stage = nullptr;
        Generations generations;
        RouteBench bench(options, {}, {}, {}, {}, microscope(stage));
        const auto lock = bench.station().lock();
        Session person(bench.station(),
                       {Principal::Kind::Operator, QStringLiteral("operator"), {}});

        // The scan takes the next tile of each only when all have asked; before that, none of them may have been served.
        stage->addGate(1, [lock] { return lock->status().queue.size() == 3; });
        for (const int tile : {4, 13}) {
            stage->addGate(tile, [lock, &generations] {
                const LockStatus status = lock->status();
                const bool isAsked =
                    std::ranges::any_of(status.queue, [](const LockWaiter &waiter) {
                        return waiter.principal.kind == Principal::Kind::Operator;
                    });
                if (isAsked)
                    generations.asked << status.generation;
                return isAsked;
            });
            stage->addGate(tile + 1, [lock, &generations] {
                generations.wentOn << lock->status().generation;
                return true;
            });
        }

        HttpClient scanner(bench, "scanner");
        scanner.setPrefer("respond-async");
        const RawReply begun = scanner.post(
            "/smart_scan/run_plan",
            R"({"scan_name": "liver", "plan": {"columns": 5, "rows": 5, "step_x": 300, "step_y": 200,
                "settling_time": 0.01, "autofocus_every": 15, "autofocus_dz": 400}})");
        QCOMPARE(begun.status, 201);
        const QByteArray scan = "/action_invocations/" + text(json(begun), "id").toLatin1();
        QTRY_COMPARE_WITH_TIMEOUT(stage->tile(), 1, patience);

        // Three clients ask for the lock, and stand in line.
        std::vector<std::unique_ptr<HttpClient>> clients;
        QList<QByteArray> requests;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(
                std::make_unique<HttpClient>(bench, "client " + QByteArray::number(i)));
            clients.back()->setPrefer("wait=600, respond-async");
            const RawReply reply = clients.back()->post("/bench/nudge", R"({"by": 1})");
            QCOMPARE(reply.status, 201);
            requests << "/action_invocations/" + text(json(reply), "id").toLatin1();
        }
        // The operator jogs twice.
        for (const int tile : {4, 13}) {
            QTRY_COMPARE_WITH_TIMEOUT(stage->tile(), tile, patience);
            const auto jog =
                person.invoke(QStringLiteral("stage"), QStringLiteral("jog"),
                              {{"x", jogged.x}, {"y", jogged.y}, {"z", jogged.z}}, 60s);
            QVERIFY(jog);
            QTRY_VERIFY_WITH_TIMEOUT(stage->isJogged(), patience);
            QVERIFY(person.renew(jog->id, {{"stop", true}}));
            QTRY_VERIFY_WITH_TIMEOUT(person.invocation(jog->id)->isFinished(), patience);
            QCOMPARE(person.invocation(jog->id)->state, InvocationState::Completed);
        }
        for (qsizetype i = 0; i < requests.size(); ++i)
            QCOMPARE(text(clients[size_t(i)]->ended(requests[i]), "status"),
                     QStringLiteral("completed"));
        QCOMPARE(text(scanner.ended(scan), "status"), QStringLiteral("completed"));
        isCompleteInOrderAndInPlace(data.filePath(QStringLiteral("smart_scan/liver_0001/images")));
        timelineShowsIt(person, generations);
    }

private:
    static void isCompleteInOrderAndInPlace(const QString &images)
    {
        QFileInfoList files =
            QDir(images).entryInfoList({QStringLiteral("img_*.jpeg")}, QDir::Files);
        QCOMPARE(files.size(), side * side);
        std::ranges::sort(files, {}, [](const QFileInfo &file) { return file.lastModified(); });
        for (int i = 0; i < side * side; ++i) {
            const int row = i / side;
            const int column = row % 2 == 0 ? i % side : side - 1 - i % side;
            const auto named = ScanFolder::positionIn(files[i].fileName());
            QVERIFY2(named, qUtf8Printable(files[i].fileName()));
            QCOMPARE(named->x, 300 * column);
            QCOMPARE(named->y, 200 * row);
            // The sample is in focus at 0.
            QVERIFY2(std::abs(named->z) < 200, qUtf8Printable(files[i].fileName()));
            const auto inside = positionInside(files[i].filePath());
            QVERIFY2(inside, qUtf8Printable(files[i].fileName()));
            QCOMPARE(*inside, *named);
        }
    }

    //! Looks at what the window's timeline draws.
    static void timelineShowsIt(const Session &person, const Generations &generations)
    {
        QTRY_VERIFY_WITH_TIMEOUT(hasAllEnded(timeline(person)), patience);
        const QList<HistoryEntry> entries = timeline(person);
        QStringList owners;
        QStringList others; // in the order of their turns
        QList<HistoryEntry> jogs;
        for (const HistoryEntry &entry : entries) {
            QCOMPARE(entry.kind, HistoryKind::Hold);
            owners << entry.who.name;
            if (entry.who.kind == Principal::Kind::Operator)
                jogs << entry;
            else if (entry.who.name != u"scanner")
                others << entry.who.name;
        }
        const QString all = owners.join(QStringLiteral(", "));
        // The scan began first, let each of the others in once, and went on each time.
        QVERIFY2(owners.first() == u"scanner" && owners.last() == u"scanner", qUtf8Printable(all));
        QVERIFY2(others
                     == QStringList({QStringLiteral("client 0"), QStringLiteral("client 1"),
                                     QStringLiteral("client 2")}),
                 qUtf8Printable(all));
        QCOMPARE(jogs.size(), 2);
        for (int jog = 0; jog < 2; ++jog) {
            // The operator was served at the end of the tile at whose beginning the jog was asked for.
            QVERIFY2(generations.asked.value(jog) < jogs[jog].generation
                         && jogs[jog].generation < generations.wentOn.value(jog),
                     qUtf8Printable(all));
        }
        for (qsizetype i = 0; i < entries.size(); ++i) {
            const HistoryEntry &entry = entries[i];
            const bool isScan = entry.who.name == u"scanner";
            const bool isLast = i + 1 == entries.size();
            QCOMPARE(entry.how, isScan && !isLast ? HistoryHow::GaveWay : HistoryHow::Released);
            if (isLast)
                break;
            QCOMPARE(entries[i + 1].generation, entry.generation + 1);
            QVERIFY2(!isScan || owners[i + 1] != u"scanner", qUtf8Printable(all));
            // Times of the day are known to the millisecond.
            const auto end = entry.at.toMSecsSinceEpoch() * 1ms + entry.held.value();
            QVERIFY2(
                end <= entries[i + 1].at.toMSecsSinceEpoch() * 1ms + 1ms,
                qUtf8Printable(
                    QStringLiteral("Holds %1 and %2 of %3 overlap.").arg(i).arg(i + 1).arg(all)));
        }
    }

    //! Returns whether the scan, the clients and the operator have had the lock for the last time.
    static bool hasAllEnded(const QList<HistoryEntry> &entries)
    {
        constexpr int others = 5;
        return std::ranges::count(entries, HistoryHow::Released, &HistoryEntry::how) == 1 + others;
    }

    //! Returns what happened to the lock, the oldest first, without the start of the server.
    static QList<HistoryEntry> timeline(const Session &person)
    {
        HistoryQuery query;
        query.limit = HistoryQuery::mostEntries;
        const Result<HistoryPage> page = person.lock().history(query).wait();
        QList<HistoryEntry> entries = page ? page->entries : QList<HistoryEntry>();
        entries.removeIf(
            [](const HistoryEntry &entry) { return entry.kind == HistoryKind::RunBegun; });
        std::ranges::reverse(entries);
        return entries;
    }
};

HOLDFAST_GUILESS_TEST(ContestedScanTest)

} // namespace Holdfast::tst_contestedscan

#include "tst_contestedscan.moc"
