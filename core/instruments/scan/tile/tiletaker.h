// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scanfolder.h"
#include "core/instruments/scan/scaninstruments.h"
#include "core/instruments/scan/scanprogress.h"
#include "core/instruments/scan/scanwriter.h"

#include <functional>
#include <optional>

namespace Holdfast {

//! \brief Takes the tiles of a scan: moves to one, focuses when that is due, and takes its pictures, which are written into
//! the folder of the set meanwhile. Used in the thread of the scan.
class TileTaker
{
public:
    //! Writes a line to the log of the scan.
    using Say = std::function<void(LogLevel level, const QString &message)>;

    //! \a pictureSize is about the size of a picture in bytes; 0: not known. The references must outlive the object.
    TileTaker(ScanInstruments &instruments, ScanListener &listener, qint64 pictureSize, Say say);

    //! Takes the tiles of the set in \a folder from now on, the first of them with focusing.
    void begin(const ScanFolder &folder);
    //! Takes a tile at \a target, whose z becomes that of the focus, and keeps what has to be known of it in \a resume. Returns
    //! how many pictures there are: 0 where only background is. Throws ThingError when it fails, InvocationCancelled, and what
    //! the instruments throw.
    int take(const ScanCell &cell, StagePosition &target, ScanResume &resume);
    //! Focuses at the next tile, although that is not due.
    void requireFocus() { m_needsFocus = true; }
    //! Waits until all pictures are written. Throws what has gone wrong with that.
    void finish() { m_writer.finish(); }

    //! Returns the size of the latest picture in bytes.
    qint64 pictureSize() const { return m_pictureSize; }

private:
    bool isFocusDue(const ScanPlan &plan) const;
    void focus(StagePosition &target, ScanResume &resume);
    QByteArray takePicture(const ScanPlan &plan);
    int takeStack(const StagePosition &focused, const ScanPlan &plan, QByteArray first);
    void store(const StagePosition &where, const QByteArray &jpeg);
    void save(const ScanResume &resume);

    ScanInstruments &m_instruments;
    ScanListener &m_listener;
    const Say m_say;
    std::optional<ScanFolder> m_folder; //!< of the current set
    qint64 m_pictureSize;
    int m_tilesSinceFocus = 0;
    bool m_needsFocus = true;
    ScanWriter m_writer;
};

} // namespace Holdfast
