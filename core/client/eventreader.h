// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <optional>

namespace Holdfast {

//! \brief One server-sent event. Most have no name.
struct ServerEvent
{
    QByteArray name {};
    QByteArray data {};
};

//! \brief Finds the events in a "text/event-stream" that comes in pieces of any size.
class EventReader
{
public:
    //! What is longer is no event, but a sender without an end.
    static constexpr qsizetype largest = 16 * 1024 * 1024;

    void add(const QByteArray &piece) { m_text += piece; }
    //! The next one that is complete. Passes over comments, and events without data.
    std::optional<ServerEvent> next();
    bool isTooLong() const { return m_text.size() > largest; }

private:
    QByteArray m_text;
};

} // namespace Holdfast
