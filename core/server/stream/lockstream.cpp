// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/lockstream.h"

#include <utility>

namespace Holdfast {

LockStream::LockStream(LockHub &hub, const QByteArray &known)
    : StateStream(hub, known)
{
    connect(&hub, &LockHub::refused, this, &LockStream::putRefusals);
}

void LockStream::putRefusals(const QByteArray &events)
{
    // Only the latest refusals are kept.
    m_refusals = events;
    trySend();
}

void LockStream::send()
{
    StateStream::send();
    if (!m_refusals.isEmpty())
        write(std::exchange(m_refusals, {}));
}

} // namespace Holdfast
