// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/server/routes/routebench.h"

#include <QHash>

namespace Holdfast {

//! \brief Reads server-sent events: the connection's other end.
class EventClient
{
public:
    //! Has asked, and has the reply's head. \a more are further header lines.
    EventClient(const RouteBench &bench, const QByteArray &path, const QByteArray &more = {});

    //! Returns the next event's field of that name; empty without.
    QByteArray next(const QByteArray &field = "data");
    //! Finds the next event of that name, and skips others; most events have no name. Returns false
    //! when there is none.
    bool nextNamed(const QByteArray &name);
    //! Returns another field of the same event.
    QByteArray field(const QByteArray &name) const { return m_fields.value(name); }
    Json json() const;
    bool isClosed() { return m_text.isEmpty() && m_http.raw().isClosed(); }
    RawClient &raw() { return m_http.raw(); }

    QByteArray head;

private:
    bool readUntil(const QByteArray &mark);

    HttpClient m_http;
    QByteArray m_text;
    QHash<QByteArray, QByteArray> m_fields;
};

} // namespace Holdfast
