// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Holdfast {

struct Response;
enum class Method;

//! \brief Passes one connection's requests, one after the other, through the HTTP library.
class HttpChannel
{
public:
    HttpChannel() = default;
    virtual ~HttpChannel() = default;
    Q_DISABLE_COPY_MOVE(HttpChannel)

    //! Offers a request to the library: no more of it than its \a method. Returns false if the library
    //! refuses it. After true, answer() must be called before the next offer(), or the end of the
    //! channel.
    virtual bool offer(Method method) = 0;

    //! Returns the answer to the offered request, in its form on the wire.
    virtual QByteArray answer(const Response &response) = 0;
};

} // namespace Holdfast
