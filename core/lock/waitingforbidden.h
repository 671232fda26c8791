// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Holdfast {

//! \brief While it lives, this thread never waits for a lock: a blocking acquire() gives up at
//! once. For threads whose event loop others depend on: those of the window, the server and the
//! Things.
class WaitingForbidden
{
public:
    WaitingForbidden();
    ~WaitingForbidden();
    Q_DISABLE_COPY_MOVE(WaitingForbidden)

    static bool here();

private:
    bool m_outer;
};

} // namespace Holdfast
