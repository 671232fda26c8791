// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>

namespace Holdfast {

//! \brief What a client can observe properties and events by, beside asking again and again.
enum class Transport { LongPoll, EventStream, WebSocket };

//! Those that the server has, in the order in which its descriptions offer them: most clients try the
//! first that they know.
QList<Transport> servedTransports();

} // namespace Holdfast
