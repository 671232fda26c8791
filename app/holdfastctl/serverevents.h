// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <optional>

namespace Holdfast::Ctl {

//! \brief One server-sent event. Its name is empty for those that most are.
struct ServerEvent
{
    QByteArray name {};
    QByteArray data {};
};

//! \brief Finds the events in a "text/event-stream" that comes in pieces of any size.
class ServerEvents
{
public:
    //! More of one event is no event, but somebody who sends without end.
    static constexpr qsizetype largest = 16 * 1024 * 1024;

    void add(const QByteArray &piece) { m_text += piece; }
    //! The next one that is complete. Comments, and events without data, are passed over.
    std::optional<ServerEvent> next();
    bool isTooLong() const { return m_text.size() > largest; }

private:
    QByteArray m_text;
};

} // namespace Holdfast::Ctl
