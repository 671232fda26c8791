// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/focus/autofocus.h"

#include "core/instruments/focus/sharpness.h"
#include "core/thing/error.h"
#include "core/thing/progresspart.h"

#include <QMetaProperty>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace Holdfast {

using namespace std::chrono_literals;

namespace {

//! A sweep with fewer pictures shows too little of the curve.
constexpr size_t leastPictures = 15;
//! How many positions a sweep in steps has.
constexpr int stepsOfASweep = 25;
//! How long the camera may take for a picture, also for the first one after it was started.
constexpr auto pictureWait = 20s;
//! How long to wait for pictures that are still on their way when the stage has arrived.
constexpr auto lastPictureWait = 500ms;

const AutofocusOptions &checked(const AutofocusOptions &options)
{
    options.check();
    return options;
}

std::vector<FocusPoint> curveOf(const FocusSweep &sweep)
{
    std::vector<FocusPoint> curve;
    for (qsizetype i = 0; i < sweep.z.size(); ++i)
        curve.push_back({double(sweep.z[i]), sweep.sharpness[i]});
    return curve;
}

// Waits in slices, and reports progress in each, so that the watchdog does not take a long wait for an action
// that hangs.
void watchFor(std::chrono::duration<double> time, double from, double to)
{
    using std::chrono::steady_clock;
    constexpr steady_clock::duration slice = 1s;
    const auto all = std::chrono::duration_cast<steady_clock::duration>(time);
    const auto end = steady_clock::now() + all;
    for (auto now = steady_clock::now(); now < end; now = steady_clock::now()) {
        reportProgress(to - (to - from) * double((end - now).count()) / double(all.count()));
        cancellableSleep(std::min(slice, end - now));
    }
}

} // namespace

void AutofocusOptions::check() const
{
    if (backlash < 0 || backlash > mostBacklash) {
        throw ThingError(QStringLiteral("The option backlash is %1; it must be from 0 to %2 steps.")
                             .arg(backlash)
                             .arg(mostBacklash));
    }
    if (zLimit && std::abs(qint64(*zLimit)) > farthest) {
        throw ThingError(
            QStringLiteral("The option z_limit is %1; it must be from -%2 to %2 steps.")
                .arg(*zLimit)
                .arg(farthest));
    }
}

//! \brief Where the stage was during its moves.
class Autofocus::Moves
{
public:
    void add(Clock::time_point time, const StagePosition &position)
    {
        m_points.push_back({time, position});
    }

    bool isEmpty() const { return m_points.empty(); }
    Clock::time_point begin() const { return m_points.front().time; }
    Clock::time_point end() const { return m_points.back().time; }
    void clear() { m_points.clear(); }

    //! Returns z at a time between begin() and end(): a stage moves at a constant speed.
    double zAt(Clock::time_point time) const
    {
        size_t i = 1;
        while (i + 1 < m_points.size() && m_points[i].time < time)
            ++i;
        const Point &before = m_points[i - 1];
        const Point &behind = m_points[i];
        const double all = std::chrono::duration<double>(behind.time - before.time).count();
        const double part = std::chrono::duration<double>(time - before.time).count();
        const double share = all > 0 ? std::clamp(part / all, 0.0, 1.0) : 1;
        return before.position.z + share * (behind.position.z - before.position.z);
    }

    //! Adds the moves to \a sweep, whose seconds began at \a zero.
    void describe(FocusSweep &sweep, const std::function<double(Clock::time_point)> &seconds) const
    {
        for (const Point &point : m_points) {
            sweep.stageTimes << seconds(point.time);
            sweep.stagePositions << point.position;
        }
    }

private:
    struct Point
    {
        Clock::time_point time;
        StagePosition position;
    };
    std::vector<Point> m_points;
};

//! \brief Lets the camera deliver live pictures while it lives.
class Autofocus::Recording
{
public:
    //! Waits for the first picture. Throws when none comes.
    explicit Recording(const Autofocus &autofocus)
        : m_autofocus(autofocus)
        , m_recorder(std::make_shared<FrameRecorder>())
        , m_watch(std::make_shared<std::unique_ptr<FrameWatch>>())
    {
        // The pictures arrive in an event loop, which a worker does not have.
        autofocus.inThingThread(
            [recorder = m_recorder, watch = m_watch, camera = autofocus.m_camera.operator->()] {
                *watch = FrameRecorder::watch(recorder, camera->stream());
            });
    }

