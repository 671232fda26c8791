// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labmemory.h"

#include <QMap>
#include <QString>

#include <memory>

namespace Holdfast {

class TaskThread;

//! \brief The file with the stations of a lab that were seen last: so that "stop the lab" reaches them after a restart as well, also
//! while there is no etcd to ask.
class LabStationsFile
{
public:
    using Stations = QMap<QString, LabMemory::Station>;

    //! Keeps them in the file \a path; empty: nowhere.
    explicit LabStationsFile(QString path);
    //! Waits a moment for the disk.
    ~LabStationsFile();
    Q_DISABLE_COPY_MOVE(LabStationsFile)

    //! Returns those in the file; nothing when there is none, or it is damaged. Blocks.
    Stations read() const;
    //! Writes \a stations, in a thread of its own, if more than the times at which they were seen has changed. Does not block.
    void keep(const Stations &stations);

private:
    const QString m_path;
    Stations m_kept;                      //!< that were given to keep() last
    std::unique_ptr<TaskThread> m_writer; //!< null before something is written
};

} // namespace Holdfast
