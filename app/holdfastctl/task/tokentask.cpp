// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/tokentask.h"

#include "core/base/printable.h"
#include "core/server/access/tokenfile.h"
#include "core/wire/jsonread.h"

#include <QUrl>

namespace Holdfast::Ctl {

namespace {

Json toJson(const TokenRecord &record)
{
    return Json {{"name", toUtf8String(record.name)},
                 {"role", toUtf8String(toWord(record.role))},
                 {"created", toUtf8String(record.created.toUTC().toString(Qt::ISODateWithMs))}};
}

StationRequest requestFor(const CtlCommandLine &line)
{
    StationRequest request {.path = QStringLiteral("/tokens")};
    if (line.command == CtlCommand::TokenCreate) {
        request.verb = "POST";
        request.body = Json {{"name", toUtf8String(line.tokenName)},
                             {"role", toUtf8String(toWord(line.tokenRole))}};
    } else if (line.command == CtlCommand::TokenRevoke) {
        request.verb = "DELETE";
        request.path += u'/' + line.tokenName;
    }
    return request;
}

} // namespace

void TokenTask::start()
{
    if (line().tokenFile.isEmpty())
        askServer();
    else
        changeFile();
}

void TokenTask::changeFile()
{
    const TokenFile file(line().tokenFile);
    switch (line().command) {
    case CtlCommand::TokenCreate: {
        const Result<NewToken> made = file.create(line().tokenName, line().tokenRole);
        if (!made)
            return failAt(made.error());
        Json json = toJson(made->record);
        json["token"] = made->token.toStdString();
        return show(json);
    }
    case CtlCommand::TokenRevoke: {
        const Result<TokenRecord> ended = file.revoke(line().tokenName);
        return ended ? show(Json()) : failAt(ended.error());
    }
    default:
        break;
    }
    const Result<TokenBook> book = file.read();
    if (!book)
        return failAt(book.error());
    Json list = Json::array();
    for (const TokenRecord &record : book->records())
        list.push_back(toJson(record));
    show(list);
}

void TokenTask::askServer()
{
    station().send(requestFor(line()), this, [this](const StationAnswer &answer) {
        const bool isRevoking = line().command == CtlCommand::TokenRevoke;
        const bool isUnderstood =
            line().command == CtlCommand::TokenList
                ? answer.body.is_array()
                : isRevoking || !JsonRead::text(answer.body, "token").isEmpty();
        if (answer.isGood() && isUnderstood)
            return show(answer.body);
        LockFailure failure = failureOf(answer, station().address());
        const QString detail = JsonRead::text(answer.body, "detail");
        if (isRevoking && answer.status == 404 && detail.contains(line().tokenName))
            failure = {CtlExitCode::NotDone, detail};
        else if (answer.status == 409)
            failure = {CtlExitCode::Refused, detail};
        fail(failure, answer);
    });
}

void TokenTask::failAt(const Error &error)
{
    const CtlExitCode code =
        error.kind() == Error::Kind::NotFound ? CtlExitCode::NotDone : CtlExitCode::Refused;
    fail({code, error.message()});
}

void TokenTask::show(const Json &body)
{
    if (line().json) {
        console().print(body.is_null() ? Json {{"revoked", toUtf8String(line().tokenName)}} : body);
        return finish(CtlExitCode::Done);
    }
    switch (line().command) {
    case CtlCommand::TokenCreate:
        console().print(JsonRead::text(body, "token"));
        break;
    case CtlCommand::TokenRevoke:
        console().print(QStringLiteral("The token %1 is revoked.").arg(line().tokenName));
        break;
    default:
        for (const Json &token : body)
            console().print(printable(QStringLiteral("%1 %2 since %3")
                                          .arg(JsonRead::text(token, "role").leftJustified(8),
                                               JsonRead::text(token, "name").leftJustified(20),
                                               JsonRead::text(token, "created"))));
        if (body.empty())
            console().print(QStringLiteral("There are no tokens."));
    }
    finish(CtlExitCode::Done);
}

} // namespace Holdfast::Ctl
