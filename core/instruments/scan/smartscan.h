// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/camera.h"
#include "core/instruments/focus/autofocus.h"
#include "core/instruments/mapping/camerastagemapping.h"
#include "core/instruments/scan/latestscan.h"
#include "core/instruments/scan/scancontrol.h"
#include "core/instruments/scan/scanlibrary.h"
#include "core/instruments/scan/scanworkflow.h"
#include "core/instruments/scan/smartscanoptions.h"
#include "core/instruments/stage/stage.h"
#include "core/thing/blob.h"
#include "core/thing/framestream.h"
#include "core/thing/thing.h"
#include "core/thing/thingslot.h"
#include "core/thing/value.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace Holdfast {

class Mosaic;
struct ScanJob;
class ScanRun;
class ScanStitcher;
struct StitchRequest;

//! \brief The parameters of a scan by the settings of the chosen workflow.
struct SampleScanRequest
{
    Q_GADGET
    Q_PROPERTY(QString scanName MEMBER scanName)
public:
    QString scanName {}; //!< becomes a part of the folder's name; empty: "scan"
};

//! \brief The parameters of a scan by a plan.
struct RunPlanRequest
{
    Q_GADGET
    Q_PROPERTY(QString scanName MEMBER scanName)
    Q_PROPERTY(Holdfast::ScanPlan plan MEMBER plan)
public:
    QString scanName {}; //!< becomes a part of the folder's name; empty: "scan"
    ScanPlan plan {};    //!< what to do
};

//! \brief Scans samples, and keeps the scans in the data folder, as OpenFlexure's Thing of that name does.
//!
//! A scan is one action that holds the lock. After each tile it gives way to an operator, and goes on where it was. A scan that was
//! broken off, also by the end of the program, is resumed from the files that it has left: see ScanRun.
//!
//! Downloading, deleting and stitching go without the lock, because they use no device.
class SmartScan : public Thing
{
    Q_OBJECT
    Q_PROPERTY(
        QString workflowName READ workflowName WRITE setWorkflowName NOTIFY workflowNameChanged)
    Q_PROPERTY(QStringList allWorkflowNames READ allWorkflowNames)
    Q_PROPERTY(bool stitchAutomatically READ stitchesAutomatically WRITE setStitchAutomatically
                   NOTIFY stitchAutomaticallyChanged)
    Q_PROPERTY(bool stitchTiff READ stitchesTiff WRITE setStitchTiff NOTIFY stitchTiffChanged)
    Q_PROPERTY(QStringList unfinishedScans READ unfinishedScans)
public:
    //! Throws ThingError when an option is out of range.
    explicit SmartScan(const SmartScanOptions &options = {});
    ~SmartScan() override;

    //! Returns the name of the workflow whose settings sampleScan() uses.
    QString workflowName() const { return m_workflowName; }
    //! Chooses a workflow. Throws ThingError when there is none of that name.
    void setWorkflowName(const QString &name);
    //! Returns the names of all workflows.
    QStringList allWorkflowNames() const { return m_workflows.things().keys(); }
    //! Returns whether a scan is stitched at its end.
    bool stitchesAutomatically() const { return m_stitchAutomatically; }
    void setStitchAutomatically(bool automatically);
    //! Returns whether stitching makes a TIFF file as well.
    bool stitchesTiff() const { return m_stitchTiff; }
    void setStitchTiff(bool tiff);
    //! Returns the scans that were begun and can be resumed, the latest at the end.
    QStringList unfinishedScans() const;

    //! Scans by the settings of the chosen workflow.
    Q_INVOKABLE void sampleScan(const Holdfast::SampleScanRequest &request);
    //! Scans by a plan.
    Q_INVOKABLE void runPlan(const Holdfast::RunPlanRequest &request);
    //! Goes on with a scan that was cancelled, has failed, or was broken off by the end of the program.
    Q_INVOKABLE void resumeScan(const QString &scanName);
    //! Lets the running scan wait before its next tile; meanwhile others may use the instruments.
    Q_INVOKABLE void pauseScan();
    //! Lets a scan that is paused go on.
    Q_INVOKABLE void continueScan();

    //! Puts the pictures of a scan together with openflexure-stitch.
    Q_INVOKABLE void stitchScan(const QString &scanName);
    //! Does the same for all scans that have not been stitched.
    Q_INVOKABLE void stitchAllScans();
    //! Ends the stitching that follows a scan. Its tiles are kept. Throws a ThingError when there is none.
    Q_INVOKABLE void cancelStitching();
    //! Packs a scan's files into a ZIP file.
    Q_INVOKABLE Holdfast::Blob downloadZip(const QString &scanName);
    //! Deletes the scans that have no picture.
    Q_INVOKABLE void purgeEmptyScans();

    Json state() const override;
    void open() override;
    void close() override;

Q_SIGNALS:
    void workflowNameChanged(const QString &name);
    void stitchAutomaticallyChanged(bool automatically);
    void stitchTiffChanged(bool tiff);

private:
    class Instruments;
    class Listener;

    void declare();
    QString firstWorkflow() const;
    void addDetails();
    void addResources();
    ScanWorkflow *workflow() const;
    std::optional<ScanSpacing> pictureSpacing();
    void run(const BackgroundDetector &detector, const std::function<void(ScanRun &)> &work);
    void removeScan(const QString &scan);
    void removeLeftovers() const;
    ScanLibrary library() const;
    qint64 reserve() const { return qint64(m_options.reservedMegabytes) * 1'000'000; }
    void announce();
    std::shared_ptr<Mosaic> mosaicOf(const ScanFolder &folder, const ScanRecord &record) const;
    void showPreview(const QString &scan, const Mosaic &mosaic);
    std::optional<StitchRequest> stitchingOf(const ScanFolder &folder) const;
    void stitchInBackground(const QString &latestSet);
    void stitch(const QList<StitchRequest> &requests, const QString &latestSet);
    void endStitching();
    void setStitching(const QString &scan, const StitchState &state);
    void setPhase(const QString &scan, ScanProgress::Phase phase);

    const SmartScanOptions m_options;
    ThingSlot<Camera> m_camera {this, "cam"};
    ThingSlot<Stage> m_stage {this, "stage"};
    ThingSlot<Autofocus> m_autofocus {this, "autofocus", ThingSlotBase::Need::Optional};
    ThingSlot<CameraStageMapping> m_mapping {this, "csm", ThingSlotBase::Need::Optional};
    ThingSlots<ScanWorkflow> m_workflows {this, "all_workflows"};
    Value<QString> m_workflowName {this, &SmartScan::workflowNameChanged};
    Value<bool> m_stitchAutomatically {this, &SmartScan::stitchAutomaticallyChanged, true};
    Value<bool> m_stitchTiff {this, &SmartScan::stitchTiffChanged, false};
    FrameStream m_preview {this, QStringLiteral("preview_stream")};
    mutable std::once_flag m_tidied; //!< what a program that was killed has left was removed
    ScanControl m_control;
    std::atomic<bool> m_isRunning {false};
    std::unique_ptr<ScanStitcher> m_stitching; //!< after a scan; used in the Things' thread
    LatestScan m_latest;
};

} // namespace Holdfast
