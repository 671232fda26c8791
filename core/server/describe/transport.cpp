// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/transport.h"

namespace Holdfast {

QList<Transport> servedTransports()
{
    return {Transport::LongPoll, Transport::EventStream, Transport::WebSocket};
}

} // namespace Holdfast