    ~Recording()
    {
        try {
            m_autofocus.inThingThread([watch = m_watch] { watch->reset(); });
        } catch (const std::exception &) {
            // The call is still made when the thread has time again.
        }
    }
    Q_DISABLE_COPY_MOVE(Recording)

    FrameRecorder *operator->() const { return m_recorder.get(); }

    //! Waits for a picture of what is there now.
    FrameRecorder::Picture next() const
    {
        const auto now = Clock::now();
        const std::chrono::microseconds exposure(m_autofocus.m_camera->exposureTime());
        const auto deadline = now + pictureWait + 2 * exposure;
        // In slices, because the loss of the camera does not end a wait.
        do {
            if (!m_autofocus.m_camera->isConnected() || Clock::now() >= deadline)
                m_autofocus.throwNoFrames();
        } while (
            !m_recorder->waitFor(now, std::min<Clock::time_point>(deadline, Clock::now() + 1s)));
        return m_recorder->latest();
    }

    //! Returns the pictures whose scenes were seen during \a moves.
    Samples during(const Moves &moves) const
    {
        (void)m_recorder->waitFor(moves.end(), Clock::now() + lastPictureWait);
        Samples samples;
        for (const FrameRecorder::Picture &picture : m_recorder->take()) {
            if (picture.seen >= moves.begin() && picture.seen <= moves.end())
                samples.push_back({picture, moves.zAt(picture.seen)});
        }
        return samples;
    }

    //! Returns what was measured.
    static FocusSweep measured(const Samples &samples, const Moves &moves, int metric)
    {
        const auto steadyNow = Clock::now();
        const std::chrono::duration<double> now =
            std::chrono::system_clock::now().time_since_epoch();
        const auto seconds = [&](Clock::time_point time) {
            return (now - std::chrono::duration<double>(steadyNow - time)).count();
        };
        FocusSweep sweep;
        sweep.sharpnessMetric = metric;
        moves.describe(sweep, seconds);
        for (const Sample &sample : samples) {
            sweep.jpegTimes << seconds(sample.picture.seen);
            sweep.jpegSizes << int(sample.picture.jpeg.size());
            sweep.z << int(std::lround(sample.z));
            if (metric == int(SharpnessMetric::Gradient))
                sweep.focusFoms << gradientOf(sample.picture.jpeg);
        }
        if (metric == int(SharpnessMetric::Gradient))
            sweep.sharpness = sweep.focusFoms;
        else
            sweep.sharpness = QList<double>(sweep.jpegSizes.begin(), sweep.jpegSizes.end());
        return sweep;
    }

private:
    const Autofocus &m_autofocus;
    std::shared_ptr<FrameRecorder> m_recorder;
    std::shared_ptr<std::unique_ptr<FrameWatch>> m_watch; //!< known to the Things' thread alone
};

