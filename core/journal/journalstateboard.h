// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/brokenoffrun.h"
#include "core/journal/journalstate.h"
#include "core/journal/journaltally.h"

#include <functional>
#include <mutex>
#include <optional>
#include <utility>

namespace Holdfast {

//! \brief The state that the writer and the reader of a journal share: the writer publishes the journal's
//! state and figures, and the reader reports a damaged file. Thread-safe.
class JournalStateBoard
{
public:
    //! \a changed is called when the state has changed, in the thread that calls setState().
    explicit JournalStateBoard(std::function<void()> changed = {})
        : m_changed(std::move(changed))
    {
    }

    JournalState state() const
    {
        const std::lock_guard lock(m_mutex);
        return m_state;
    }
    //! Returns a number that grows with every change of the state.
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
    //! Adds \a more to the tally.
    void count(const JournalTally &more)
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[kind, entries] : more.written)
            m_tally.written[kind] += entries;
        m_tally.missing += more.missing;
    }

    //! Returns the run before this one if it was broken off; nothing also while that is not known yet.
    std::optional<BrokenOffRun> brokenOff() const
    {
        const std::lock_guard lock(m_mutex);
        return m_brokenOff;
    }
    //! Sets it, before the first setState().
    void setBrokenOff(const BrokenOffRun &run)
    {
        const std::lock_guard lock(m_mutex);
        m_brokenOff = run;
    }

    //! Reports that the file is damaged.
    void reportDamage()
    {
        const std::lock_guard lock(m_mutex);
        m_isDamaged = true;
    }
    //! Returns whether damage was reported since the last call.
    bool takeDamage()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_isDamaged, false);
    }

private:
    const std::function<void()> m_changed;
    mutable std::mutex m_mutex;
    JournalState m_state {JournalState::State::Paused,
                          QStringLiteral("The journal has not been opened yet."), 0};
    quint64 m_version = 0;
    JournalTally m_tally;
    std::optional<BrokenOffRun> m_brokenOff;
    bool m_isDamaged = false;
};

} // namespace Holdfast
