// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/responder.h"
#include "core/session/session.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace Holdfast {

//! \brief A client that waits for the next frame of a stream. Occupies no thread; deletes itself.
class SnapshotWait : public QObject
{
    Q_OBJECT
public:
    //! The longest wait, below that of LabThings' client, which is 5 s.
    static constexpr std::chrono::seconds longest {3};

    //! Answers with the JPEG, with 503 when no frame comes, or with the error when there is no such
    //! stream.
    static void begin(const Session &session, const QString &thing, const QString &stream,
                      const Responder &responder, QObject *owner);

private:
    SnapshotWait(const Responder &responder, QObject *owner);
    void end(const Response &response);

    Responder m_responder;
    std::shared_ptr<FrameWatch> m_watch;
};

} // namespace Holdfast
