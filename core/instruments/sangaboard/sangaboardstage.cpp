// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaboardstage.h"

#include "core/instruments/sangaboard/sangaboarddrive.h"
#include "core/instruments/stage/jog.h"

#include <QScopeGuard>

#include <algorithm>
#include <utility>

namespace Holdfast {

using Expected = SangaboardProtocol::Expected;
using Outcome = SangaboardAnswer::Outcome;

namespace {

// A caller of the port waits for those before it, each of which asks one question.
constexpr std::chrono::seconds portPatience {5};

const SangaboardStageOptions &checked(const SangaboardStageOptions &options)
{
    options.check();
    return options;
}

void checkRange(const char *name, int value, int least, int most, const char *unit)
{
    if (value < least || value > most) {
        throw ThingError(QStringLiteral("The option %1 is %2; it must be from %3 to %4%5.")
                             .arg(QString::fromUtf8(name))
                             .arg(value)
                             .arg(least)
                             .arg(most)
                             .arg(QString::fromUtf8(unit)));
    }
}

} // namespace

void SangaboardStageOptions::check() const
{
    if (port.isEmpty())
        throw ThingError(QStringLiteral(
            "The option port is empty; it must be a path such as /dev/ttyACM0, or auto."));
    checkRange("min_step_delay", minStepDelay, fastestStep, slowestStep, " microseconds");
    checkRange("ramp_time", rampTime, 0, longestRamp, " microseconds");
    for (size_t i = 0; i < stageAxes.size(); ++i)
        checkRange("backlash_steps", backlashSteps.of(i), 0, BacklashSteps::most, " steps");
    for (const auto &[name, length] : {std::pair {"micrometres_per_step", micrometresPerStep},
                                       std::pair {"micrometres_per_step_z", micrometresPerStepZ}}) {
        if (length > 0 && length <= longestStep)
            continue;
        throw ThingError(QStringLiteral("The option %1 is %2; it must be above 0 and at most %3.")
                             .arg(QLatin1StringView(name))
                             .arg(length)
                             .arg(longestStep));
    }
    softLimits.check();
}

//! \brief While it lives, a worker moves the stage. At the end the position that the board has told is the known one, if it
//! was known before.
class SangaboardStage::DrivingScope
{
public:
    enum class Motion { None, Some };

