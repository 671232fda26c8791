// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/scanrecord.h"
#include "core/instruments/scan/scanresume.h"

#include <QByteArray>
#include <QMap>
#include <QSet>
#include <QString>

#include <optional>
#include <utility>

namespace Holdfast {

//! \brief The folder of a scan, as OpenFlexure's programs expect it:
//!
//!     scan_0001/images/img_X_Y_Z.jpeg   a tile, named by where the stage was
//!     scan_0001/images/scan_data.json   ScanRecord
//!     scan_0001/resume.json             ScanResume, which only Holdfast reads
//!     scan_0001/log.txt                 what happened
//!
//! Every file but the log gets its name when it is complete and on the disk, so that the files decide which tiles are done,
//! also after a power failure. All functions may block, and throw a ThingError that names the file; "DiskFullError" when
//! there is no room. A value that refers to the folder; copies may be used in several threads.
class ScanFolder
{
public:
    //! A place in the plane, in motor steps: x and y.
    using Place = std::pair<int, int>;

    //! Refers to the folder at \a path; makes none.
    explicit ScanFolder(const QString &path);

    //! Returns the path of the folder.
    QString path() const { return m_path; }
    //! Returns the name of the scan, which is that of the folder.
    QString name() const;
    //! Returns the path of the folder with the pictures.
    QString imagesPath() const;

    //! Makes the folder of the pictures, and removes what a program that was killed has left there.
    void prepare();

    //! Writes a picture.
    void publish(const StagePosition &where, const QByteArray &jpeg);
    //! Returns the heights of the pictures at each place. Files that are empty, or no JPEG, do not count.
    QMap<Place, QSet<int>> pictures() const;
    //! Returns how many pictures there are.
    int pictureCount() const;
    //! Returns the path of a picture.
    QString picturePath(const StagePosition &where) const;
    //! Removes all pictures at a place: those of a stack that is to be taken again.
    void removePictures(const Place &place);

    //! Writes `scan_data.json`.
    void write(const ScanRecord &record);
    //! Returns what `scan_data.json` says; empty when there is no such file.
    std::optional<ScanRecord> record() const;
    //! Writes `resume.json`.
    void write(const ScanResume &resume);
    //! Returns what `resume.json` says; empty when there is no such file.
    std::optional<ScanResume> resume() const;
    //! Adds a line to `log.txt`, with the time.
    void log(const QString &line);

    //! Returns the name of a picture's file: "img_10_-20_5.jpeg".
    static QString fileNameOf(const StagePosition &where);
    //! Returns where the picture with that name was taken; empty for another name.
    static std::optional<StagePosition> positionIn(const QString &fileName);

private:
    QString m_path;
};

} // namespace Holdfast
