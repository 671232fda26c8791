// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockmemory.h"

#include <QString>

namespace Holdfast {

//! \brief The file in which a lock's memory outlives the process. A value; knows no thread.
class LockStateFile
{
public:
    explicit LockStateFile(const QString &path)
        : m_path(path)
    {
    }

    QString path() const { return m_path; }

    //! \brief What was found.
    struct Contents
    {
        LockMemory memory {};
        QString problem {}; //!< a sentence when the file is there and cannot be read; else empty
    };
    //! A file that is not there remembers nothing, and has no problem. That it cannot be told whether
    //! it is there is one.
    Contents read() const;

    //! Replaces the file, through to the disk. Returns what went wrong; empty when nothing did.
    QString write(const LockMemory &memory) const;

    //! Keeps the file as it is under another name. Returns that; empty when it cannot be done.
    QString keepAside() const;

private:
    QString m_path;
};

} // namespace Holdfast
