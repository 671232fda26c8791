// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFile>

#include <atomic>

namespace Holdfast {

//! \brief Counts what the threads of a process have done with a lock, in memory that is shared with the
//! process that kills them. Each event is counted before or after it, as the members say.
struct KillAccount
{
    static constexpr int users = 3; //!< threads that request the lock, each one request at a time

    std::atomic<quint64> asked;     //!< before a thread requests the lock
    std::atomic<quint64> granted;   //!< once a thread has the lock
    std::atomic<quint64> givenBack; //!< once a thread has released it
    std::atomic<quint64> refused;   //!< once a thread has been refused
    std::atomic<quint64> breaks;    //!< before a hold is broken
    std::atomic<quint64> modes;     //!< before everything is stopped, or the stop is cleared
};

//! \brief A KillAccount in a file; null when the file cannot be mapped.
class KillAccountFile
{
public:
    explicit KillAccountFile(const QString &name)
        : m_file(name)
    {
        if (m_file.open(QIODevice::ReadWrite) && m_file.resize(sizeof(KillAccount)))
            m_account = reinterpret_cast<KillAccount *>(m_file.map(0, sizeof(KillAccount)));
    }

    KillAccount *account() const { return m_account; }

private:
    QFile m_file;
    KillAccount *m_account = nullptr;
};

} // namespace Holdfast