    explicit DrivingScope(SangaboardStage &stage, Motion motion = Motion::Some)
        : m_stage(stage)
    {
        {
            const std::lock_guard lock(m_stage.m_mutex);
            m_stage.m_isDriving = true;
        }
        // If the power fails now, the count that the board has stored says nothing.
        m_stage.m_knownCount = KnownCount {};
        if (motion == Motion::Some)
            m_stage.publishMoving(true);
    }
    ~DrivingScope()
    {
        if (m_stage.isMoving())
            m_stage.publishMoving(false);
        StagePosition count;
        {
            const std::lock_guard lock(m_stage.m_mutex);
            m_stage.m_isDriving = false;
            count = m_stage.m_count;
        }
        if (m_stage.isPositionKnown())
            m_stage.m_knownCount = KnownCount {true, count.x, count.y, count.z};
    }
    Q_DISABLE_COPY_MOVE(DrivingScope)

private:
    SangaboardStage &m_stage;
};

SangaboardStage::SangaboardStage(const SangaboardStageOptions &options,
                                 const SangaboardTimes &times, PortSearch::List ports)
    : StepperStage({.softLimits = checked(options).softLimits,
                    .micrometresPerStep = options.micrometresPerStep,
                    .micrometresPerStepZ = options.micrometresPerStepZ,
                    .axisInverted = options.axisInverted,
                    .backlashSteps = options.backlashSteps})
    , m_options(options)
    , m_times(times)
    , m_minStepDelay(this, &SangaboardStage::minStepDelayChanged, options.minStepDelay)
    , m_stepRate(this, &SangaboardStage::stepRateChanged, 1'000'000 / options.minStepDelay)
    , m_rampTime(this, &SangaboardStage::rampTimeChanged, options.rampTime)
    , m_unknownBecause(tr("It was never zeroed or confirmed."))
    , m_link(PortSearch(options.port, std::move(ports)), options.serialLog, times, *this)
{
    describeThing(tr("The stage of an OpenFlexure microscope, at a Sangaboard."), tr("Stage"));
    describe("position", tr("Where the stage is by the count of the motor board, also while it "
                            "moves. It means nothing unless it is known."))
        .unit(Unit::Step);
    describe("positionKnown", tr("Whether the position is right: it was zeroed or confirmed, and "
                                 "the motor board has counted ever since. While it is "
                                 "not known, soft limits mean nothing: moves to a position are "
                                 "refused, and others end after 500 steps."));
    describe("connected", tr("Whether the motor board is there."));
    describe("stepRate", tr("Steps per second of the fastest axis."));
    describe("minStepDelay", tr("The time that a step of the fastest axis takes."))
        .unit(Unit::Microsecond)
        .range({SangaboardStageOptions::fastestStep, SangaboardStageOptions::slowestStep})
        .setting();
    describe("rampTime", tr("How long the motors take from standstill to full speed. A board that "
                            "does not move in the background has none."))
        .unit(Unit::Microsecond)
        .range({0, SangaboardStageOptions::longestRamp})
        .setting();
    describe("movesInBackground", tr("Whether the motor board can be stopped at any time. If not "
                                     "(firmware 0.4), moves are sent in pieces of at most 250 "
                                     "ms, and a stop or a cancel acts at the end of the piece."));
    describe("firmwareVersion",
             tr("The firmware of the motor board, as it says; empty while there is none."));
    describe("board", tr("The motor board's own name; empty when it does not say."));
    describe("port", tr("The serial port of the motor board; empty while there is none."));
    describe("knownCount",
             tr("The count of the motor board with which the position was last known."))
        .unit(Unit::Step)
        .setting();
    describe("zeroOffset", tr("How far the zero has been moved, in the motor board's count, since "
                              "the soft limits of the configuration "
                              "were valid."))
        .unit(Unit::Step)
        .setting();
    describeMoves(tr("Without effect while the position is not known."));
    describe(
        "setZeroPosition",
        tr("Makes the current position zero, without moving. The position is known from then on."));
    describe("confirmPosition",
             tr("Says that the position that is shown is right, after a look at the stage."));
    describe("releaseMotors", tr("Switches the current of the motors off, so that they stay cold. "
                                 "They may slip by some steps; the next move "
                                 "switches it on again."));
    describe("reconnect", tr("Opens the serial port anew. The position is not known afterwards."));
}

SangaboardStage::~SangaboardStage() = default;

// --- the board -------------------------------------------------------------------------------

void SangaboardStage::open()
{
    updateLimits();
    if (!m_options.serialLog.isEmpty())
        logInfo(QStringLiteral("What goes over the serial line is added to %1.")
                    .arg(m_options.serialLog));
    m_link.start({minStepDelay(), rampTime()});
}

void SangaboardStage::close()
{
    m_link.end();
    m_connected = false;
}

void SangaboardStage::boardConnected(const SangaboardFacts &facts)
{
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        m_facts = facts;
        m_absence.reset();
        isFirst = ++m_session == 1;
    }
    m_firmwareVersion = facts.firmware.name;
    m_board = facts.board;
    m_port = facts.port;
    m_movesInBackground = facts.movesInBackground;
    m_stepRate = 1'000'000 / std::max(1, facts.stepDelay);
    takeCount(facts.position);
    if (isFirst) {
        if (knownCount().holdsFor(facts.position))
            learnPosition(facts.position);
        else if (knownCount().known)
            losePosition(tr("The motor board counts something else than when this program ended."));
    }
    m_connected = true;
    showFault();
    logInfo(QStringLiteral("Connected with %1 at %2.").arg(facts.firmware.name, facts.port));
    if (!facts.movesInBackground) {
        logWarning(QStringLiteral("This firmware cannot stop a move. Moves are sent in pieces of "
                                  "at most %1 ms; a stop or a cancel "
                                  "acts at the end of the piece.")
                       .arg(SangaboardMotors::longestPiece.count()));
    }
}

