// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QIODevice>

#include <algorithm>
#include <utility>

namespace Holdfast {

//! \brief A body that can be sent once: Qt sends a request again, whatever its verb, when the connection is
//! closed before the answer, unless its body cannot be read again.
class BodySentOnce : public QIODevice
{
public:
    explicit BodySentOnce(QByteArray body)
        : m_body(std::move(body))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    qint64 size() const override { return m_body.size(); }
    bool seek(qint64) override { return false; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const QByteArrayView rest = QByteArrayView(m_body).sliced(m_sent);
        const qint64 count = std::min<qint64>(most, rest.size());
        std::copy_n(rest.begin(), count, data);
        m_sent += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_body;
    qint64 m_sent = 0;
};

} // namespace Holdfast
