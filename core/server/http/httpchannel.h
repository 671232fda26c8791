// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Holdfast {

struct Request;
struct Response;

//! \brief The way of one connection's requests, one after the other, through the HTTP library.
class HttpChannel
{
public:
    HttpChannel() = default;
    virtual ~HttpChannel() = default;
    Q_DISABLE_COPY_MOVE(HttpChannel)

    //! Shows \a request to the library. False if the library refuses it. After true, answer() is
    //! due before the next offer(), or the end of the channel.
    virtual bool offer(const Request &request) = 0;

    //! The answer to what was offered, as it goes over the wire.
    virtual QByteArray answer(const Response &response) = 0;
};

} // namespace Holdfast
