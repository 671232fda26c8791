// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/lab/labtokens.h"

#include "core/base/labname.h"
#include "core/server/routes/routecontext.h"
#include "core/session/station.h"

namespace Holdfast {

namespace {

Error malformed(const QByteArray &header)
{
    return Error::invalid(
        {ValidationIssue {.type = QStringLiteral("lab_tokens"),
                          .location = Json::array({"header", "holdfast-lab"}),
                          .message = QStringLiteral(
                              "Input should be resources with their tokens, like laser=1234567, "
                              "robot=1234570"),
                          .input = toUtf8String(QString::fromUtf8(header)),
                          .context = nullptr}});
}

} // namespace

Result<LabTokens> labTokens(const RouteContext &context, const Request &request)
{
    const QByteArray header = request.headers.value("holdfast-lab").trimmed();
    if (header.isEmpty())
        return LabTokens();
    if (request.access.role < Role::Station)
        return Error::forbidden(
            QStringLiteral("The header Holdfast-Lab needs a token of the role station or admin."));
    if (!context.station->lab())
        return Error::conflict(QStringLiteral("This station is in no lab."));
    LabTokens tokens;
    for (const QByteArray &item : header.split(',')) {
        const qsizetype sign = item.indexOf('=');
        const QString name = QString::fromUtf8(item.left(sign).trimmed());
        bool isNumber = false;
        const qint64 token = item.mid(sign + 1).trimmed().toLongLong(&isNumber);
        if (sign < 0 || !isLabName(name) || !isNumber || token <= 0 || tokens.contains(name))
            return malformed(header);
        tokens.insert(name, token);
    }
    return tokens;
}

QByteArray labHeader(const LabTokens &tokens)
{
    QByteArrayList items;
    for (auto each = tokens.begin(); each != tokens.end(); ++each)
        items << each.key().toUtf8() + '=' + QByteArray::number(each.value());
    return items.join(", ");
}

} // namespace Holdfast