Autofocus::Autofocus(const AutofocusOptions &options)
    : m_options(checked(options))
    , m_zLimit(this, &Autofocus::zLimitChanged, options.zLimit)
    , m_backlash(this, &Autofocus::backlashChanged, options.backlash)
{
    const Range range {FastAutofocusRequest::shortest, FastAutofocusRequest::longest};
    const Range metrics {int(SharpnessMetric::JpegSize), int(SharpnessMetric::Gradient)};
    const QString startText =
        tr("Whether the range lies around the present position, or begins there.");
    const QString metricText = tr("1: by the size of the JPEG; 2: by the gradient of the picture.");
    describeThing(tr("Finds the focus by live pictures while the stage moves along z."),
                  tr("Autofocus"));
    describe("zLimit",
             tr("The position nearest to the objective that autofocus may use. Null: only "
                "the limits of the stage count. It stays where it is on the instrument "
                "when the zero of the stage is moved."))
        .unit(Unit::Step)
        .setting();
    describe("towardsObjective", tr("Which way of z brings objective and sample together."));
    describe("backlash",
             tr("How far the stage goes back before it approaches a position of z, so that it "
                "always arrives from the same side."))
        .unit(Unit::Step)
        .range({0, AutofocusOptions::mostBacklash})
        .setting();
    describe("lastGoodZ", tr("Where the focus was found last.")).unit(Unit::Step);
    describe("latestSweep", tr("The measurements of the latest sweep."));
    describe("fastAutofocus",
             tr("Moves through a range of z once while pictures are taken, then to "
                "where they are sharpest. If it fails, the stage goes back to where "
                "it was."))
        .input("dz", Unit::Step, range, tr("The range."))
        .input("start", Unit::None, {}, startText)
        .input("sharpnessMetric", Unit::None, metrics, metricText)
        .input("record", Unit::None, {}, tr("Whether the curve is kept as the latest one."));
    describe(
        "loopingAutofocus",
        tr("Does the same, and moves the range until the focus lies in its middle: slower, and "
           "more precise."))
        .input("dz", Unit::Step, range, tr("The range of each sweep."))
        .input("start", Unit::None, {}, startText)
        .input("sharpnessMetric", Unit::None, metrics, metricText);
    describe("zSweep", tr("Measures the sharpness over a range of z, and goes back."))
        .input("dz", Unit::Step, range, tr("The range."))
        .input("start", Unit::None, {}, startText)
        .input("sharpnessMetric", Unit::None, metrics, metricText);
    describe("measureSettlingTime",
             tr("Moves away from the objective and back, and records the pictures after each move: "
                "they show how long the stage goes on drifting."))
        .input("delay", Unit::Second, Range {0, SettlingTimeRequest::longestDelay},
               tr("How long to watch after each move."))
        .input("dz", Unit::Step, range, tr("How far to move."));
    describe("goToLastGoodZ", tr("Moves z to where the focus was found last."));
}

void Autofocus::open()
{
    {
        const std::lock_guard lock(m_following);
        m_limits = m_stage->softLimits();
    }
    // A stage is known by its interface, which has no signals; its property has one.
    const auto *stage = dynamic_cast<const QObject *>(m_stage.operator->());
    const QMetaObject &own = *metaObject();
    const int index = stage ? stage->metaObject()->indexOfProperty("softLimits") : -1;
    if (index >= 0 && stage->metaObject()->property(index).hasNotifySignal()) {
        connect(stage, stage->metaObject()->property(index).notifySignal(), this,
                own.method(own.indexOfSlot("followZero()")), Qt::DirectConnection);
    }
}

//! Soft limits stay where they are on the instrument, so that their numbers say by how much the zero was moved.
void Autofocus::followZero()
{
    int shift = 0;
    bool isShift = false;
    {
        const std::lock_guard lock(m_following);
        const SoftLimits limits = m_stage->softLimits();
        shift = limits.z.maximum - m_limits.z.maximum;
        isShift = shift == limits.z.minimum - m_limits.z.minimum;
        m_limits = limits;
    }
    if (isShift && shift == 0)
        return;
    if (!isShift) {
        logWarning(tr("The limits of the stage are others than before: look whether z_limit is "
                      "still right."));
        m_lastGoodZ = std::nullopt;
        return;
    }
    if (const auto z = zLimit())
        m_zLimit = *z + shift;
    if (const auto z = lastGoodZ())
        m_lastGoodZ = *z + shift;
    FocusSweep sweep = latestSweep();
    for (int &z : sweep.z)
        z += shift;
    for (StagePosition &position : sweep.stagePositions)
        position.z += shift;
    if (sweep.focusZ)
        *sweep.focusZ += shift;
    sweep.startZ += shift;
    m_latestSweep = sweep;
}

void Autofocus::setZLimit(std::optional<int> z)
{
    const auto hold = holdGlobalLock();
    AutofocusOptions asked = m_options;
    asked.zLimit = z;
    asked.check();
    m_zLimit = z;
}

void Autofocus::setBacklash(int steps)
{
    const auto hold = holdGlobalLock();
    m_backlash = steps;
}

