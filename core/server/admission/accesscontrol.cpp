// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/admission/accesscontrol.h"

#include "core/metrics/metrics.h"
#include "core/server/admission/credentials.h"
#include "core/server/admission/tokenkeeper.h"
#include "core/server/http/lateanswer.h"
#include "core/server/routes/sender.h"
#include "core/wire/problem.h"

#include <QLoggingCategory>

#include <prometheus/counter.h>
#include <prometheus/registry.h>

namespace Holdfast {

namespace {

Q_LOGGING_CATEGORY(accessLog, "holdfast.access")

constexpr int s_loggedAtOnce = 5;
constexpr std::chrono::seconds s_loggedEach {10};

Response problem(int status, const QString &title, const QString &detail, const Json &extra)
{
    const Problem problem {
        .detail = detail, .type = {}, .status = status, .title = title, .extra = extra};
    return Response::json(toBytes(toJson(problem)), status);
}

// Returns whether a person sees the answer, in a browser.
bool isForPage(const Request &request)
{
    return (request.method == Method::Get || request.method == Method::Head)
           && request.headers.lists("accept", "text/html");
}

QString withArticle(Role role)
{
    const QString word = toWord(role);
    const bool isVowel = role == Role::Operator || role == Role::Admin;
    return (isVowel ? QStringLiteral("an ") : QStringLiteral("a ")) + word;
}

} // namespace

AccessControl::AccessControl(const AccessOptions &options, Metrics *metrics, QObject *owner)
    : m_options(options)
    , m_owner(owner)
    , m_logged(s_loggedAtOnce, s_loggedEach)
{
    if (m_options.tokens)
        connect(m_options.tokens.get(), &TokenKeeper::changed, this, &AccessControl::tokensChanged);
    if (!metrics)
        return;
    auto &refused = prometheus::BuildCounter()
                        .Name("holdfast_access_refused_total")
                        .Help("Requests that were refused because they had no token, a wrong one, "
                              "or one whose role is not enough.")
                        .Register(metrics->registry());
    m_withoutToken = &refused.Add({{"reason", "no_token"}});
    m_wrongToken = &refused.Add({{"reason", "wrong_token"}});
    m_wrongRole = &refused.Add({{"reason", "role"}});
}

Access AccessControl::identify(const Request &request) const
{
    Access access;
    const QByteArray token = tokenIn(request);
    if (!token.isEmpty() && m_options.tokens) {
        if (const auto record = m_options.tokens->tokens()->find(token)) {
            access.reason = Access::Reason::Token;
            access.role = record->role;
            access.name = record->name;
            access.digest = record->digest;
        }
    }
    if (request.isLocal && !m_options.alwaysNeedsToken) {
        access.reason = Access::Reason::Local;
        access.role = Role::Admin;
    } else if (!access.isAdmitted() && m_options.isInsecure) {
        access.reason = Access::Reason::Insecure;
        access.role = Role::Operator;
    }
    access.isFailedAttempt = !access.isAdmitted() && !token.isEmpty();
    return access;
}

bool AccessControl::admit(const Request &request, Need need, const Responder &responder)
{
    const Access &access = request.access;
    if (access.allows(need))
        return true;
    // Without tokens, the machine of a request is all that can be known of its sender.
    if (access.reason == Access::Reason::Insecure && !request.isForwarded
        && isFromThisMachine(request))
        return true;
    if (access.isAdmitted())
        refuseRole(request, need, responder);
    else
        refuseUnknown(request, responder);
    return false;
}

bool AccessControl::isStillGood(const Access &access) const
{
    return access.reason != Access::Reason::Token
           || (m_options.tokens && m_options.tokens->tokens()->hasDigest(access.digest));
}

void AccessControl::refuseUnknown(const Request &request, const Responder &responder)
{
    const bool isWrong = request.access.isFailedAttempt;
    if (auto *counter = isWrong ? m_wrongToken : m_withoutToken)
        counter->Increment();
    QString detail = isWrong ? QStringLiteral("This token is not valid: it was revoked, or is that "
                                              "of another server.")
                             : QStringLiteral("This server needs a token from its clients: send it "
                                              "as \"Authorization: Bearer TOKEN\", or log in at "
                                              "/login.");
    detail += QStringLiteral(" On the machine on which Holdfast runs, \"holdfastctl token create\" "
                             "makes one.");
    Response response = problem(401, QStringLiteral("Unauthorized"), detail, Json::object());
    if (isForPage(request))
        response = {303, {}, {{"location", request.baseUrl().toUtf8() + "/login"}}, {}};
    else
        response.headers.add("www-authenticate",
                             isWrong ? "Bearer realm=\"Holdfast\", error=\"invalid_token\""
                                     : "Bearer realm=\"Holdfast\"");
    if (!isWrong) {
        responder.reply(response);
        return;
    }
    answerLate(request, responder, response);
}

bool AccessControl::isValid(const QByteArray &token) const
{
    return !token.isEmpty() && m_options.tokens && m_options.tokens->tokens()->find(token);
}

void AccessControl::refuseLogin(const Request &request, const Responder &responder,
                                const Response &response)
{
    // A sender that needs no token would learn nothing by guessing one.
    if (request.access.isAdmitted()) {
        responder.reply(response);
        return;
    }
    if (m_wrongToken)
        m_wrongToken->Increment();
    answerLate(request, responder, response);
}

void AccessControl::answerLate(const Request &request, const Responder &responder,
                               const Response &response)
{
    if (const auto heldBack = m_logged.pass())
        qCWarning(accessLog, "A request from %ls had a token that is not valid%ls.",
                  qUtf16Printable(request.peerName()),
                  qUtf16Printable(
                      *heldBack > 0
                          ? QStringLiteral(", after %1 more that were not logged").arg(*heldBack)
                          : QString()));
    auto *answer = new LateAnswer(responder, m_owner);
    answer->answerAfter(m_failedAttempts.note(request.peerAddress),
                        [response] { return response; });
}

void AccessControl::refuseRole(const Request &request, Need need, const Responder &responder)
{
    if (m_wrongRole)
        m_wrongRole->Increment();
    const Role wanted = leastRole(need);
    const Access &access = request.access;
    const QString here = QStringLiteral(
        "can only be done from the machine on which Holdfast runs, or with the token of an admin");
    QString detail;
    if (access.reason != Access::Reason::Token)
        detail = QStringLiteral("This %1.").arg(here);
    else if (need == Need::Administer)
        detail = QStringLiteral("This %1; \"%2\" is %3.")
                     .arg(here, access.name, withArticle(access.role));
    else
        detail = QStringLiteral("This needs a token with the role %1 or admin; \"%2\" is %3.")
                     .arg(toWord(wanted), access.name, withArticle(access.role));
    Json extra {{"needed_role", toUtf8String(toWord(wanted))}};
    if (access.reason == Access::Reason::Token)
        extra["role"] = toUtf8String(toWord(access.role));
    Response response = problem(403, QStringLiteral("Forbidden"), detail, extra);
    if (access.reason == Access::Reason::Token)
        response.headers.add("www-authenticate",
                             "Bearer realm=\"Holdfast\", error=\"insufficient_scope\", scope=\""
                                 + toWord(wanted).toLatin1() + '"');
    responder.reply(response);
}

} // namespace Holdfast