void SangaboardStage::boardAbsent(const Fault &fault)
{
    takeAbsence(fault);
    if (sessionNow() > 0 && isPositionKnown())
        losePosition(tr("The motor board was unplugged."));
    m_firmwareVersion = QString();
    m_board = QString();
    m_port = QString();
    showFault();
}

void SangaboardStage::boardReset()
{
    takeAbsence({.what = tr("The motor board has restarted."),
                 .remedy = tr("It is being set up again; wait a moment.")});
    losePosition(tr("The motor board has restarted."));
}

// Until boardConnected() there is no board. The property is set before the fault, which listeners take for a sign to look at it.
void SangaboardStage::takeAbsence(const Fault &fault)
{
    {
        const std::lock_guard lock(m_mutex);
        m_absence = fault;
        m_facts.reset();
        if (m_session > 0)
            ++m_session;
    }
    if (isConnected())
        m_connected = false;
}

void SangaboardStage::boardIsAt(const StagePosition &position)
{
    bool isAsKnown = true;
    {
        const std::lock_guard lock(m_mutex);
        isAsKnown = m_isDriving || position == m_count;
    }
    if (isAsKnown)
        return;
    takeCount(position);
    losePosition(
        tr("The motor board counts something else than before, although nothing has moved it."));
}

void SangaboardStage::boardSaid(const QByteArray &line)
{
    logDebug(QStringLiteral("The motor board has sent a line that answers nothing: %1")
                 .arg(QString::fromLatin1(SerialLog::escaped(line))));
}

void SangaboardStage::boardWarning(const QString &text)
{
    logWarning(text);
}

SangaboardAnswer SangaboardStage::ask(const SangaboardQuestion &question) const
{
    const auto hold = m_portLock.hold(GlobalLock::Wait::upTo(portPatience));
    return m_link.ask(question, tr("the serial port of %1").arg(name()));
}

// Asks what any board answers; throws where it does not.
QByteArray SangaboardStage::answered(const SangaboardQuestion &question) const
{
    (void)factsOrThrow();
    const SangaboardAnswer answer = ask(question);
    const QString command = QString::fromLatin1(question.command);
    switch (answer.outcome) {
    case Outcome::Answered:
        return answer.line;
    case Outcome::Refused:
        throw ThingError(QStringLiteral("DeviceError"),
                         tr("The motor board refused \u201c%1\u201d: %2")
                             .arg(command, QString::fromLatin1(answer.line)));
    case Outcome::NoAnswer:
        throw ThingError(QStringLiteral("DeviceTimeout"),
                         tr("The motor board did not answer \u201c%1\u201d.").arg(command));
    case Outcome::Stopped:
        throw ThingError(QStringLiteral("StageStoppedError"), tr("The stage was stopped."));
    case Outcome::Reset:
        throw ThingError(QStringLiteral("DeviceLostError"), tr("The motor board has restarted."));
    case Outcome::NotConnected:
        break;
    }
    (void)factsOrThrow();
    throw ThingError(QStringLiteral("DeviceLostError"), tr("The motor board is not connected."));
}

SangaboardFacts SangaboardStage::factsOrThrow() const
{
    const std::lock_guard lock(m_mutex);
    if (m_facts)
        return *m_facts;
    throw ThingError(QStringLiteral("DeviceLostError"),
                     m_absence ? m_absence->what + u' ' + m_absence->remedy
                               : tr("The motor board is not connected yet."));
}

