// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

namespace Holdfast {

//! \brief Whether a journal records events.
struct JournalState
{
    enum class State {
        Writing,
        Paused, //!< the file cannot be written, see reason; the journal keeps trying
        Off,    //!< the configuration has no journal
    };

    State state = State::Off;
    QString reason {};   //!< a sentence; empty while it writes
    quint64 missing = 0; //!< events that could not be written during this pause

    friend bool operator==(const JournalState &, const JournalState &) = default;
};

//! Returns the word of \a state on the wire: "writing", "paused" or "off".
QString toWord(JournalState::State state);

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::JournalState)
