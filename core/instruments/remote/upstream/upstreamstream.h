// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/upstream/mjpegreader.h"
#include "core/instruments/remote/upstream/upstreamconnection.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace Holdfast {

//! \brief The live pictures of another server: one connection, and only while the pictures are wanted.
//!
//! Lives in the connection's thread.
class UpstreamStream : public QObject
{
    Q_OBJECT
public:
    //! A stream that sends nothing for so long is asked for anew.
    static constexpr std::chrono::milliseconds longestSilence {10'000};
    //! After so long, one that has ended is asked for again.
    static constexpr std::chrono::milliseconds pause {1000};

    UpstreamStream(UpstreamConnection &connection, const QString &path,
                   std::function<void(const QByteArray &jpeg)> publish);
    ~UpstreamStream() override;

    void setWanted(bool wanted);

Q_SIGNALS:
    //! The stream cannot be had, or is had again: then \a why is empty.
    void failed(const QString &why);

private:
    void begin();
    void read();
    void end();
    void fail(const QString &why);

    UpstreamConnection &m_connection;
    const QString m_path;
    const std::function<void(const QByteArray &)> m_publish;
    QTimer m_again;
    QNetworkReply *m_reply = nullptr;
    std::optional<MjpegReader> m_reader;
    bool m_isWanted = false;
    QString m_failure;
};

} // namespace Holdfast
