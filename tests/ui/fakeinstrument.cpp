// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakeinstrument.h"

#include "tests/ui/fakecamera.h"
#include "tests/ui/fakerich.h"

#include <QTest>

#include <thread>

using namespace Holdfast;

namespace Fake {

Stage::Stage(ControlsPtr controls)
    : m_controls(std::move(controls))
{
    m_controls->stage = this;
}

Stage::~Stage()
{
    m_controls->stage = nullptr;
}

const Fault Stage::lost {.what = QStringLiteral("The motor board does not answer."),
                         .remedy = QStringLiteral("Look at its <b>plug."),
                         .details = QStringLiteral("/dev/ttyUSB0: no such device")};

void Stage::moveRelative(const Position &move)
{
    const auto hold = holdGlobalLock();
    m_controls->addMove(move);
    while (m_controls->blockMoves) {
        if (m_controls->deafMoves)
            std::this_thread::sleep_for(std::chrono::milliseconds {2});
        else
            cancellableSleep(std::chrono::milliseconds {2});
    }
    const Position from = m_position;
    const Position to {from.x + move.x, from.y + move.y, from.z + move.z};
    if (std::abs(to.x) > softLimit)
        throw ThingError(QStringLiteral("StageError"),
                         QStringLiteral("x would leave the soft limits."));
    m_position = to;
}

void Stage::emergencyStop()
{
    ++m_controls->stops;
    while (m_controls->blockStop)
        std::this_thread::sleep_for(std::chrono::milliseconds {2});
}

void Stage::makeSafe()
{
    if (m_controls->failSafe)
        throw ThingError(QStringLiteral("StageError"), QStringLiteral("no answer"));
    emergencyStop();
}

Camera::Camera(ControlsPtr controls)
    : m_controls(std::move(controls))
{
    m_controls->stream = &m_stream;
}

Camera::~Camera()
{
    m_controls->stream = nullptr;
}

namespace {

std::vector<ThingSpec> specs(const ControlsPtr &controls, const Bench::Parts &parts)
{
    std::vector<ThingSpec> list;
    if (parts.pictures)
        list.push_back({QStringLiteral("camera"),
                        [controls] { return std::make_unique<PictureCamera>(controls); }});
    else if (parts.camera)
        list.push_back(
            {QStringLiteral("camera"), [controls] { return std::make_unique<Camera>(controls); }});
    if (parts.stage)
        list.push_back(
            {QStringLiteral("stage"), [controls] { return std::make_unique<Stage>(controls); }});
    if (parts.rich)
        list.push_back(
            {QStringLiteral("rich"), [controls] { return std::make_unique<Rich>(controls); }});
    return list;
}

StationOptions options(const Bench::Parts &parts)
{
    StationOptions result;
    result.globalLockEnabled = parts.lock;
    result.journal = JournalOptions::inMemory();
    return result;
}

} // namespace

Bench::Bench(const Parts &parts)
    : station(options(parts), specs(controls, parts))
    , operatorSession(station, {Principal::Kind::Operator, QStringLiteral("operator"), {}})
    , remoteSession(station, Principal::client(QStringLiteral("tile scan"),
                                               QStringLiteral("127.0.0.1:40112")))
{
    if (const Result<void> started = station.start(); !started)
        qFatal("%s", qPrintable(started.error().message()));
}

Bench::~Bench()
{
    controls->blockMoves = false;
    controls->blockStop = false;
    controls->blockCapture = false;
    controls->blockGetter = false;
}

InvocationRecord Bench::holdRemotely()
{
    controls->blockMoves = true;
    const qsizetype before = controls->moves().size();
    const auto invocation = remoteSession.invoke(QStringLiteral("stage"),
                                                 QStringLiteral("move_relative"), Json {{"x", 1}});
    if (!invocation)
        qFatal("%s", qPrintable(invocation.error().message()));
    if (!QTest::qWaitFor([&] { return controls->moves().size() > before; }, 30'000))
        qFatal("The remote move did not start.");
    return *invocation;
}

} // namespace Fake