quint64 SangaboardStage::sessionNow() const
{
    const std::lock_guard lock(m_mutex);
    return m_session;
}

void SangaboardStage::configureBoard()
{
    m_link.setWanted({minStepDelay(), rampTime()});
    bool isConnected = false;
    bool hasRamp = false;
    {
        const std::lock_guard lock(m_mutex);
        isConnected = m_facts.has_value();
        hasRamp = isConnected && m_facts->movesInBackground;
    }
    if (!isConnected) {
        m_stepRate = 1'000'000 / minStepDelay();
        return;
    }
    // The board may say "done." and keep another value, so it is asked for that.
    (void)answered({.command = "dt " + QByteArray::number(minStepDelay()),
                    .expected = Expected::Acknowledgement});
    const auto stepDelay =
        SangaboardProtocol::toNumber(answered({.command = "dt?", .expected = Expected::StepDelay}));
    (void)answered({.command = "ramp_time " + QByteArray::number(hasRamp ? rampTime() : 0),
                    .expected = Expected::Acknowledgement});
    const auto ramp = SangaboardProtocol::toNumber(
        answered({.command = "ramp_time?", .expected = Expected::RampTime}));
    {
        const std::lock_guard lock(m_mutex);
        if (m_facts) {
            m_facts->stepDelay = stepDelay.value_or(minStepDelay());
            m_facts->rampTime = ramp.value_or(0);
        }
    }
    m_stepRate = 1'000'000 / std::max(1, stepDelay.value_or(minStepDelay()));
}

void SangaboardStage::setMinStepDelay(int microseconds)
{
    const auto hold = holdGlobalLock();
    checkRange("min_step_delay", microseconds, SangaboardStageOptions::fastestStep,
               SangaboardStageOptions::slowestStep, " microseconds");
    m_minStepDelay = microseconds;
    configureBoard();
}

void SangaboardStage::setRampTime(int microseconds)
{
    const auto hold = holdGlobalLock();
    checkRange("ramp_time", microseconds, 0, SangaboardStageOptions::longestRamp, " microseconds");
    m_rampTime = microseconds;
    configureBoard();
}

void SangaboardStage::releaseMotors()
{
    const auto hold = holdGlobalLock();
    (void)answered({.command = "release", .expected = Expected::Acknowledgement});
}

void SangaboardStage::reconnect()
{
    const auto hold = holdGlobalLock();
    m_link.reconnect();
}

bool SangaboardStage::hasLed() const
{
    const std::lock_guard lock(m_mutex);
    return m_facts && m_facts->ledChannels > 0;
}

void SangaboardStage::setLed(double brightness)
{
    const auto hold = holdGlobalLock();
    if (factsOrThrow().ledChannels < 1)
        throw ThingError(QStringLiteral("DeviceError"),
                         tr("This motor board has no LED with constant current."));
    (void)answered(
        {.command = "led_cc " + QByteArray::number(brightness, 'f', 4), .expected = Expected::Led});
}

void SangaboardStage::postLed(double brightness)
{
    if (hasLed())
        m_link.post({.command = "led_cc " + QByteArray::number(brightness, 'f', 4),
                     .expected = Expected::Led});
}

// --- the position ----------------------------------------------------------------------------

void SangaboardStage::takeCount(const StagePosition &count)
{
    {
        const std::lock_guard lock(m_mutex);
        m_count = count;
    }
    const StagePosition here = turned(count);
    if (position() != here)
        publishPosition(here);
}

void SangaboardStage::losePosition(const QString &why)
{
    {
        const std::lock_guard lock(m_mutex);
        m_unknownBecause = why;
    }
    m_knownCount = KnownCount {};
    forgetBacklash();
    if (isPositionKnown()) {
        m_positionKnown = false;
        logWarning(QStringLiteral("The position of the stage is not known any more. %1").arg(why));
    }
    showFault();
}

