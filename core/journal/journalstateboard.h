// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journalstate.h"

#include <mutex>
#include <utility>

namespace Holdfast {

//! \brief Where who writes a journal says how it goes, and who reads it what is wrong with the file.
//! Thread-safe.
class JournalStateBoard
{
public:
    JournalState state() const
    {
        const std::lock_guard lock(m_mutex);
        return m_state;
    }
    void setState(const JournalState &state)
    {
        const std::lock_guard lock(m_mutex);
        m_state = state;
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
    mutable std::mutex m_mutex;
    JournalState m_state {JournalState::State::Paused, QStringLiteral("It has not begun yet."), 0};
    bool m_isDamaged = false;
};

} // namespace Holdfast
