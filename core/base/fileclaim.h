// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <system_error>

namespace Holdfast {

//! \brief The right to write in a place that several programs know. One of them has it at a time. It
//! ends with the process, however the process ends. Not thread-safe.
class FileClaim
{
public:
    //! \a file serves no other purpose. It is created if need be, and is not removed.
    explicit FileClaim(const QString &file);
    ~FileClaim();
    Q_DISABLE_COPY_MOVE(FileClaim)

    //! \brief What claim() achieved.
    enum class Outcome {
        Mine,
        Theirs, //!< another program has it, or another FileClaim of this program
        Failed, //!< the file cannot be created, or the file system has no locks; see error()
    };

    //! Claims the place, unless it is claimed already. Does not block. The folder has to exist.
    Outcome claim();
    bool isMine() const { return m_file >= 0; }
    //! Gives the place up.
    void release();

    //! Returns whether the locked file is still the one with that name. When the file has been removed
    //! or replaced, another program can claim the place.
    bool isInPlace() const;

    //! Returns what went wrong, after Failed.
    std::error_code error() const { return m_error; }
    //! Names the program that has the place, after Theirs, as part of a sentence: "another program
    //! (process 4711)".
    QString holder() const;

private:
    const QByteArray m_name;
    int m_file = -1;
    std::error_code m_error;
};

} // namespace Holdfast
