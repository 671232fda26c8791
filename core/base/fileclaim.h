// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <system_error>

namespace Holdfast {

//! \brief The right to write in a place that several programs know, had by one of them at a time. It
//! ends with the process, however that ends. Not thread-safe.
class FileClaim
{
public:
    //! \a file is made for nothing but this, and stays.
    explicit FileClaim(const QString &file);
    ~FileClaim();
    Q_DISABLE_COPY_MOVE(FileClaim)

    //! \brief How it went.
    enum class Outcome {
        Mine,
        Theirs, //!< another program has it, or another claim of this one
        Failed, //!< the file cannot be made, or the file system knows no locks; see error()
    };

    //! Claims the place, if it is not claimed already. Waits for nobody. The folder has to be there.
    Outcome claim();
    bool isMine() const { return m_file >= 0; }
    //! Gives it up.
    void release();

    //! Whether the file that is locked is still the one of that name: whoever removes it lets others
    //! in.
    bool isInPlace() const;

    //! After Failed.
    std::error_code error() const { return m_error; }
    //! After Theirs: who has it, as a part of a sentence: "another program (process 4711)".
    QString holder() const;

private:
    const QByteArray m_name;
    int m_file = -1;
    std::error_code m_error;
};

} // namespace Holdfast