FocusSweep Autofocus::fastAutofocus(const FastAutofocusRequest &request)
{
    const auto hold = holdGlobalLock();
    return orBackToStart([&](int startZ) {
        FocusSweep measured;
        {
            const ProgressPart part(0, 75, tr("sweep"));
            measured = sweep(rangeOf(request.dz, request.start, startZ), request.sharpnessMetric);
        }
        measured.startZ = startZ;
        const FocusPeak peak = FocusPeak::of(curveOf(measured));
        if (peak.kind != FocusPeak::Kind::Found)
            failWithoutPeak(measured, peak);
        const ProgressPart part(75, 100, tr("to the focus"));
        arrive(measured, int(std::lround(peak.z)));
        if (request.record)
            m_latestSweep = measured;
        return measured;
    });
}

FocusSweep Autofocus::loopingAutofocus(const LoopingAutofocusRequest &request)
{
    const auto hold = holdGlobalLock();
    return orBackToStart([&](int startZ) {
        SweepRange range = rangeOf(request.dz, request.start, startZ);
        for (int i = 0; i < mostSweeps; ++i) {
            FocusSweep measured;
            {
                const ProgressPart part(90.0 * i / mostSweeps, 90.0 * (i + 1) / mostSweeps,
                                        tr("sweep %1").arg(i + 1));
                measured = sweep(range, request.sharpnessMetric);
            }
            measured.startZ = startZ;
            m_latestSweep = measured;
            const FocusPeak peak = FocusPeak::of(curveOf(measured));
            if (peak.kind == FocusPeak::Kind::Flat || peak.kind == FocusPeak::Kind::TooFew)
                failWithoutPeak(measured, peak);
            const double length = std::abs(range.to - range.from);
            const double off = std::abs(peak.z - (double(range.from) + range.to) / 2);
            const SweepRange next =
                rangeOf(request.dz, SweepStart::Centre, allowed(int(std::lround(peak.z))));
            // In the middle three fifths, or as near to a limit as the range can be.
            const bool isBest = next.from == range.from && next.to == range.to;
            if (peak.kind == FocusPeak::Kind::Found && (off <= 0.3 * length || isBest)) {
                const ProgressPart part(90, 100, tr("to the focus"));
                arrive(measured, int(std::lround(peak.z)));
                m_latestSweep = measured;
                return measured;
            }
            if (isBest)
                failWithoutPeak(measured, peak);
            logInfo(QStringLiteral("The focus is not in the middle of the range; going on around "
                                   "z = %1.")
                        .arg(std::lround(peak.z)));
            range = next;
        }
        throw ThingError(
            QStringLiteral("NoFocusFoundError"),
            tr("No focus was found in %1 sweeps of %2 steps: the sharpest position moved on "
               "each time. Look whether there is a sample, and whether the stage slips.")
                .arg(mostSweeps)
                .arg(request.dz));
    });
}

FocusSweep Autofocus::zSweep(const ZSweepRequest &request)
{
    const auto hold = holdGlobalLock();
    return orBackToStart([&](int startZ) {
        FocusSweep measured;
        {
            const ProgressPart part(0, 75, tr("sweep"));
            measured = sweep(rangeOf(request.dz, request.start, startZ), request.sharpnessMetric);
        }
        measured.startZ = startZ;
        const FocusPeak peak = FocusPeak::of(curveOf(measured));
        if (peak.kind == FocusPeak::Kind::Found)
            measured.focusZ = int(std::lround(peak.z));
        m_latestSweep = measured;
        const ProgressPart part(75, 100, tr("back"));
        approach(startZ);
        return measured;
    });
}

