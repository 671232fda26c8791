// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/lateanswer.h"

#include <QTimer>

#include <utility>

namespace Holdfast {

LateAnswer::LateAnswer(const Responder &responder, QObject *owner)
    : QObject(owner)
    , m_responder(responder)
    , m_atClosing([] { return Response::error(503, QStringLiteral("Holdfast is shutting down.")); })
{
    m_responder.onGone(this, [this] { deleteLater(); });
}

void LateAnswer::give(const Response &response)
{
    m_responder.reply(response);
    // It is deleted later, because the caller may be what is kept.
    deleteLater();
}

void LateAnswer::answerAfter(std::chrono::milliseconds time, MakeResponse make)
{
    QTimer::singleShot(time, this, [this, make = std::move(make)] { give(make()); });
}

void LateAnswer::answerOnceFinished(MakeResponse make)
{
    m_responder.onFinished(this, [this, make = std::move(make)] { give(make()); });
}

void LateAnswer::closeAll(const QObject *owner)
{
    const auto waiting = owner->findChildren<LateAnswer *>(Qt::FindDirectChildrenOnly);
    for (LateAnswer *answer : waiting)
        answer->give(answer->m_atClosing());
}

} // namespace Holdfast
