// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/lockhub.h"
#include "core/server/stream/statestream.h"

namespace Holdfast {

//! \brief The lock as server-sent events: its whole state, at the beginning and with each change, and the latest refusals.
class LockStream : public StateStream
{
    Q_OBJECT
public:
    //! Makes a stream. \a known is the id of the state that the client has; it is not sent again.
    LockStream(LockHub &hub, const QByteArray &known);

protected:
    void send() override;

private:
    void putRefusals(const QByteArray &events);

    QByteArray m_refusals; //!< the waiting ones
};

} // namespace Holdfast
