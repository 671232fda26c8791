// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scanplan.h"
#include "core/instruments/stage/softlimits.h"
#include "core/thing/json/json.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Holdfast {

//! \brief What a scan must know to go on after the program has ended in the middle of it: the contents of `resume.json`.
//!
//! Which tiles are done is not in it: their files say that. Only the tiles without a sample have no files.
struct ScanResume
{
    static constexpr int version = 1; //!< of the file

    ScanPlan plan {};              //!< resolved
    ScanSpacing spacing {};        //!< of the tiles
    StagePosition start {};        //!< where the stage was at the begin of the scan
    SoftLimits limits {};          //!< of the stage; others mean that its zero has been moved
    Json mapping {};               //!< with which its pictures are marked; null: with none
    QString baseName {};           //!< the name that the user gave, without a number
    QStringList scans {};          //!< the folders of the sets so far, this one at the end
    QList<ScanCell> background {}; //!< the tiles of this set that showed no sample
    std::optional<int> focus {};   //!< the z of the latest focus; empty: not focused yet
    bool isFinished = false;       //!< the set is complete

    //! Returns the index of the set in this folder, from 0.
    int set() const { return int(scans.size()) - 1; }

    //! Returns the contents of the file.
    QByteArray toFile() const;
    //! Returns the facts from the contents of a file. Throws a ThingError that says what is wrong.
    static ScanResume fromFile(const QByteArray &file);
};

} // namespace Holdfast
