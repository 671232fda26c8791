// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scanplan.h"
#include "core/instruments/scan/scanprogress.h"
#include "core/instruments/scan/scanrecord.h"
#include "core/instruments/scan/stitch/stitchstate.h"
#include "core/thing/json/json.h"

#include <memory>
#include <mutex>
#include <optional>

namespace Holdfast {

class Mosaic;
struct ScanResume;

//! \brief What SmartScan says about the scan that runs, or has run last, in the form of its properties. Thread-safe.
class LatestScan
{
public:
    //! Forgets the scan: another one is about to begin.
    void clear();
    void setProgress(const ScanProgress &progress);
    //! Takes note of the set that is taken from now on. \a mosaic is its preview; null: it has none.
    void beginSet(const ScanFolder &folder, const ScanRecord &record, const ScanResume &resume,
                  const std::shared_ptr<Mosaic> &mosaic);
    void setRecord(const ScanRecord &record);
    //! Takes note of that the preview was written just now.
    void notePreview();
    //! Changes what the scan is doing. Returns false, and does nothing, when another scan has begun.
    bool setPhase(const QString &scan, ScanProgress::Phase phase);
    //! Takes note of its stitching. Returns false, and does nothing, when another scan has begun.
    bool setStitching(const QString &scan, const StitchState &state);

    //! Returns the name of its current set; empty: no scan since the start.
    QString name() const;

    //! \name The properties. Null where there has been no scan since the start.
    //! @{
    Json liveDetails() const;
    Json progressDetails(bool isRunning) const;
    Json previewPlacement() const;
    //! @}

private:
    struct Scan
    {
        ScanProgress progress;
        ScanRecord record;
        ScanPlan plan;
        ScanSpacing spacing;
        QString folder;                 //!< where it is, on this computer
        std::shared_ptr<Mosaic> mosaic; //!< its preview; null without a mapping
        std::optional<double>
            previewTime; //!< when the preview was written, in seconds since 1970; empty: none yet
        std::optional<StitchState> stitching; //!< empty: nothing was stitched after it
    };

    Scan &scan();
    Scan *scanOf(const QString &name);

    mutable std::mutex m_mutex; //!< guards what follows
    std::optional<Scan> m_scan; //!< empty: no scan since the start
};

} // namespace Holdfast
