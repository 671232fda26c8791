// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/smartscan.h"

#include "core/base/stagedfile.h"
#include "core/instruments/camera/imageformat.h"
#include "core/instruments/scan/mosaic/mosaic.h"
#include "core/instruments/scan/scanrun.h"
#include "core/instruments/scan/scanzip.h"
#include "core/instruments/scan/stitch/scanstitcher.h"
#include "core/instruments/scan/stitch/stitchinaction.h"
#include "core/thing/affordances/runtimeaffordances.h"
#include "core/thing/progresspart.h"
#include "core/thing/thingresource.h"
#include "core/thing/validation/invalidinputerror.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QScopeGuard>
#include <QStorageInfo>
#include <QUuid>

#include <algorithm>

namespace Holdfast {

namespace {

const SmartScanOptions &checked(const SmartScanOptions &options)
{
    options.check();
    return options;
}

//! The beginnings of the names of what is only in use for a while.
QString zipPrefix()
{
    return QStringLiteral(".zip-");
}

QString removedPrefix()
{
    return QStringLiteral(".removed-");
}

qint64 sizeOf(const QString &folder)
{
    qint64 size = 0;
    QDirIterator files(folder, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        size += files.fileInfo().size();
    }
    return size;
}

//! Returns how many bytes this account may still write; negative when that is not known.
qint64 freeSpaceAt(const QString &folder)
{
    return QStorageInfo(folder).bytesAvailable();
}

} // namespace

void SmartScanOptions::check() const
{
    if (reservedMegabytes < 0 || reservedMegabytes > mostMegabytes) {
        throw ThingError(
            QStringLiteral("The option reserved_megabytes is %1; it must be from 0 to %2.")
                .arg(reservedMegabytes)
                .arg(mostMegabytes));
    }
}

//! \brief The instruments of a scan: those in the slots.
class SmartScan::Instruments : public ScanInstruments
{
public:
    Instruments(SmartScan &scan, const BackgroundDetector &detector)
        : m_scan(scan)
        , m_detector(detector)
    {
    }

    StagePosition position() const override { return m_scan.m_stage->position(); }
    SoftLimits softLimits() const override { return m_scan.m_stage->softLimits(); }
    Json mapping() const override
    {
        return m_scan.m_mapping ? m_scan.m_mapping->lastCalibration() : Json();
    }
    void restoreMapping(const Json &calibration) override
    {
        if (m_scan.m_mapping)
            m_scan.m_mapping->restore(calibration);
    }
    void moveTo(const StagePosition &target) override
    {
        m_scan.m_stage->moveAbsolute({target.x, target.y, target.z});
    }
    QByteArray capture(const QString &mode) override
    {
        return m_scan.m_camera
            ->capture({.captureMode = mode, .imageFormat = ImageFormat::Jpeg, .retainImage = false})
            .data();
    }
    bool canFocus() const override { return bool(m_scan.m_autofocus); }
    bool focus(int dz) override
    {
        try {
            m_scan.m_autofocus->fastAutofocus({.dz = std::clamp(dz, FastAutofocusRequest::shortest,
                                                                FastAutofocusRequest::longest)});
            return true;
        } catch (const ThingError &error) {
            // Anything else is a fault of a device, or a stop.
            if (error.title() != QLatin1String("NoFocusFoundError"))
                throw;
            m_scan.logInfo(error.message());
            return false;
        }
    }
    bool showsSample(const QByteArray &jpeg) override { return m_detector.isSample(decoded(jpeg)); }
    Yielded giveWay() override { return m_scan.yieldIfWanted(); }
    qint64 freeSpace(const QString &folder) const override { return freeSpaceAt(folder); }
    void log(LogLevel level, const QString &message) override
    {
        if (level == LogLevel::Error)
            m_scan.logError(message);
        else if (level == LogLevel::Warning)
            m_scan.logWarning(message);
        else
            m_scan.logInfo(message);
    }

private:
    SmartScan &m_scan;
    const BackgroundDetector m_detector;
};

//! \brief Keeps what the properties say about the scan.
class SmartScan::Listener : public ScanListener
{
public:
    explicit Listener(SmartScan &scan)
        : m_scan(scan)
    {
    }

    void progressed(const ScanProgress &progress) override
    {
        m_scan.m_latest.setProgress(progress);
        m_scan.announce();
    }

