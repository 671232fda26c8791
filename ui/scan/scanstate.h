// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/mosaic/mosaicplacement.h"
#include "core/instruments/scan/scanplan.h"
#include "core/thing/json/json.h"

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief What the Thing smart_scan says about the scan that runs, or has run last: its property latest_scan_progress.
struct ScanState
{
    //! \brief How far the stitching after the scan has come.
    struct Stitching
    {
        double percent = 0;
        QString step {};    //!< what it does, in its own words
        QString problem {}; //!< why the pictures were not stitched, or not all of them
    };

    QString name {};        //!< of the scan's folder
    QString phase {};       //!< "Setup", "Scanning", "Stitching" or "Complete"
    QString result {};      //!< of a scan that has ended; may be empty
    QString folder {};      //!< its path on this computer; empty when that is not told
    bool isRunning = false; //!< an action scans
    bool isPaused = false;  //!< it waits until it is told to go on
    bool isWaiting = false; //!< it waits for its next time point
    int tilesDone = 0;      //!< of the current set
    int tilesTotal = 0;     //!< likewise
    int set = 0;            //!< from 0
    int sets = 1;           //!< positions times time points
    std::optional<std::chrono::seconds> left {}; //!< until its end, as far as that is known
    StagePosition at {};                         //!< the current tile
    StagePosition start {};                      //!< where the scan began
    ScanSpacing spacing {};                      //!< of its tiles
    ScanPlan plan {};                            //!< with its columns and rows
    std::optional<Stitching> stitching {};       //!< empty: nothing was stitched after it

    //! Returns whether the scan has ended, and its pictures are being stitched.
    bool isBeingStitched() const { return !isRunning && phase == u"Stitching"; }

    //! Returns the state that \a json says; empty for null, and for what is no such state.
    static std::optional<ScanState> fromJson(const Json &json);
};

//! Returns the placement that \a json says; one without a size for null, and for what is no placement.
MosaicPlacement placementFromJson(const Json &json);

//! Returns the spacing of whole pictures by the two properties of the Thing camera_stage_mapping; empty when it is not
//! calibrated.
std::optional<ScanSpacing> pictureFromJson(const Json &matrix, const Json &resolution);

//! Returns \a plan as the input of the action run_plan.
Json toJson(const ScanPlan &plan);

} // namespace Holdfast
