// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/threadlocalscope.h"

namespace Holdfast {

//! \brief While it lives, this thread never waits for a lock: a blocking acquire() gives up at
//! once. For threads whose event loop others depend on: those of the window, the server and the
//! Things.
class WaitingForbidden
{
public:
    //! Forbids this thread to wait.
    WaitingForbidden();

    //! Returns whether this thread has one.
    static bool here();

private:
    const ThreadLocalScope<bool> m_scope;
};

} // namespace Holdfast
