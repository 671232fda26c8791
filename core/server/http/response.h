// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/parse/headers.h"

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! \brief A complete reply. The parts that belong to the connection (length, keep-alive) are added
//! later.
struct Response
{
    int status = 200;
    QByteArray contentType; //!< empty: no such header
    Headers headers;        //!< beyond the content type
    QByteArray body;

    //! Returns a reply with JSON. \a body is its text on the wire.
    static Response json(QByteArray body, int status = 200);
    //! Returns 204, without a body.
    static Response noContent();
    //! Returns {"detail": "..."} as JSON.
    static Response error(int status, const QString &detail);
    //! Redirects the client to \a location with the same method and body (307).
    static Response redirect(const QString &location);
};

} // namespace Holdfast
