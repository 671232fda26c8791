// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/stageposition.h"
#include "core/thing/json/json.h"

#include <QDateTime>
#include <QSize>
#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief What openflexure-stitch needs to know of a scan.
struct StitchingSettings
{
    double correlationResize =
        0.5;               //!< the factor by which pictures are made smaller to compare them
    double overlap = 0.35; //!< the share of a picture that its neighbour shows as well

    friend bool operator==(const StitchingSettings &, const StitchingSettings &) = default;
};

//! \brief The facts about a scan that OpenFlexure's programs read: the contents of `images/scan_data.json`, schema
//! version 2. A reader of that file refuses members that it does not know, so it has exactly these.
struct ScanRecord
{
    static constexpr int schemaVersion = 2; //!< of the file

    QString scanName {};             //!< with its number: "scan_0001"
    StagePosition start {};          //!< where the stage was at the begin
    QDateTime startTime {};          //!< the file has it as local time, in whole seconds
    bool stitchAutomatically = true; //!< whether the scan is stitched at its end
    QSize saveResolution {};         //!< of the pictures, in pixels
    int imageCount = 0;              //!< pictures in the folder
    std::optional<std::chrono::seconds> duration {}; //!< of the whole scan; empty before its end
    QString result {}; //!< "success", "cancelled by user" or an error; empty before the end
    QString completionReason {}; //!< why a scan that succeeded was over; empty otherwise
    std::optional<StitchingSettings> stitching {}; //!< empty: the pictures do not overlap
    QString workflow {};                           //!< the class of the workflow
    Json workflowSettings = Json::object();        //!< of that workflow, for people

    //! Returns the contents of the file.
    QByteArray toFile() const;
    //! Returns the facts from the contents of a file, one of version 2. Throws a ThingError that says what is wrong.
    static ScanRecord fromFile(const QByteArray &file);
};

} // namespace Holdfast
