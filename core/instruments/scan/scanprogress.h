// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scanfolder.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QtGlobal>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief How far a scan has come. A value.
struct ScanProgress
{
    //! What a scan is doing.
    enum class Phase {
        Setup,     //!< it is looking whether it can begin
        Scanning,  //!< it takes pictures
        Stitching, //!< the pictures are put together
        Complete,  //!< it has ended, well or not
    };

    Phase phase = Phase::Setup; //!< what it is doing
    QString scan {};            //!< the name of the current set's folder; empty: none yet
    int set = 0;                //!< the index of the current set, from 0
    int sets = 1;               //!< of the scan
    int tilesDone = 0;          //!< of the current set, those without a sample included
    //! Of the current set. As far as it is known where the scan grows over the sample.
    int tilesTotal = 0;
    int images = 0;                              //!< pictures of the current set
    StagePosition at {};                         //!< the tile that is being taken, or was last
    bool isPaused = false;                       //!< the scan waits until a user lets it go on
    bool isWaiting = false;                      //!< it waits for the next time point
    std::optional<std::chrono::seconds> left {}; //!< until its end, as far as it can be foreseen

    friend bool operator==(const ScanProgress &, const ScanProgress &) = default;
};

//! \brief Is told what a scan does.
class ScanListener
{
public:
    ScanListener() = default;
    virtual ~ScanListener() = default;
    Q_DISABLE_COPY_MOVE(ScanListener)

    //! Is called in the scan's worker with each change.
    virtual void progressed(const ScanProgress &progress) = 0;
    //! Is called in the scan's worker before the first tile of each set, and when the scan is resumed in it.
    virtual void setBegun(const ScanFolder &folder, const ScanRecord &record,
                          const ScanResume &resume) = 0;
    //! Is called in the thread that writes, when a picture is on the disk.
    virtual void stored(const QByteArray &jpeg, const StagePosition &where) = 0;
    //! Is called in the scan's worker at the end of each set, after its last picture was stored.
    virtual void setEnded(const ScanFolder &folder, const ScanRecord &record) = 0;
};

} // namespace Holdfast
