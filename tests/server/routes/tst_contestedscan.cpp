// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/focus/autofocus.h"
#include "core/instruments/scan/scanfolder.h"
#include "core/instruments/scan/scanworkflow.h"
#include "core/instruments/scan/smartscan.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/session/session.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdlib>

namespace Holdfast::tst_contestedscan {

namespace {

constexpr int patience = 60'000; // ms
constexpr int side = 5;          // tiles

std::vector<ThingSpec> microscope()
{
    return {{QStringLiteral("stage"),
             [] {
                 SimulatedStageOptions fast;
                 fast.stepRate = 50'000;
                 return std::make_unique<SimulatedStage>(fast);
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
        // After that time a client counts as an operator; the scan takes longer.
        options.globalLockPolicy.ageing = std::chrono::milliseconds {400};
        RouteBench bench(options, {}, {}, {}, {}, microscope());
        Session person(bench.station(),
                       {Principal::Kind::Operator, QStringLiteral("operator"), {}});

        HttpClient scanner(bench, "scanner");
        scanner.setPrefer("respond-async");
        const RawReply begun = scanner.post(
            "/smart_scan/run_plan",
            R"({"scan_name": "liver", "plan": {"columns": 5, "rows": 5, "step_x": 300, "step_y": 200,
                "settling_time": 0.05, "autofocus_every": 5, "autofocus_dz": 400}})");
        QCOMPARE(begun.status, 201);
        const QByteArray scan = "/action_invocations/" + text(json(begun), "id").toLatin1();
        const auto tilesDone = [&] {
            const Json progress = json(scanner.get("/smart_scan/latest_scan_progress"));
            return progress.is_object() ? progress["tiles_done"].get<int>() : 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(tilesDone() > 0, patience);

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
        // The operator jogs twice, and is served within a tile or two.
        for (const int after : {3, 12}) {
            QTRY_VERIFY_WITH_TIMEOUT(tilesDone() >= after, patience);
            const auto jog =
                person.invoke(QStringLiteral("stage"), QStringLiteral("jog"),
                              {{"x", -170}, {"y", 90}, {"z", 35}}, std::chrono::seconds {60});
            QVERIFY(jog);
            QTRY_VERIFY_WITH_TIMEOUT(person.invocation(jog->id)->isFinished(), patience);
            QCOMPARE(person.invocation(jog->id)->state, InvocationState::Completed);
            QVERIFY2(text(scanner.invocation(scan), "status") == u"running",
                     "the operator waited until the end of the scan");
        }
        for (qsizetype i = 0; i < requests.size(); ++i)
            QCOMPARE(text(clients[size_t(i)]->ended(requests[i]), "status"),
                     QStringLiteral("completed"));
        QVERIFY2(text(scanner.invocation(scan), "status") == u"running",
                 "the clients waited until the end of the scan");

        QCOMPARE(text(scanner.ended(scan), "status"), QStringLiteral("completed"));
        isCompleteInOrderAndInPlace(data.filePath(QStringLiteral("smart_scan/liver_0001/images")));
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
};

HOLDFAST_GUILESS_TEST(ContestedScanTest)

} // namespace Holdfast::tst_contestedscan

#include "tst_contestedscan.moc"
