// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QUrlQuery>

#include <optional>

namespace Holdfast {

//! \brief A request's target in its parts.
struct RequestTarget
{
    QByteArray rawPath;
    QString path;
    QUrlQuery query;
};

//! Splits "/path?query", or "*", which is the path of the server as a whole. Returns nothing if the
//! target is not of that form, is encoded wrongly, is not UTF-8, or hides a control character. A
//! '+' in the query is a space, as forms write it.
std::optional<RequestTarget> parseTarget(QByteArrayView target);

//! Returns \a encoded without its percent signs; nothing for the reasons above.
std::optional<QString> percentDecoded(QByteArrayView encoded);

} // namespace Holdfast