FocusSweep Autofocus::measureSettlingTime(const SettlingTimeRequest &request)
{
    const auto hold = holdGlobalLock();
    return orBackToStart([&](int startZ) {
        Recording recording(*this);
        (void)recording.next();
        (void)recording->take();
        Moves moves;
        const std::chrono::duration<double> delay(request.delay);
        const std::array targets {allowed(startZ - towards() * request.dz), startZ};
        Samples samples;
        for (size_t i = 0; i < targets.size(); ++i) {
            const double from = 50.0 * double(i);
            moves.add(Clock::now(), m_stage->position());
            {
                const ProgressPart part(from, from + 25);
                moveTo(targets[i]);
            }
            moves.add(Clock::now(), m_stage->position());
            watchFor(delay, from + 25, from + 50);
        }
        for (const FrameRecorder::Picture &picture : recording->take()) {
            if (picture.seen >= moves.begin())
                samples.push_back({picture, moves.zAt(picture.seen)});
        }
        if (samples.empty())
            throwNoFrames();
        FocusSweep measured = Recording::measured(samples, moves, int(SharpnessMetric::JpegSize));
        measured.startZ = startZ;
        return measured;
    });
}

void Autofocus::goToLastGoodZ()
{
    const auto hold = holdGlobalLock();
    const auto z = lastGoodZ();
    if (!z) {
        throw ThingError(QStringLiteral("NoFocusFoundError"),
                         tr("No focus has been found yet: run an autofocus first."));
    }
    requireAllowed(*z);
    approach(*z);
}

FocusSweep Autofocus::orBackToStart(const std::function<FocusSweep(int startZ)> &work)
{
    const int startZ = m_stage->position().z;
    requireAllowed(startZ);
    try {
        return work(startZ);
    } catch (const InvocationCancelled &) {
        goBack(startZ);
        throw;
    } catch (const ThingError &error) {
        // A user has stopped the stage: it must not move on by itself.
        if (error.title() != QStringLiteral("StageStoppedError"))
            goBack(startZ);
        throw;
    }
}

void Autofocus::goBack(int z)
{
    if (isEverythingStopped() || m_stage->position().z == z)
        return;
    try {
        approach(z);
        logInfo(QStringLiteral("The stage is back at z = %1.").arg(z));
    } catch (const std::exception &) {
        logWarning(QStringLiteral("The stage is not back at z = %1, where it was before: %2")
                       .arg(z)
                       .arg(Error::fromException(std::current_exception()).message()));
    }
}

Autofocus::SweepRange Autofocus::rangeOf(int dz, SweepStart start, int z) const
{
    const int from = start == SweepStart::Centre ? z - towards() * (dz / 2) : z;
    const int to = from + towards() * dz;
    const SweepRange range {allowed(from), allowed(to)};
    const int length = std::abs(range.to - range.from);
    if (length < FastAutofocusRequest::shortest) {
        throw ThingError(
            QStringLiteral("StageLimitError"),
            tr("Only %1 of %2 steps lie within the limits: z may be from %3 to %4. Move the stage "
               "away from the limit, or set another one.")
                .arg(length)
                .arg(dz)
                .arg(allowed(-AutofocusOptions::farthest))
                .arg(allowed(AutofocusOptions::farthest)));
    }
    if (range.from != from || range.to != to) {
        logInfo(QStringLiteral("The limits allow only z = %1 to %2 of the range.")
                    .arg(range.from)
                    .arg(range.to));
    }
    return range;
}

FocusSweep Autofocus::sweep(const SweepRange &range, int metric)
{
    Recording recording(*this);
    (void)recording.next(); // so that the camera runs when the stage does
    Moves moves;
    Samples samples = sweepAtOnce(recording, range, moves);
    if (!m_camera->isConnected())
        throwNoFrames();
    if (samples.size() < leastPictures) {
        logInfo(QStringLiteral("Only %1 pictures came while the stage moved: moving it in steps.")
                    .arg(samples.size()));
        moves.clear();
        samples = sweepInSteps(recording, range, moves);
    }
    return Recording::measured(samples, moves, metric);
}

Autofocus::Samples Autofocus::sweepAtOnce(Recording &recording, const SweepRange &range,
                                          Moves &moves)
{
    {
        const ProgressPart part(0, 40);
        approach(range.from);
    }
    (void)recording->take();
    moves.add(Clock::now(), m_stage->position());
    const ProgressPart part(40, 100);
    moveTo(range.to);
    moves.add(Clock::now(), m_stage->position());
    return recording.during(moves);
}

