// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scancontrol.h"
#include "core/instruments/scan/scaninstruments.h"
#include "core/instruments/scan/scanlibrary.h"
#include "core/instruments/scan/scanprogress.h"

#include <chrono>
#include <memory>
#include <optional>

namespace Holdfast {

class TileTaker;

//! \brief What a scan is asked to do.
struct ScanJob
{
    ScanPlan plan {}; //!< need not be resolved
    QString name {};  //!< as the user calls it; may be empty
    std::optional<ScanSpacing>
        picture {};                   //!< the size of a picture on the sample; empty: not known
    bool stitchAutomatically = false; //!< whether its end is to be followed by stitching
    QString workflow {};              //!< the class of the workflow, for the record
    Json workflowSettings = Json::object(); //!< of that workflow, for the record
};

//! \brief Runs a scan, in the worker of one action that holds the lock: moves, focuses, takes pictures and writes them.
//!
//! After each tile it gives way, so that an operator can step in; then it goes on with the next tile, because it moves to
//! absolute positions, and focuses again when z was moved meanwhile. When the zero of the stage was moved, it ends.
//! Whatever ends it, the pictures that it has taken stay, and resume() goes on with the first tile that has none. A scan that
//! fails or is cancelled leaves the stage where it is.
class ScanRun
{
public:
    //! \a reserve is how many bytes a scan leaves free on the disk. The references must outlive the object.
    ScanRun(ScanLibrary library, ScanInstruments &instruments, ScanListener &listener,
            ScanControl &control, qint64 reserve);
    ~ScanRun();
    Q_DISABLE_COPY_MOVE(ScanRun)

    //! Runs a new scan to its end. Throws ThingError when it cannot begin or fails, InvocationCancelled, and what the
    //! instruments throw.
    void start(const ScanJob &job);
    //! Goes on with a scan that has not come to its end; \a name is the folder of one of its sets. Throws as start().
    void resume(const QString &name);

private:
    using Clock = std::chrono::steady_clock;

    void checkReach(const ScanPlan &plan, const StagePosition &start,
                    const ScanSpacing &spacing) const;
    void makeTileTaker(qint64 pictureSize);
    void takeMapping();
    qint64 spaceFor(const ScanPlan &plan, qint64 pictureSize) const;
    void beginSet(const QString &base, int set);
    void runSets();
    void runSet();
    bool hasRoomFor(const StagePosition &target) const;
    bool takeTile(const ScanCell &cell, StagePosition target);
    void requireSpace() const;
    void letOthersIn();
    void lookAround();
    void waitForTimePoint();
    void endSet(const QString &result, const QString &reason = {});
    void noteFailure();
    void report();
    void say(LogLevel level, const QString &message);
    double percentAt(int tile) const;
    StagePosition site() const;

    const ScanLibrary m_library;
    ScanInstruments &m_instruments;
    ScanListener &m_listener;
    ScanControl &m_control;
    const qint64 m_reserve;
    std::optional<ScanFolder> m_folder; //!< of the current set
    ScanRecord m_record;                //!< likewise
    ScanResume m_resume;                //!< likewise
    ScanProgress m_progress;
    StagePosition m_expected; //!< where the stage was before others were let in
    Clock::time_point m_timePointBegan {};
    Clock::duration m_working {}; //!< time spent on the tiles of this run
    int m_tilesOfRun = 0;         //!< for which that time was spent
    std::unique_ptr<TileTaker> m_tiles;
};

} // namespace Holdfast
