// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFile>

#include <atomic>

namespace Holdfast {

//! \brief What somebody has done with a lock, written down where no kill reaches it: in memory that
//! the one who kills shares. Each is counted before, or after, but never in the middle.
struct KillAccount
{
    static constexpr int users = 3; //!< who ask, each for one thing at a time

    std::atomic<quint64> asked;     //!< before somebody asks for the lock
    std::atomic<quint64> granted;   //!< once it has it
    std::atomic<quint64> givenBack; //!< once it has let go
    std::atomic<quint64> refused;   //!< once it knows
    std::atomic<quint64> breaks;    //!< before somebody asks for one
    std::atomic<quint64> modes;     //!< before somebody stops everything, or ends that
};

//! \brief A KillAccount in a file. Null where that cannot be.
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
