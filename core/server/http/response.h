// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/headers.h"

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! \brief A complete reply. Whatever belongs to the connection (length, keep-alive) is added later.
struct Response
{
    int status = 200;
    QByteArray contentType; //!< empty: no such header
    Headers headers;        //!< beyond the content type
    QByteArray body;

    //! \a body is JSON text as it goes over the wire.
    static Response json(QByteArray body, int status = 200);
    //! 204, without a body.
    static Response noContent();
    //! {"detail": "..."} as JSON.
    static Response error(int status, const QString &detail);
    //! Sends the client to \a location with the same method and body (307).
    static Response redirect(const QString &location);
};

} // namespace Holdfast
