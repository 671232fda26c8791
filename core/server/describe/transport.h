// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>

namespace Holdfast {

//! \brief A way for a client to observe properties and events, other than repeated requests.
enum class Transport { LongPoll, EventStream, WebSocket };

//! Returns the transports that the server has, in the order in which its descriptions offer them:
//! most clients try the first that they know.
QList<Transport> servedTransports();

} // namespace Holdfast
