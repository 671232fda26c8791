// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/softlimits.h"
#include "core/instruments/stage/stageposition.h"
#include "core/lock/lockyield.h"
#include "core/thing/json/json.h"
#include "core/thing/workcontext.h"

#include <QByteArray>
#include <QString>
#include <QtGlobal>

namespace Holdfast {

//! \brief What a scan needs of its surroundings: stage, camera, focus, the lock. Implemented by SmartScan with its slots, and
//! by tests. All functions are called in the worker that runs the scan, and may throw.
class ScanInstruments
{
public:
    ScanInstruments() = default;
    virtual ~ScanInstruments() = default;
    Q_DISABLE_COPY_MOVE(ScanInstruments)

    //! Returns where the stage is.
    virtual StagePosition position() const = 0;
    //! Returns how far the stage may go.
    virtual SoftLimits softLimits() const = 0;
    //! Returns the calibration with which pictures are marked now; null when there is none.
    virtual Json mapping() const { return {}; }
    //! Takes up a calibration again that was lost with the end of the program.
    virtual void restoreMapping(const Json & /*calibration*/) { }
    //! Moves the stage, and returns at the end of the move.
    virtual void moveTo(const StagePosition &target) = 0;
    //! Takes a picture, as a JPEG file with its metadata.
    virtual QByteArray capture(const QString &mode) = 0;
    //! Returns whether focusing is possible.
    virtual bool canFocus() const = 0;
    //! Moves the stage along z to the focus, within \a dz motor steps. Returns false when the pictures have no peak
    //! there; then the stage is where it was. Throws when something fails.
    virtual bool focus(int dz) = 0;
    //! Returns whether a picture shows a sample, and not only background.
    virtual bool showsSample(const QByteArray &jpeg) = 0;
    //! Lets others use the instruments, if they want to: see Thing::yieldIfWanted().
    virtual Yielded giveWay() = 0;
    //! Returns how many bytes may still be written to the disk with \a folder; negative when that is not known.
    virtual qint64 freeSpace(const QString &folder) const = 0;
    //! Writes a line to the log of the action.
    virtual void log(LogLevel level, const QString &message) = 0;
};

} // namespace Holdfast
