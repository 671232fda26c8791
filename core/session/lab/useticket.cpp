// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lab/useticket.h"

#include "core/session/lab/shareduse.h"

namespace Holdfast {

bool UseTicket::withdraw()
{
    return m_shared ? m_shared->withdraw() : m_ticket.withdraw();
}

int UseTicket::position() const
{
    return m_shared ? m_shared->position() : m_ticket.position();
}

} // namespace Holdfast