    void setBegun(const ScanFolder &folder, const ScanRecord &record,
                  const ScanResume &resume) override
    {
        m_mosaic = m_scan.mosaicOf(folder, record);
        m_shown = {};
        m_scan.m_latest.beginSet(folder, record, resume, m_mosaic);
        m_name = folder.name();
    }

    void stored(const QByteArray &jpeg, const StagePosition &where) override
    {
        if (!m_mosaic || !m_mosaic->addTile(jpeg, where))
            return;
        const auto now = std::chrono::steady_clock::now();
        if (now < m_shown + betweenPreviews)
            return;
        m_shown = now;
        m_scan.showPreview(m_name, *m_mosaic);
    }

    void setEnded(const ScanFolder &, const ScanRecord &record) override
    {
        if (m_mosaic && m_mosaic->tiles() > 0)
            m_scan.showPreview(m_name, *m_mosaic);
        m_scan.m_latest.setRecord(record);
    }

private:
    //! Clients read the preview about once a second.
    static constexpr std::chrono::seconds betweenPreviews {1};

    SmartScan &m_scan;
    QString m_name; //!< of the set
    std::shared_ptr<Mosaic> m_mosaic;
    std::chrono::steady_clock::time_point m_shown {};
};

SmartScan::SmartScan(const SmartScanOptions &options)
    : m_options(checked(options))
{
    declare();
    addDetails();
    addResources();
}

SmartScan::~SmartScan() = default;

void SmartScan::declare()
{
    describeThing(
        tr("Scans samples: takes overlapping pictures of an area, and keeps them in the data "
           "folder."),
        tr("Scan"));
    describe("workflowName", tr("The workflow whose settings sample_scan uses.")).setting();
    describe("allWorkflowNames", tr("The names of all workflows."));
    describe("stitchAutomatically", tr("Whether a scan is stitched at its end.")).setting();
    describe("stitchTiff", tr("Whether stitching makes a TIFF file as well.")).setting();
    describe("unfinishedScans",
             tr("The scans that were begun and can be resumed, the latest at the end."));
    describe("sampleScan",
             tr("Scans by the settings of the chosen workflow. After each tile an operator may "
                "take control; the scan goes on afterwards."))
        .input("scanName", Unit::None, {}, tr("Becomes a part of the folder's name."));
    describe("runPlan",
             tr("Scans by a plan. After each tile an operator may take control; the scan goes on "
                "afterwards."))
        .input("scanName", Unit::None, {}, tr("Becomes a part of the folder's name."))
        .input("plan", Unit::None, {},
               tr("Which tiles to take, and how. Lengths are motor steps."));
    describe("resumeScan",
             tr("Goes on with a scan that was cancelled, has failed, or was broken off by the "
                "end of the program."))
        .input("scanName", Unit::None, {}, tr("The name of the scan's folder."));
    describe("pauseScan",
             tr("Lets the running scan wait before its next tile; meanwhile others may use the "
                "instruments."))
        .withoutGlobalLock();
    describe("continueScan", tr("Lets a scan that is paused go on.")).withoutGlobalLock();
    describe("stitchScan", tr("Puts the pictures of a scan together with openflexure-stitch."))
        .input("scanName", Unit::None, {}, tr("The name of the scan's folder."))
        .withoutGlobalLock();
    describe("stitchAllScans",
             tr("Puts together the pictures of all scans that have not been stitched."))
        .withoutGlobalLock();
    describe("cancelStitching",
             tr("Ends the stitching that follows a scan. The scan's pictures are kept."))
        .withoutGlobalLock();
    describe("downloadZip", tr("Packs a scan's files into a ZIP file."))
        .input("scanName", Unit::None, {}, tr("The name of the scan's folder."))
        .withoutGlobalLock();
    describe("purgeEmptyScans", tr("Deletes the scans that have no picture."));
}

void SmartScan::addDetails()
{
    RuntimeProperty names;
    names.name = QStringLiteral("workflow_display_names");
    names.description = tr("What people call the workflows, by their names.");
    names.schema = Json {{"type", "object"}};
    names.readNow = [this] {
        Json json = Json::object();
        for (const auto &[name, workflow] : m_workflows.things().asKeyValueRange())
            json[toUtf8String(name)] = workflow->displayName();
        return json;
    };
    addProperty(names);

    RuntimeProperty live;
    live.name = QStringLiteral("latest_scan_live_details");
    live.description = tr("The scan that runs, or has run last; null: none since the start.");
    live.observable = true;
    live.readNow = [this] { return m_latest.liveDetails(); };
    addProperty(live);

    RuntimeProperty placement;
    placement.name = QStringLiteral("preview_placement");
    placement.description =
        tr("Where the pixels of the preview are on the stage; null: there is none.");
    placement.observable = true;
    placement.readNow = [this] { return m_latest.previewPlacement(); };
    addProperty(placement);

    RuntimeProperty progress;
    progress.name = QStringLiteral("latest_scan_progress");
    progress.description =
        tr("How far the scan is that runs, or has run last, its plan, and how far its stitching "
           "is; null: none since the start.");
    progress.observable = true;
    progress.readNow = [this] { return m_latest.progressDetails(m_isRunning); };
    addProperty(progress);
}

void SmartScan::addResources()
{
    addResource({.path = QStringLiteral("latest_preview_stitch.jpg"),
                 .get =
                     [this](const QString &) {
                         const QString scan = m_latest.name();
                         if (scan.isEmpty()) {
                             throw ResourceError(ResourceError::Kind::NotFound,
                                                 tr("There has been no scan since the start."));
                         }
                         return ResourceAnswer {.mediaType = QByteArrayLiteral("image/jpeg"),
                                                .file = library().find(scan).imagesPath()
                                                        + QStringLiteral("/preview.jpg")};
                     },
                 .description = tr("The pictures of the latest scan, put together roughly.")});
    addResource({.path = QStringLiteral("scans/"),
                 .remove = [this](const QString &scan) { removeScan(scan); },
                 .description = tr("A scan with all its files.")});
}

void SmartScan::open()
{
    const QStringList all = allWorkflowNames();
    if (!m_options.defaultWorkflow.isEmpty() && !all.contains(m_options.defaultWorkflow)) {
        throw ThingError(
            QStringLiteral("The option default_workflow is \"%1\", and there is no such "
                           "workflow. Allowed: %2.")
                .arg(m_options.defaultWorkflow, all.join(QStringLiteral(", "))));
    }
    if (!all.contains(workflowName()) && !all.isEmpty())
        m_workflowName = firstWorkflow();
}

//! Returns the workflow that is used until another is chosen; empty when there is none.
QString SmartScan::firstWorkflow() const
{
    return m_options.defaultWorkflow.isEmpty() ? allWorkflowNames().value(0)
                                               : m_options.defaultWorkflow;
}

//! Returns the scans in the data folder, which is made when it is used for the first time.
ScanLibrary SmartScan::library() const
{
    std::call_once(m_tidied, [this] { removeLeftovers(); });
    return ScanLibrary(dataFolder());
}

//! Removes what a program that was killed has left.
void SmartScan::removeLeftovers() const
{
    QDir folder(dataFolder());
    const QStringList zips = folder.entryList({zipPrefix() + u'*'}, QDir::Files | QDir::Hidden);
    for (const QString &zip : zips)
        folder.remove(zip);
    const QStringList removed =
        folder.entryList({removedPrefix() + u'*'}, QDir::Dirs | QDir::Hidden | QDir::NoSymLinks);
    for (const QString &scan : removed)
        QDir(folder.filePath(scan)).removeRecursively();
}

void SmartScan::close()
{
    if (m_stitching)
        m_stitching->disconnect(this);
    m_stitching.reset();
}

void SmartScan::setWorkflowName(const QString &name)
{
    const auto hold = holdGlobalLock();
    const QStringList all = allWorkflowNames();
    // A reset writes the empty name of the beginning.
    const QString wanted = name.isEmpty() ? firstWorkflow() : name;
    if (!all.contains(wanted)) {
        throw InvalidInputError(
            {.type = QStringLiteral("value_error"),
             .location = Json::array(),
             .message = tr("There is no workflow with the name \"%1\". Allowed: %2.")
                            .arg(name, all.join(QStringLiteral(", "))),
             .input = Json(name),
             .context = nullptr});
    }
    m_workflowName = wanted;
}

void SmartScan::setStitchAutomatically(bool automatically)
{
    const auto hold = holdGlobalLock();
    m_stitchAutomatically = automatically;
}

void SmartScan::setStitchTiff(bool tiff)
{
    const auto hold = holdGlobalLock();
    m_stitchTiff = tiff;
}

QStringList SmartScan::unfinishedScans() const
{
    QStringList scans = library().unfinished();
    if (m_isRunning)
        scans.removeAll(m_latest.name());
    return scans;
}

ScanWorkflow *SmartScan::workflow() const
{
    if (ScanWorkflow *workflow = m_workflows.things().value(workflowName()))
        return workflow;
    throw ThingError(QStringLiteral("ScanNotReadyError"),
                     tr("There is no workflow. Add a Thing of a class like SnakeWorkflow to the "
                        "configuration."));
}

std::optional<ScanSpacing> SmartScan::pictureSpacing()
{
    if (!m_mapping)
        return {};
    const auto matrix = m_mapping->imageToStageDisplacementMatrix();
    const auto size = m_mapping->imageResolution();
    if (!matrix || !size)
        return {};
    return ScanSpacing::ofPicture(matrix->rows, size->width, QSize(size->width, size->height));
}

//! Returns the preview of a set, with the pictures that it has already; null when the mapping is not known.
std::shared_ptr<Mosaic> SmartScan::mosaicOf(const ScanFolder &folder,
                                            const ScanRecord &record) const
{
    const auto matrix = m_mapping ? m_mapping->imageToStageDisplacementMatrix() : std::nullopt;
    const auto size = m_mapping ? m_mapping->imageResolution() : std::nullopt;
    if (!matrix || !size || record.saveResolution.isEmpty())
        return {};
    try {
        auto mosaic = std::make_shared<Mosaic>(
            MosaicGeometry {.matrix = *matrix,
                            .calibratedAt = *size,
                            .tile = {.height = record.saveResolution.height(),
                                     .width = record.saveResolution.width()}});
        const auto pictures = folder.pictures();
        for (const auto &[place, heights] : pictures.asKeyValueRange()) {
            throwIfCancelled();
            const StagePosition where {place.first, place.second, *heights.cbegin()};
            QFile file(folder.picturePath(where));
            if (file.open(QIODevice::ReadOnly))
                mosaic->addTile(file.readAll(), where);
        }
        return mosaic;
    } catch (const ThingError &error) {
        logWarning(QStringLiteral("The scan has no preview: %1").arg(error.message()));
        return {};
    }
}

//! Writes the preview of a set; a disk that is full does not matter here.
void SmartScan::showPreview(const QString &scan, const Mosaic &mosaic)
{
    const QByteArray jpeg = mosaic.jpeg();
    m_preview.publish(jpeg);
    const QString path = library().find(scan).imagesPath() + QStringLiteral("/preview.jpg");
    if (const std::error_code error = replaceFile(path, jpeg)) {
        logWarning(QStringLiteral("The preview cannot be written: %1.").arg(toText(error)));
        return;
    }
    m_latest.notePreview();
    changed(QStringLiteral("preview_placement"), m_latest.previewPlacement());
    changed(QStringLiteral("latest_scan_live_details"), m_latest.liveDetails());
}

void SmartScan::sampleScan(const SampleScanRequest &request)
{
    const auto hold = holdGlobalLock();
    const ScanWorkflow *chosen = workflow();
    ScanJob job;
    job.plan = chosen->plan();
    job.name = request.scanName;
    job.picture = pictureSpacing();
    job.stitchAutomatically = m_stitchAutomatically;
    job.workflow = chosen->className();
    job.workflowSettings = toPayload(QVariant::fromValue(job.plan)).json;
    run(chosen->backgroundDetector(), [&job](ScanRun &scan) { scan.start(job); });
}

void SmartScan::runPlan(const RunPlanRequest &request)
{
    const auto hold = holdGlobalLock();
    ScanJob job;
    job.plan = request.plan;
    job.name = request.scanName;
    job.picture = pictureSpacing();
    job.stitchAutomatically = m_stitchAutomatically;
    job.workflow = QStringLiteral("ScanPlan");
    job.workflowSettings = toPayload(QVariant::fromValue(job.plan)).json;
    BackgroundDetector detector;
    if (const ScanWorkflow *chosen = m_workflows.things().value(workflowName()))
        detector = chosen->backgroundDetector();
    run(detector, [&job](ScanRun &scan) { scan.start(job); });
}

void SmartScan::resumeScan(const QString &scanName)
{
    const auto hold = holdGlobalLock();
    BackgroundDetector detector;
    if (const ScanWorkflow *chosen = m_workflows.things().value(workflowName()))
        detector = chosen->backgroundDetector();
    run(detector, [&scanName](ScanRun &scan) { scan.resume(scanName); });
}

//! Runs a scan in this thread.
void SmartScan::run(const BackgroundDetector &detector, const std::function<void(ScanRun &)> &work)
{
    // Where the lock is switched off, it cannot prevent a second scan.
    if (m_isRunning.exchange(true))
        throw ThingError(QStringLiteral("ScanRunningError"), tr("A scan is running already."));
    const auto atEnd = qScopeGuard([this] {
        m_isRunning = false;
        m_control.proceed();
        announce();
    });
    m_control.proceed();
    m_latest.clear();
    Instruments instruments(*this, detector);
    Listener listener(*this);
    ScanRun scan(library(), instruments, listener, m_control, reserve());
    work(scan);
    reportProgress(100);
    if (m_stitchAutomatically)
        stitchInBackground(m_latest.name());
}

//! Returns how to stitch a scan; empty when it cannot be stitched.
std::optional<StitchRequest> SmartScan::stitchingOf(const ScanFolder &folder) const
{
    const auto record = folder.record();
    if (!record || !record->stitching || folder.pictureCount() < 2)
        return {};
    return StitchRequest {.folder = folder.imagesPath(),
                          .overlap = record->stitching->overlap,
                          .resize = record->stitching->correlationResize,
                          .isTiffWanted = m_stitchTiff,
                          .program = m_options.stitcher};
}

//! Stitches the sets of a scan that has just ended. The lock is not held meanwhile: the microscope is free.
void SmartScan::stitchInBackground(const QString &latestSet)
{
    QList<StitchRequest> requests;
    const auto resume = library().find(latestSet).resume();
    const QStringList sets = resume ? resume->scans : QStringList();
    for (const QString &set : sets) {
        if (const auto request = stitchingOf(library().find(set)))
            requests << *request;
    }
    if (requests.isEmpty())
        return;
    if (StitchProcess::findProgram(m_options.stitcher).isEmpty()) {
        const QString problem = StitchProcess::howToInstall(m_options.stitcher);
        logWarning(problem);
        setStitching(latestSet, {.problem = problem});
        return;
    }
    setStitching(latestSet, {});
    setPhase(latestSet, ScanProgress::Phase::Stitching);
    inThingThread([this, requests, latestSet] { stitch(requests, latestSet); });
}

//! Runs in the Things' thread. Ends the stitching after a scan before.
void SmartScan::stitch(const QList<StitchRequest> &requests, const QString &latestSet)
{
    endStitching();
    m_stitching = std::make_unique<ScanStitcher>(requests);
    connect(m_stitching.get(), &ScanStitcher::progressed, this,
            [this, latestSet](const StitchState &state) { setStitching(latestSet, state); });
    connect(m_stitching.get(), &ScanStitcher::stitched, this,
            [this](const QString &folder, const std::optional<Error> &error) {
                if (!error) {
                    logInfo(QStringLiteral("The pictures in %1 were stitched.").arg(folder));
                    return;
                }
                const QString message = QStringLiteral("The pictures in %1 were not stitched: %2")
                                            .arg(folder, error->message());
                if (error->kind() == Error::Kind::Cancelled)
                    logInfo(message);
                else
                    logWarning(message);
            });
    connect(m_stitching.get(), &ScanStitcher::ended, this, [this, latestSet] {
        endStitching();
        setPhase(latestSet, ScanProgress::Phase::Complete);
    });
    m_stitching->start();
}

void SmartScan::endStitching()
{
    if (!m_stitching)
        return;
    m_stitching->disconnect(this);
    m_stitching.release()->deleteLater(); // It may be the one whose signal is being handled.
}

void SmartScan::cancelStitching()
{
    const bool isStitching = inThingThread([this] {
        if (!m_stitching)
            return false;
        m_stitching->cancel();
        return true;
    });
    if (!isStitching) {
        throw ThingError(QStringLiteral("StitchNotRunningError"),
                         tr("Nothing is being stitched after a scan."));
    }
}

//! Does nothing when another scan has begun.
void SmartScan::setStitching(const QString &scan, const StitchState &state)
{
    if (m_latest.setStitching(scan, state))
        announce();
}

//! Does nothing when another scan has begun.
void SmartScan::setPhase(const QString &scan, ScanProgress::Phase phase)
{
    if (m_latest.setPhase(scan, phase))
        announce();
}

void SmartScan::stitchScan(const QString &scanName)
{
    const auto request = stitchingOf(library().find(scanName));
    if (!request) {
        throw ThingError(
            tr("The scan %1 cannot be stitched: it has fewer than two pictures, or they do not "
               "overlap.")
                .arg(scanName));
    }
    stitchInAction(this, *request);
}

void SmartScan::stitchAllScans()
{
    const QStringList all = library().names();
    for (qsizetype i = 0; i < all.size(); ++i) {
        throwIfCancelled();
        const ScanFolder folder = library().find(all[i]);
        const bool isDone = !QDir(folder.imagesPath())
                                 .entryList({QStringLiteral("*_stitched.jpg")}, QDir::Files)
                                 .isEmpty();
        const auto request = isDone ? std::nullopt : stitchingOf(folder);
        if (!request)
            continue;
        const ProgressPart part(100.0 * double(i) / double(all.size()),
                                100.0 * double(i + 1) / double(all.size()), all[i]);
        try {
            stitchInAction(this, *request);
        } catch (const ThingError &error) {
            logError(
                QStringLiteral("The scan %1 was not stitched: %2").arg(all[i], error.message()));
        }
    }
}

void SmartScan::pauseScan()
{
    if (!m_isRunning)
        throw ThingError(QStringLiteral("ScanNotRunningError"), tr("No scan is running."));
    m_control.pause();
}

void SmartScan::continueScan()
{
    if (!m_isRunning)
        throw ThingError(
            QStringLiteral("ScanNotRunningError"),
            tr("No scan is running. To go on with one that has ended early, use resume_scan."));
    m_control.proceed();
}

Blob SmartScan::downloadZip(const QString &scanName)
{
    const ScanFolder folder = library().find(scanName);
    const qint64 needed = sizeOf(folder.path());
    const qint64 free = freeSpaceAt(dataFolder());
    if (free >= 0 && free < needed + reserve()) {
        throw ThingError(
            QStringLiteral("DiskFullError"),
            tr("There is no room for the ZIP file: it needs %1 MB. Delete old scans, or download "
               "the files one by one.")
                .arg(needed / 1'000'000));
    }
    const QString path =
        dataFolder() + u'/' + zipPrefix() + QUuid::createUuid().toString(QUuid::Id128);
    writeZip(folder.path(), path, [](double share) { reportProgress(100 * share); });
    return Blob::fromFile(path, QStringLiteral("application/zip"),
                          tr("The files of the scan %1").arg(scanName), Blob::FileEnd::Deleted);
}

void SmartScan::purgeEmptyScans()
{
    const auto hold = holdGlobalLock();
    const QStringList all = library().names();
    for (const QString &scan : all) {
        throwIfCancelled();
        if (library().find(scan).pictureCount() > 0 || (m_isRunning && scan == m_latest.name()))
            continue;
        library().remove(scan);
        logInfo(QStringLiteral("Deleted the scan %1, which had no picture.").arg(scan));
    }
}

void SmartScan::removeScan(const QString &scan)
{
    if (m_isRunning && scan == m_latest.name()) {
        throw ResourceError(ResourceError::Kind::Busy,
                            tr("The scan %1 is being taken, and cannot be deleted now.").arg(scan));
    }
    library().remove(scan);
    logInfo(QStringLiteral("Deleted the scan %1.").arg(scan));
}

Json SmartScan::state() const
{
    const QString scan = m_latest.name();
    return m_isRunning && !scan.isEmpty() ? Json {{"scan_name", scan}} : Json();
}

void SmartScan::announce()
{
    changed(QStringLiteral("latest_scan_live_details"), m_latest.liveDetails());
    changed(QStringLiteral("latest_scan_progress"), m_latest.progressDetails(m_isRunning));
}

} // namespace Holdfast