void SangaboardStage::learnPosition(const StagePosition &count)
{
    m_knownCount = KnownCount {true, count.x, count.y, count.z};
    m_positionKnown = true;
    showFault();
}

void SangaboardStage::showFault()
{
    const std::lock_guard order(m_faultMutex);
    std::optional<Fault> fault;
    {
        const std::lock_guard lock(m_mutex);
        fault = m_absence;
        if (!fault && !isPositionKnown()) {
            fault = {.what = tr("The position of the stage is not known. %1").arg(m_unknownBecause),
                     .remedy = tr("Move it to where it is to be zero and use set_zero_position, or "
                                  "use confirm_position if the position "
                                  "that is shown is right. Until then it moves by at most 500 "
                                  "steps at a time, and to no position.")};
        }
    }
    if (fault)
        reportFault(*fault);
    else
        clearFault();
}

void SangaboardStage::updateLimits()
{
    const AxisInversion configured = m_options.axisInverted;
    const AxisInversion inverted = axisInverted();
    SoftLimits limits = m_options.softLimits.seenFrom(configured.turned(zeroOffset()));
    for (size_t i = 0; i < stageAxes.size(); ++i) {
        if (inverted.sign(i) != configured.sign(i))
            limits = limits.mirrored(i);
    }
    if (softLimits() != limits)
        publishSoftLimits(limits);
}

void SangaboardStage::requireKnown() const
{
    if (isPositionKnown())
        return;
    const std::lock_guard lock(m_mutex);
    throw ThingError(QStringLiteral("StagePositionUnknownError"),
                     tr("Nothing was moved, because the position of the stage is not known. %1 "
                        "Move it by at most %2 steps at a time "
                        "to where it is to be zero and use set_zero_position, or use "
                        "confirm_position if the position that is "
                        "shown is right.")
                         .arg(m_unknownBecause)
                         .arg(blindSteps));
}

void SangaboardStage::setZeroPosition()
{
    const auto hold = holdGlobalLock();
    const bool wasKnown = isPositionKnown();
    const StagePosition before = turned(position());
    {
        const DrivingScope zeroing(*this, DrivingScope::Motion::None);
        (void)answered({.command = "zero", .expected = Expected::Zeroed});
        const auto count = SangaboardProtocol::toPosition(
            answered({.command = "p?", .expected = Expected::Position}));
        takeCount(count.value_or(StagePosition()));
    }
    StagePosition offset;
    for (const StageAxis &axis : stageAxes) {
        const qint64 moved =
            wasKnown ? qint64(zeroOffset().*axis.coordinate) + before.*axis.coordinate : 0;
        offset.*axis.coordinate =
            int(std::clamp<qint64>(moved, -SoftLimits::farthest, SoftLimits::farthest));
    }
    m_zeroOffset = offset;
    updateLimits();
    learnPosition(turned(position()));
    logInfo(QStringLiteral("The position is zero from now on."));
}

void SangaboardStage::confirmPosition()
{
    const auto hold = holdGlobalLock();
    const QByteArray line = answered({.command = "p?", .expected = Expected::Position});
    const StagePosition count = *SangaboardProtocol::toPosition(line);
    takeCount(count);
    learnPosition(count);
    logInfo(QStringLiteral("The position %1 was confirmed.").arg(position().toString()));
}

// --- moving ----------------------------------------------------------------------------------

SangaboardMotors SangaboardStage::motors(const SangaboardFacts &facts, quint64 since)
{
    // A board that has come back meanwhile does not know of the move.
    const quint64 session = sessionNow();
    const auto askInSession = [this, session](const SangaboardQuestion &question) {
        const SangaboardAnswer answer =
            sessionNow() == session ? ask(question) : SangaboardAnswer {};
        return sessionNow() == session ? answer : SangaboardAnswer {};
    };
    return SangaboardMotors(
        {.link = m_link,
         .ask = askInSession,
         .tell = [this](const StagePosition &count) { takeCount(count); },
         .toText = [this](const StagePosition &count) { return turned(count).toString(); },
         .poll = m_times.poll},
        facts, since);
}

