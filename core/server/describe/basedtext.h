// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QByteArrayList>
#include <QString>

namespace Holdfast {

//! \brief A JSON text with addresses of this server, written once for all clients: the address by
//! which a client has reached the server is inserted for each request.
class BasedText
{
public:
    //! Returns the placeholder in strings for the part after "http" of the address under which the
    //! server was reached: "http" + base() becomes "http://localhost:5000", and "ws" + base()
    //! "ws://localhost:5000"; or "https://lab.example" and "wss://lab.example".
    static QString base();

    explicit BasedText(const Json &json);

    //! Returns the text for a client of \a baseUrl: "http://localhost:5000".
    QByteArray toBytes(const QString &baseUrl) const;

private:
    QByteArrayList m_pieces;
};

} // namespace Holdfast
