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

//! \brief Where a journal is: its name for SQLite, and that no other program writes it.
class JournalFile
{
public:
    explicit JournalFile(const JournalOptions &options);

    bool isInMemory() const { return m_isInMemory; }
    //! As SQLite calls it.
    QString name() const { return m_name; }

    //! Makes the folder, and keeps other programs from writing. Throws JournalError.
    void claim();

    //! The file that has the name now is the one that is in use.
    void remember();
    //! Whether somebody has taken that away since, or put another one in its place. Then nobody may
    //! read there: what SQLite keeps beside the file belongs to the old one. From any thread.
    bool isReplaced() const;
    //! Removes what belongs to the old one, which is closed by now, so that it does not get mixed with
    //! the new one.
    void removeRemains() const;

    //! Renames the file and what belongs to it. Returns its new name. Throws JournalError.
    QString keepAside() const;

private:
    using Identity = std::pair<quint64, quint64>; //!< device, and number in it; zeros for none

    const bool m_isInMemory;
    const QString m_name;
    FileClaim m_claim;
    mutable std::mutex m_mutex;
    std::array<Identity, 3> m_remembered {}; //!< of the file, and of what SQLite keeps beside it
};

} // namespace Holdfast
