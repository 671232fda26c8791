// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockmemory.h"

#include <QString>

namespace Holdfast {

//! \brief The file in which a lock's memory outlives the process. A value, used in any thread.
class LockMemoryFile
{
public:
    explicit LockMemoryFile(const QString &path)
        : m_path(path)
    {
    }

    QString path() const { return m_path; }

    //! \brief The result of reading.
    struct Contents
    {
        LockMemory memory {};
        QString problem {}; //!< a sentence when the file exists and cannot be read; else empty
    };
    //! Reads the file. A file that does not exist has an empty memory, and no problem. If it is not
    //! known whether it exists, that is a problem.
    Contents read() const;

    //! Replaces the file, through to the disk. Returns the error; empty on success.
    QString write(const LockMemory &memory) const;

    //! Keeps the file unchanged under another name. Returns that; empty when it cannot be done.
    QString keepAside() const;

private:
    QString m_path;
};

} // namespace Holdfast
