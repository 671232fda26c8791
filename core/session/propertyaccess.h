// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

namespace Holdfast {

//! \brief The steps of a read and of a write.
class PropertyAccess
{
public:
    PropertyAccess(Station &station, const Caller &caller);

    Reply<Payload> read(Thing *thing, const PropertyAffordance &property) const;
    Reply<WriteReceipt> write(Thing *thing, const PropertyAffordance &property, const Json &value,
                              Session::LockWait wait) const;
    Reply<WritesReceipt> writeAll(Thing *thing, const Json &values, Session::LockWait wait) const;
    Reply<WriteReceipt> reset(Thing *thing, const PropertyAffordance &property,
                              Session::LockWait wait) const;

private:
    Station &m_station;
    const Caller &m_caller;
};

} // namespace Holdfast
