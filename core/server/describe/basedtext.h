// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QByteArrayList>
#include <QString>

namespace Holdfast {

//! \brief A JSON text in which addresses of this server stand, written once for all clients: how each
//! of them has reached the server is put in when it is asked for.
class BasedText
{
public:
    //! Stands in strings for what follows "http" in the address under which the server was reached:
    //! "http" + base() becomes "http://localhost:5000", and "ws" + base() "ws://localhost:5000"; or
    //! "https://lab.example" and "wss://lab.example".
    static QString base();

    explicit BasedText(const Json &json);

    //! \a baseUrl: "http://localhost:5000".
    QByteArray toBytes(const QString &baseUrl) const;

private:
    QByteArrayList m_pieces;
};

} // namespace Holdfast
