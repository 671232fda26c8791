// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/page/pagefile.h"

#include "core/server/http/router.h"
#include "core/server/routes/conditional.h"

#include <QFile>

#include <memory>
#include <optional>
#include <utility>

namespace Holdfast {

QByteArray resourceText(const QString &name)
{
    QFile file(QStringLiteral(":/holdfast/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The program has been built without %s.", qUtf8Printable(file.fileName()));
    return file.readAll();
}

Response pagePart(const QByteArray &text, const QByteArray &type)
{
    Response response {200, type + "; charset=utf-8", {}, text};
    response.headers.add("content-security-policy",
                         "default-src 'none'; script-src 'self'; style-src 'self'; "
                         "connect-src 'self'; img-src 'self' blob:; base-uri 'none'; "
                         "form-action 'none'; frame-ancestors 'none'");
    response.headers.add("referrer-policy", "no-referrer");
    response.headers.add("x-content-type-options", "nosniff");
    return response;
}

void addFixed(Router &router, const QString &path, const Response &response, Need need)
{
    router.add(
        Method::Get, path,
        [response, tag = entityTag(response.body)](const Request &request, const auto &,
                                                   const Responder &responder) {
            responder.reply(conditional(request, response, tag));
        },
        Router::Calls::IfWanted, need);
}

struct MadeOnce::Made
{
    Response response;
    QByteArray tag;
};

MadeOnce::MadeOnce(std::function<Response()> make)
    : m_make(std::move(make))
    , m_made(std::make_shared<std::optional<Made>>())
{
}

Response MadeOnce::answerTo(const Request &request) const
{
    if (!*m_made) {
        const Response response = m_make();
        *m_made = Made {response, entityTag(response.body)};
    }
    return conditional(request, (*m_made)->response, (*m_made)->tag);
}

void addMadeOnce(Router &router, const QString &path, std::function<Response()> make)
{
    router.add(Method::Get, path,
               [made = MadeOnce(std::move(make))](const Request &request, const auto &,
                                                  const Responder &responder) {
                   responder.reply(made.answerTo(request));
               });
}

} // namespace Holdfast
