// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <deque>

namespace Holdfast {

//! \brief A client that is served step by step, in turns with others.
class TurnTaker
{
public:
    virtual ~TurnTaker() = default;
    virtual void takeTurn() = 0;

private:
    friend class Turns;
    bool m_isQueued = false;
};

//! \brief The line of the clients that are served in one thread: one step each, then back to the
//! end.
//!
//! After a few milliseconds it returns to the event loop, so that new events are seen however long
//! the line is. One more in the line makes the others wait for one step longer, no matter how much
//! it asks for.
class Turns : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    //! Calls \a who once, after all that are in the line now, and never from here.
    void lineUp(TurnTaker &who);
    //! Removes \a who, which is being destroyed.
    void leave(TurnTaker &who);

private:
    void serve();
    void serveSoon();

    std::deque<TurnTaker *> m_line;
    bool m_isDue = false;
};

} // namespace Holdfast
