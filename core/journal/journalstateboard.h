// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journalstate.h"
#include "core/journal/journaltally.h"

#include <functional>
#include <mutex>
#include <utility>

namespace Holdfast {

//! \brief Where who writes a journal says how it goes, and who reads it what is wrong with the file.
//! Thread-safe.
class JournalStateBoard
{
public:
    //! \a changed is called when the state is another one, in the thread that says so.
    explicit JournalStateBoard(std::function<void()> changed = {})
        : m_changed(std::move(changed))
    {
    }

    JournalState state() const
    {
        const std::lock_guard lock(m_mutex);
        return m_state;
    }
    //! Grows with every change of the state.
    quint64 version() const
    {
        const std::lock_guard lock(m_mutex);
        return m_version;
    }
    void setState(const JournalState &state)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_state == state)
                return;
            m_state = state;
            ++m_version;
        }
        if (m_changed)
            m_changed();
    }

    JournalTally tally() const
    {
        const std::lock_guard lock(m_mutex);
        return m_tally;
    }
    //! What \a more says has happened too.
    void count(const JournalTally &more)
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[kind, entries] : more.written)
            m_tally.written[kind] += entries;
        m_tally.missing += more.missing;
    }

    //! The file was found to be damaged.
    void reportDamage()
    {
        const std::lock_guard lock(m_mutex);
        m_isDamaged = true;
    }
    bool takeDamage()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_isDamaged, false);
    }

private:
    const std::function<void()> m_changed;
    mutable std::mutex m_mutex;
    JournalState m_state {JournalState::State::Paused, QStringLiteral("It has not begun yet."), 0};
    quint64 m_version = 0;
    JournalTally m_tally;
    bool m_isDamaged = false;
};

} // namespace Holdfast
