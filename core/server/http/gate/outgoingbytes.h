// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Holdfast {

//! \brief The bytes that all connections of a server have written and the network has not taken
//! yet.
class OutgoingBytes : public QObject
{
    Q_OBJECT

public:
    explicit OutgoingBytes(qint64 limit, QObject *parent = nullptr)
        : QObject(parent)
        , m_limit(limit)
    {
    }

    //! Adds the \a change of one connection.
    void change(qint64 change)
    {
        const bool wasCrowded = isCrowded();
        m_total += change;
        m_wasFull = m_wasFull || isFull();
        if (!wasCrowded && isCrowded())
            Q_EMIT crowded();
        if (m_wasFull && !isCrowded()) {
            m_wasFull = false;
            Q_EMIT relieved();
        }
    }

    //! Returns whether there are more than the limit: a client that has not taken one reply gets no
    //! other.
    bool isCrowded() const { return m_total > m_limit; }
    //! Returns whether there are more than three times the limit: only urgent requests are
    //! answered.
    bool isFull() const { return m_total > 3 * m_limit; }

Q_SIGNALS:
    //! Is emitted when isCrowded() becomes true.
    void crowded();
    //! Is emitted when, after isFull(), even isCrowded() is false again.
    void relieved();

private:
    const qint64 m_limit;
    qint64 m_total = 0;
    bool m_wasFull = false;
};

} // namespace Holdfast