Autofocus::Samples Autofocus::sweepInSteps(Recording &recording, const SweepRange &range,
                                           Moves &moves)
{
    const int length = range.to - range.from;
    const int count = std::min(stepsOfASweep, std::abs(length) + 1);
    Samples samples;
    for (int i = 0; i < count; ++i) {
        const ProgressPart part(100.0 * i / count, 100.0 * (i + 1) / count);
        const int z = range.from + int(std::lround(double(length) * i / (count - 1)));
        if (i == 0)
            approach(z);
        else
            moveTo(z);
        moves.add(Clock::now(), m_stage->position());
        samples.push_back({recording.next(), double(m_stage->position().z)});
    }
    return samples;
}

void Autofocus::arrive(FocusSweep &sweep, int z)
{
    const int target = allowed(z);
    approach(target);
    sweep.focusZ = target;
    m_lastGoodZ = target;
    logInfo(QStringLiteral("The focus is at z = %1, from %2 pictures.")
                .arg(target)
                .arg(sweep.z.size()));
}

void Autofocus::failWithoutPeak(const FocusSweep &sweep, const FocusPeak &peak)
{
    m_latestSweep = sweep;
    const QString range = QStringLiteral("z = %1 to %2")
                              .arg(sweep.z.value(0))
                              .arg(sweep.z.isEmpty() ? 0 : sweep.z.last());
    QString why;
    switch (peak.kind) {
    case FocusPeak::Kind::Found:
    case FocusPeak::Kind::Flat:
        why = tr("No focus was found: the pictures are equally sharp all over %1. Look whether "
                 "there is a sample, and whether the light is on.")
                  .arg(range);
        break;
    case FocusPeak::Kind::TooFew:
        why = tr("No focus was found: only %1 pictures came over %2. Use a larger range.")
                  .arg(sweep.z.size())
                  .arg(range);
        break;
    case FocusPeak::Kind::AtBegin:
    case FocusPeak::Kind::AtEnd:
        why =
            tr("No focus was found: the sharpest picture is at the end of the range, near z = %1. "
               "Move the stage in that direction, or use a larger range.")
                .arg(std::lround(peak.z));
    }
    throw ThingError(QStringLiteral("NoFocusFoundError"), why);
}

int Autofocus::towards() const
{
    return towardsObjective() == AutofocusOptions::Direction::Up ? 1 : -1;
}

int Autofocus::allowed(int z) const
{
    const SoftLimits limits = m_stage->softLimits();
    int least = limits.z.minimum;
    int most = limits.z.maximum;
    if (const auto limit = zLimit())
        (towards() > 0 ? most : least) = *limit;
    // A limit that lies outside those of the stage leaves nothing, or changes nothing.
    least = std::max(least, limits.z.minimum);
    most = std::min(most, limits.z.maximum);
    return least > most ? (towards() > 0 ? most : least) : std::clamp(z, least, most);
}

void Autofocus::requireAllowed(int z) const
{
    if (allowed(z) == z)
        return;
    throw ThingError(
        QStringLiteral("StageLimitError"),
        tr("z = %1 is beyond the limit of %2 steps. Move the stage away from the objective, or set "
           "another z_limit.")
            .arg(z)
            .arg(allowed(z)));
}

void Autofocus::moveTo(int z)
{
    requireAllowed(z);
    m_stage->moveAbsolute({.x = {}, .y = {}, .z = z});
}

void Autofocus::approach(int z)
{
    const int slack = backlash();
    const int here = m_stage->position().z;
    if (slack > 0 && towards() * (z - here) < slack) {
        const int before = allowed(z - towards() * slack);
        if (before != here)
            moveTo(before);
    }
    moveTo(z);
}

void Autofocus::throwNoFrames() const
{
    if (!m_camera->isConnected()) {
        const auto fault = m_camera->fault();
        throw ThingError(QStringLiteral("DeviceLostError"),
                         tr("The camera was lost during the autofocus. %1")
                             .arg(fault ? fault->what : QString())
                             .trimmed());
    }
    throw ThingError(
        QStringLiteral("NoFrameError"),
        tr("The camera delivers no live pictures. Look whether the window shows any."));
}

} // namespace Holdfast
