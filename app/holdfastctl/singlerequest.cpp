// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/singlerequest.h"

namespace Holdfast::Ctl {

SingleRequest::SingleRequest(Console &console, CtlCommandLine line, LockRequest request,
                             Reader reader)
    : CtlTask(console, std::move(line))
    , m_request(std::move(request))
    , m_reader(std::move(reader))
{
}

void SingleRequest::start()
{
    client().send(m_request, this, [this](const LockAnswer &answer) { answered(answer); });
}

void SingleRequest::answered(const LockAnswer &answer)
{
    if (!answer.isGood())
        return fail(failureOf(answer, client().server()), answer);
    const std::optional<Result> result = m_reader(answer.body);
    if (!result)
        return fail(notUnderstood(client().server()), answer);
    if (line().json) {
        console().print(answer.body);
    } else {
        for (const QString &text : result->lines)
            console().print(text);
    }
    finish(result->code);
}

} // namespace Holdfast::Ctl
