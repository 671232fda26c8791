// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scanrun.h"

#include "core/instruments/camera/imageformat.h"
#include "core/instruments/scan/tile/tileorder.h"
#include "core/instruments/scan/tile/tiletaker.h"
#include "core/thing/error.h"
#include "core/thing/progresspart.h"
#include "core/thing/thingerror.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <set>

namespace Holdfast {

namespace {

using namespace std::chrono_literals;

//! A picture of another part of the sample may be so much larger.
constexpr double variation = 1.2;
//! Of a directory entry, scan_data.json and the like.
constexpr qint64 overheadPerPicture = 4096;
//! OpenFlexure compares pictures at about this width.
constexpr double comparedWidth = 820;

QString inMegabytes(qint64 bytes)
{
    return QStringLiteral("%1 MB").arg(double(bytes) / 1e6, 0, 'f', 0);
}

QString inWords(std::chrono::seconds time)
{
    if (time < 100s)
        return QStringLiteral("%1 s").arg(time.count());
    return QStringLiteral("%1 min").arg((time.count() + 59) / 60);
}

//! Returns how to stitch the tiles; empty when they do not overlap, or that is not known.
std::optional<StitchingSettings> stitchingOf(const ScanJob &job, const ScanSpacing &spacing,
                                             const QSize &picture)
{
    if (!job.picture || picture.isEmpty())
        return {};
    const double overlap = 1
                           - std::max(spacing.right.length() / job.picture->right.length(),
                                      spacing.down.length() / job.picture->down.length());
    if (overlap <= 0)
        return {};
    return StitchingSettings {.correlationResize = std::min(1.0, comparedWidth / picture.width()),
                              .overlap = std::round(overlap * 1000) / 1000};
}

} // namespace

ScanRun::ScanRun(ScanLibrary library, ScanInstruments &instruments, ScanListener &listener,
                 ScanControl &control, qint64 reserve)
    : m_library(std::move(library))
    , m_instruments(instruments)
    , m_listener(listener)
    , m_control(control)
    , m_reserve(reserve)
{
}

ScanRun::~ScanRun() = default;

//! \a pictureSize is that of a picture in bytes, as far as it is known.
void ScanRun::makeTileTaker(qint64 pictureSize)
{
    m_tiles = std::make_unique<TileTaker>(
        m_instruments, m_listener, pictureSize,
        [this](LogLevel level, const QString &message) { say(level, message); });
}

void ScanRun::start(const ScanJob &job)
{
    job.plan.check();
    m_progress = {};
    m_listener.progressed(m_progress);
    if (job.plan.autofocusEvery > 0 && !m_instruments.canFocus()) {
        throw ThingError(
            QStringLiteral("ScanNotReadyError"),
            QStringLiteral("The scan is to focus, but this station has no autofocus. Add one "
                           "to the configuration, or set autofocus_every to 0."));
    }
    m_resume = {};
    m_resume.start = m_instruments.position();
    m_resume.limits = m_instruments.softLimits();
    m_resume.mapping = m_instruments.mapping();
    m_resume.spacing = job.plan.spacing(job.picture);
    m_resume.plan = job.plan.resolved(m_resume.spacing, job.picture);
    m_resume.baseName = ScanLibrary::safeName(job.name);
    checkReach(m_resume.plan, m_resume.start, m_resume.spacing);

    const QByteArray sample = m_instruments.capture(job.plan.captureMode);
    const qint64 needed = spaceFor(m_resume.plan, sample.size()) + m_reserve;
    const qint64 free = m_instruments.freeSpace(m_library.folder());
    if (free >= 0 && free < needed) {
        throw ThingError(
            QStringLiteral("DiskFullError"),
            QStringLiteral("The scan would fill the disk: it needs about %1, %2 must stay free, "
                           "and %3 are free in %4. Delete old scans, or plan fewer pictures.")
                .arg(inMegabytes(needed - m_reserve), inMegabytes(m_reserve), inMegabytes(free),
                     m_library.folder()));
    }

    m_record = {};
    m_record.stitchAutomatically = job.stitchAutomatically;
    m_record.saveResolution = jpegSize(sample);
    m_record.workflow = job.workflow;
    m_record.workflowSettings = job.workflowSettings;
    m_record.stitching = stitchingOf(job, m_resume.spacing, m_record.saveResolution);
    makeTileTaker(sample.size());
    beginSet(m_resume.baseName, 0);
    runSets();
}

void ScanRun::resume(const QString &name)
{
    m_progress = {};
    m_listener.progressed(m_progress);
    // Each set is a scan of its own, and only the latest one knows how far the whole has come.
    ScanFolder folder = m_library.find(name);
    auto resume = folder.resume();
    if (!resume) {
        throw ThingError(
            QStringLiteral("ScanNotResumableError"),
            QStringLiteral("The scan %1 cannot be resumed: it has no file resume.json.").arg(name));
    }
    for (bool isLatest = false; !isLatest;) {
        isLatest = true;
        const QStringList all = m_library.names();
        for (const QString &other : all) {
            const ScanFolder candidate = m_library.find(other);
            std::optional<ScanResume> later;
            try {
                later = candidate.resume();
            } catch (const ThingError &) {
                continue;
            }
            if (later && later->scans.size() > resume->scans.size()
                && later->scans.mid(0, resume->scans.size()) == resume->scans) {
                folder = candidate;
                resume = later;
                isLatest = false;
                break;
            }
        }
    }
    auto record = folder.record();
    if (!record) {
        throw ThingError(
            QStringLiteral("ScanNotResumableError"),
            QStringLiteral("The scan %1 cannot be resumed: it has no file scan_data.json.")
                .arg(name));
    }
    if (resume->isFinished && resume->set() + 1 == resume->plan.sets()) {
        throw ThingError(
            QStringLiteral("ScanNotResumableError"),
            QStringLiteral("The scan %1 is complete; there is nothing to resume.").arg(name));
    }
    if (m_instruments.softLimits() != resume->limits) {
        throw ThingError(
            QStringLiteral("ScanNotResumableError"),
            QStringLiteral(
                "The scan %1 cannot be resumed: the zero of the stage, or its limits, are "
                "no longer where they were, so that its tiles would be taken in other "
                "places.")
                .arg(name));
    }
    if (resume->plan.autofocusEvery > 0 && !m_instruments.canFocus()) {
        throw ThingError(
            QStringLiteral("ScanNotReadyError"),
            QStringLiteral("The scan is to focus, but this station has no autofocus."));
    }
    m_folder = folder;
    m_resume = *resume;
    m_record = *record;
    m_folder->prepare();
    if (!m_resume.isFinished) {
        m_record.result.clear();
        m_record.completionReason.clear();
        m_record.duration.reset();
        m_folder->write(m_record);
    }
    m_timePointBegan = Clock::now();
    m_progress.scan = m_folder->name();
    m_progress.set = m_resume.set();
    m_progress.sets = m_resume.plan.sets();
    makeTileTaker(0);
    m_tiles->begin(*m_folder);
    say(LogLevel::Info, QStringLiteral("Resuming the scan %1.").arg(m_folder->name()));
    takeMapping();
    m_listener.setBegun(*m_folder, m_record, m_resume);
    runSets();
}

//! Marks the other pictures as the first ones: stitching programs refuse a scan whose pictures differ in this.
void ScanRun::takeMapping()
{
    const Json now = m_instruments.mapping();
    if (now == m_resume.mapping)
        return;
    if (now.is_null()) {
        m_instruments.restoreMapping(m_resume.mapping);
        say(LogLevel::Info,
            QStringLiteral("The mapping of camera and stage is again that of the scan's first "
                           "pictures: it was not calibrated any more."));
        return;
    }
    say(LogLevel::Warning,
        QStringLiteral(
            "The mapping of camera and stage is another one than when the scan began. Its "
            "pictures are taken all the same, but openflexure-stitch refuses pictures "
            "with different mappings, unless it is given one with --csm_matrix."));
}

//! Throws when the stage may not reach a tile. Where the scan grows over the sample, the limits bound its way.
void ScanRun::checkReach(const ScanPlan &plan, const StagePosition &start,
                         const ScanSpacing &spacing) const
{
    for (int set = 0; set < std::max(1, int(plan.positions.size())); ++set) {
        const StagePosition site = plan.siteOf(set, start);
        if (plan.growsOverSample()) {
            m_resume.limits.allow(site);
            continue;
        }
        // All tiles lie between those at the corners.
        for (const ScanCell &corner : {ScanCell {0, 0},
                                       {plan.columns - 1, 0},
                                       {0, plan.rows - 1},
                                       {plan.columns - 1, plan.rows - 1}}) {
            const QList<StagePosition> stack = plan.stackAt(plan.positionOf(corner, site, spacing));
            m_resume.limits.allow(stack.constFirst());
            m_resume.limits.allow(stack.constLast());
        }
    }
}

qint64 ScanRun::spaceFor(const ScanPlan &plan, qint64 pictureSize) const
{
    // How many tiles a sample needs is not known; a scan that grows checks the disk before each of them.
    const double tiles = plan.growsOverSample() ? 1 : double(plan.columns) * plan.rows;
    const double bytes = tiles * plan.planes * plan.sets()
                         * (variation * double(pictureSize) + double(overheadPerPicture));
    return qint64(std::min(bytes, 9e18));
}

void ScanRun::beginSet(const QString &base, int set)
{
    m_folder = m_library.create(base);
    m_resume.scans << m_folder->name();
    m_resume.background.clear();
    m_resume.isFinished = false;
    m_record.scanName = m_folder->name();
    m_record.start = m_resume.plan.siteOf(set, m_resume.start);
    m_record.startTime = QDateTime::currentDateTime();
    m_record.imageCount = 0;
    m_record.duration.reset();
    m_record.result.clear();
    m_record.completionReason.clear();
    m_folder->write(m_record);
    m_folder->write(m_resume);
    if (m_resume.plan.placeOf(set) == 0)
        m_timePointBegan = Clock::now();
    m_tiles->begin(*m_folder);
    // Another place has another focus.
    if (!m_resume.plan.positions.isEmpty() && m_resume.plan.positions[m_resume.plan.placeOf(set)].z)
        m_resume.focus.reset();
    m_progress = {.phase = ScanProgress::Phase::Scanning,
                  .scan = m_folder->name(),
                  .set = set,
                  .sets = m_resume.plan.sets()};
    say(LogLevel::Info,
        m_progress.sets == 1
            ? QStringLiteral("Beginning the scan %1.").arg(m_folder->name())
            : QStringLiteral("Beginning the scan %1: position %2 of %3, time point %4 of %5.")
                  .arg(m_folder->name())
                  .arg(m_resume.plan.placeOf(set) + 1)
                  .arg(m_progress.sets / m_resume.plan.timePoints)
                  .arg(m_resume.plan.timePointOf(set) + 1)
                  .arg(m_resume.plan.timePoints));
    m_listener.setBegun(*m_folder, m_record, m_resume);
}

void ScanRun::runSets()
{
    try {
        for (;;) {
            if (!m_resume.isFinished)
                runSet();
            const int next = m_resume.set() + 1;
            if (next == m_resume.plan.sets())
                break;
            if (m_resume.plan.placeOf(next) == 0)
                waitForTimePoint();
            beginSet(m_resume.baseName, next);
        }
        if (m_resume.plan.returnToStart) {
            const ProgressPart part(99, 100, QStringLiteral("returning to the start"));
            m_instruments.moveTo(m_resume.start);
        }
    } catch (...) {
        noteFailure();
        m_progress.phase = ScanProgress::Phase::Complete;
        m_listener.progressed(m_progress);
        throw;
    }
    m_progress.phase = ScanProgress::Phase::Complete;
    m_listener.progressed(m_progress);
}

void ScanRun::runSet()
{
    const ScanPlan &plan = m_resume.plan;
    const auto pictures = m_folder->pictures();
    const std::set<ScanCell> background(m_resume.background.cbegin(), m_resume.background.cend());
    TileOrder order(plan, m_resume.spacing);
    m_progress.phase = ScanProgress::Phase::Scanning;
    m_progress.images = 0;
    m_record.imageCount = 0;
    while (const auto cell = order.next()) {
        StagePosition target = plan.positionOf(*cell, site(), m_resume.spacing);
        const auto taken = pictures.value({target.x, target.y});
        bool isSample = false;
        if (int(taken.size()) >= plan.planes) {
            isSample = true;
            m_record.imageCount += int(taken.size());
        } else if (!background.contains(*cell) && (!plan.growsOverSample() || hasRoomFor(target))) {
            // Those of a stack that was broken off may have been taken around another focus.
            if (!taken.isEmpty())
                m_folder->removePictures({target.x, target.y});
            m_progress.tilesDone = order.done();
            m_progress.tilesTotal = order.total();
            const auto began = Clock::now();
            isSample = takeTile(*cell, target);
            m_working += Clock::now() - began;
            ++m_tilesOfRun;
            order.found(isSample);
            m_progress.tilesDone = order.done();
            m_progress.tilesTotal = order.total();
            report();
            letOthersIn();
            continue;
        }
        order.found(isSample);
    }
    m_progress.tilesDone = order.done();
    m_progress.tilesTotal = order.total();
    m_tiles->finish();
    endSet(QStringLiteral("success"), order.end());
}

bool ScanRun::hasRoomFor(const StagePosition &target) const
{
    try {
        const QList<StagePosition> stack = m_resume.plan.stackAt(target);
        m_resume.limits.allow(stack.constFirst());
        m_resume.limits.allow(stack.constLast());
        return true;
    } catch (const ThingError &) {
        return false;
    }
}

//! Returns whether the tile shows the sample.
bool ScanRun::takeTile(const ScanCell &cell, StagePosition target)
{
    QString message =
        QStringLiteral("tile %1 of %2").arg(m_progress.tilesDone + 1).arg(m_progress.tilesTotal);
    if (m_progress.left)
        message += QStringLiteral(", %1 left").arg(inWords(*m_progress.left));
    const ProgressPart part(percentAt(m_progress.tilesDone), percentAt(m_progress.tilesDone + 1),
                            message);

    throwIfCancelled();
    requireSpace();
    target.z = m_resume.focus.value_or(target.z);
    m_progress.at = target;
    m_listener.progressed(m_progress);
    const int pictures = m_tiles->take(cell, m_progress.at, m_resume);
    if (pictures == 0)
        return false;
    m_record.imageCount += pictures;
    m_progress.images = m_record.imageCount;
    return true;
}

//! Throws before a tile when it would not fit on the disk.
void ScanRun::requireSpace() const
{
    const qint64 picture = m_tiles->pictureSize();
    const qint64 waiting = ScanWriter::mostWaiting * picture;
    const qint64 needed =
        m_reserve + waiting + m_resume.plan.planes * (picture + overheadPerPicture);
    const qint64 free = m_instruments.freeSpace(m_folder->path());
    if (free >= 0 && free < needed) {
        throw ThingError(
            QStringLiteral("DiskFullError"),
            QStringLiteral("The disk is full: %1 are free in %2, and %3 are to stay free.")
                .arg(inMegabytes(free), m_library.folder(), inMegabytes(m_reserve)));
    }
}

void ScanRun::letOthersIn()
{
    m_expected = m_instruments.position();
    if (m_instruments.giveWay().generationChanged)
        lookAround();
    if (!m_control.isPaused())
        return;
    say(LogLevel::Info, QStringLiteral("The scan is paused."));
    m_progress.isPaused = true;
    report();
    m_control.wait({}, [this] {
        reportProgress(percentAt(m_progress.tilesDone), QStringLiteral("paused"));
        if (m_instruments.giveWay().generationChanged)
            lookAround();
    });
    m_progress.isPaused = false;
    report();
    say(LogLevel::Info, QStringLiteral("The scan goes on."));
}

//! Looks what others have changed while they used the instruments.
void ScanRun::lookAround()
{
    // Soft limits stay where they are on the instrument: if their numbers differ, the zero was moved.
    if (m_instruments.softLimits() != m_resume.limits) {
        throw ThingError(
            QStringLiteral("ScanInterrupted"),
            QStringLiteral("The zero of the stage was moved during the scan; the scan no "
                           "longer knows where its other tiles are."));
    }
    const StagePosition here = m_instruments.position();
    if (here == m_expected)
        return;
    say(LogLevel::Info,
        QStringLiteral("The stage was moved from %1 to %2 meanwhile; the scan goes on "
                       "with its next tile.")
            .arg(m_expected.toString(), here.toString()));
    if (here.z != m_expected.z)
        m_tiles->requireFocus();
    m_expected = here;
}

void ScanRun::waitForTimePoint()
{
    const auto interval = std::chrono::duration<double>(m_resume.plan.interval);
    const auto next = m_timePointBegan + std::chrono::duration_cast<Clock::duration>(interval);
    if (next <= Clock::now())
        return;
    m_progress.isWaiting = true;
    m_expected = m_instruments.position();
    report();
    m_control.wait(next, [this, next] {
        const auto left = std::chrono::ceil<std::chrono::seconds>(next - Clock::now());
        reportProgress(
            percentAt(m_progress.tilesTotal),
            QStringLiteral("waiting for the next time point, %1").arg(inWords(std::max(left, 0s))));
        if (m_instruments.giveWay().generationChanged)
            lookAround();
    });
    m_progress.isWaiting = false;
}

void ScanRun::endSet(const QString &result, const QString &reason)
{
    m_resume.isFinished = result == QLatin1String("success");
    m_record.imageCount = m_folder->pictureCount();
    m_record.duration = std::chrono::seconds(
        std::max<qint64>(0, m_record.startTime.secsTo(QDateTime::currentDateTime())));
    m_record.result = result;
    m_record.completionReason = reason;
    m_folder->write(m_record);
    m_folder->write(m_resume);
    m_progress.images = m_record.imageCount;
    say(LogLevel::Info, QStringLiteral("The scan %1 has %2 pictures. %3")
                            .arg(m_folder->name())
                            .arg(m_record.imageCount)
                            .arg(reason));
    m_listener.setEnded(*m_folder, m_record);
}

//! Writes down why the scan has ended early. Must be called in a handler of its exception.
void ScanRun::noteFailure()
{
    if (!m_folder)
        return;
    const Error error = Error::fromException(std::current_exception());
    const bool isCancelled = error.kind() == Error::Kind::Cancelled;
    try {
        // What was taken before is to be kept.
        m_tiles->finish();
    } catch (...) {
        // Either it is the error itself, or one that hides it.
    }
    try {
        if (!m_resume.isFinished) {
            endSet(isCancelled ? QStringLiteral("cancelled by user")
                               : QStringLiteral("%1: %2").arg(error.title(), error.message()));
        } else if (m_resume.set() + 1 == m_resume.plan.sets()) {
            return; // Only the way back is missing.
        }
        const QString hint = QStringLiteral("The pictures are kept; resume_scan with scan_name = "
                                            "\"%1\" goes on with the scan.")
                                 .arg(m_folder->name());
        if (isCancelled)
            say(LogLevel::Info, hint);
        else
            say(LogLevel::Error, error.message() + QLatin1Char(' ') + hint);
    } catch (const ThingError &second) {
        // The disk may be full.
        m_instruments.log(LogLevel::Warning, second.message());
    }
}

void ScanRun::report()
{
    m_progress.left.reset();
    if (m_tilesOfRun > 0 && !m_resume.plan.growsOverSample()) {
        const double tiles =
            double(m_progress.tilesTotal) - m_progress.tilesDone
            + double(m_progress.tilesTotal) * (m_progress.sets - m_progress.set - 1);
        m_progress.left = std::chrono::ceil<std::chrono::seconds>(
            tiles * std::chrono::duration<double>(m_working) / m_tilesOfRun);
    }
    m_listener.progressed(m_progress);
}

void ScanRun::say(LogLevel level, const QString &message)
{
    m_instruments.log(level, message);
    if (m_folder)
        m_folder->log(QStringLiteral("%1: %2").arg(toWord(level), message));
}

//! Returns the progress of the whole scan when so many tiles of the current set are done. The last percent is for the way
//! back.
double ScanRun::percentAt(int tile) const
{
    const double share = std::min(1.0, tile / std::max(1.0, double(m_progress.tilesTotal)));
    return 99.0 * (m_progress.set + share) / m_progress.sets;
}

StagePosition ScanRun::site() const
{
    return m_resume.plan.siteOf(m_resume.set(), m_resume.start);
}

} // namespace Holdfast
