// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journaloptions.h"

#include <QString>

namespace Holdfast {

//! \brief Where a journal is: its name for SQLite, and that no other program writes it.
class JournalFile
{
public:
    explicit JournalFile(const JournalOptions &options);
    ~JournalFile();
    Q_DISABLE_COPY_MOVE(JournalFile)

    bool isInMemory() const { return m_isInMemory; }
    //! As SQLite calls it.
    QString name() const { return m_name; }

    //! Makes the folder, and keeps other programs from writing. Throws JournalError.
    void claim();

    //! Renames the file and what belongs to it. Returns its new name. Throws JournalError.
    QString keepAside() const;

private:
    const bool m_isInMemory;
    const QString m_name;
    int m_claim = -1; //!< a file that is locked: the system unlocks it however we end
};

} // namespace Holdfast
