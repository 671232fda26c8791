// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/response.h"

#include <nlohmann/json.hpp>

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
    const nlohmann::ordered_json body{{"detail", detail.toStdString()}};
    return json(QByteArray::fromStdString(
                    body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)),
                status);
}

Response Response::redirect(const QString &location)
{
    return {307, {}, {{"location", location.toUtf8()}}, {}};
}

} // namespace Holdfast
