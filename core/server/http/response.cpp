// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/response.h"

#include "core/thing/json/json.h"

#include <utility>

namespace Holdfast {

Response Response::json(QByteArray body, int status)
{
    return {status, QByteArrayLiteral("application/json"), {}, std::move(body)};
}

Response Response::noContent()
{
    return {204, {}, {}, {}};
}

Response Response::error(int status, const QString &detail)
{
    return json(toBytes(Json {{"detail", detail}}), status);
}

Response Response::redirect(const QString &location)
{
    return {307, {}, {{"location", location.toUtf8()}}, {}};
}

} // namespace Holdfast