void SangaboardStage::moveRelative(const StageMove &move)
{
    const auto hold = holdGlobalLock();
    (void)factsOrThrow();
    const quint64 since = m_link.stopCount();
    const StagePosition steps {move.x, move.y, move.z};
    if (isPositionKnown()) {
        moveTo(softLimits().moved(position(), steps), since, move.manner());
        return;
    }
    for (const StageAxis &axis : stageAxes) {
        const int way = steps.*axis.coordinate;
        if (way < -blindSteps || way > blindSteps) {
            throw ThingError(QStringLiteral("StageLimitError"),
                             tr("Nothing was moved: while the position of the stage is not known, "
                                "%1 may move by at most %2 steps at a "
                                "time, and not by %3.")
                                 .arg(QString(axis.letter))
                                 .arg(blindSteps)
                                 .arg(way));
        }
    }
    const AxisLimits numbers {-SoftLimits::farthest, SoftLimits::farthest};
    moveTo(SoftLimits {numbers, numbers, numbers}.moved(position(), steps), since, move.manner());
}

void SangaboardStage::moveAbsolute(const StageTarget &target)
{
    const auto hold = holdGlobalLock();
    (void)factsOrThrow();
    requireKnown();
    const quint64 since = m_link.stopCount();
    const StagePosition here = position();
    const StagePosition there {target.x.value_or(here.x), target.y.value_or(here.y),
                               target.z.value_or(here.z)};
    softLimits().allow(there);
    moveTo(there, since, target.manner());
}

void SangaboardStage::moveTo(const StagePosition &target, quint64 since, const StageManner &manner)
{
    const CancellationBlock block(manner.refusesCancel);
    throwIfCancelled();
    const StagePosition start = position();
    logInfo(QStringLiteral("Moving from %1 to %2.").arg(start.toString(), target.toString()));
    SangaboardMotors driving = motors(factsOrThrow(), since);
    const DrivingScope moving(*this);
    try {
        moveInLegs(target, manner, [&](const StagePosition &there) {
            driving.travel(turned(position()), turned(there),
                           [](double done) { reportProgress(100 * done); });
        });
    } catch (const PositionLostError &lost) {
        if (isPositionKnown())
            losePosition(lost.message());
        throw;
    }
    reportProgress(100);
    logInfo(QStringLiteral("Arrived at %1.").arg(position().toString()));
}

void SangaboardStage::jog(const StageJog &command)
{
    const auto hold = holdGlobalLock();
    const SangaboardFacts facts = factsOrThrow();
    SangaboardMotors driving = motors(facts, m_link.stopCount());
    SoftLimits limits = softLimits();
    if (!isPositionKnown()) {
        const StagePosition here = position();
        for (size_t i = 0; i < stageAxes.size(); ++i) {
            // The count of a board may be anything.
            const int at = std::clamp(here.*stageAxes[i].coordinate, -SoftLimits::farthest,
                                      SoftLimits::farthest);
            limits.*limitsOfAxes[i] = {at - blindSteps, at + blindSteps};
        }
    }
    const auto unknown = qScopeGuard([this] { forgetBacklash(); });
    const DrivingScope moving(*this);
    SangaboardDrive drive(driving, m_link, facts, limits, axisInverted());
    try {
        Jog(drive).run(command);
    } catch (const PositionLostError &lost) {
        if (isPositionKnown())
            losePosition(lost.message());
        throw;
    } catch (const ThingError &error) {
        if (isPositionKnown() || error.title() != QLatin1String("StageLimitError"))
            throw;
        requireKnown();
    }
    if (drive.hasLostPosition())
        losePosition(tr("The motor board did not say where it has stopped."));
}

void SangaboardStage::emergencyStop()
{
    m_link.stop();
}

} // namespace Holdfast
