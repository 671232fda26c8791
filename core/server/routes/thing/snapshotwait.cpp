// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/thing/snapshotwait.h"

#include "core/server/routes/errorresponse.h"

#include <QTimer>

namespace Holdfast {

void SnapshotWait::begin(const Session &session, const QString &thing, const QString &stream,
                         const Responder &responder, QObject *owner)
{
    auto *wait = new SnapshotWait(responder, owner);
    const auto watch = session.watch(thing, stream, [wait](const Frame &frame) {
        wait->end({200, QByteArrayLiteral("image/jpeg"), {}, frame.jpeg});
    });
    if (watch)
        wait->m_watch = *watch;
    else
        wait->end(toResponse(watch.error()));
}

SnapshotWait::SnapshotWait(const Responder &responder, QObject *owner)
    : QObject(owner)
    , m_responder(responder)
{
    QTimer::singleShot(longest, this, [this] {
        end(Response::error(
            503, QStringLiteral("The stream has shown no picture for %1 s.").arg(longest.count())));
    });
    m_responder.onGone(this, [this] { deleteLater(); });
}

void SnapshotWait::end(const Response &response)
{
    m_responder.reply(response);
    // It is deleted later, because the watch is the caller.
    deleteLater();
}

} // namespace Holdfast
