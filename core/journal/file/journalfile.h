// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/fileclaim.h"
#include "core/journal/journaloptions.h"

#include <QString>

#include <array>
#include <mutex>
#include <utility>

namespace Holdfast {

//! \brief The file of a journal: knows its name for SQLite, and keeps other programs from writing it.
class JournalFile
{
public:
    explicit JournalFile(const JournalOptions &options);

    bool isInMemory() const { return m_isInMemory; }
    //! Returns the name for SQLite.
    QString name() const { return m_name; }

    //! Creates the folder, and keeps other programs from writing. Throws JournalError.
    void claim();

    //! Remembers the identity of the file that has the name now: it is the one in use.
    void remember();
    //! Returns whether the remembered file has been removed or replaced. Then the name must not be opened
    //! for reading: the files that SQLite keeps beside it belong to the old one. Thread-safe.
    bool isReplaced() const;
    //! Removes the files beside the old one, which must be closed, so that SQLite does not mix them with
    //! the new one.
    void removeRemains() const;

    //! Renames the file and the files beside it. Returns its new name. Throws JournalError.
    QString keepAside() const;

private:
    using Identity = std::pair<quint64, quint64>; //!< device and inode; zeros for no file

    const bool m_isInMemory;
    const QString m_name;
    FileClaim m_claim;
    mutable std::mutex m_mutex;
    std::array<Identity, 3> m_remembered {}; //!< of the file and those beside it
};

} // namespace Holdfast
