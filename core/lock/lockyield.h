// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/threadlocalscope.h"

#include <QtGlobal>

namespace Holdfast {

//! \brief What GlobalLock::yieldIfWanted() did.
struct Yielded
{
    bool gaveWay = false; //!< it has let another holder in
    //! Whether another holder owned the lock meanwhile: knowledge of the devices may be outdated.
    bool generationChanged = false;
    quint64 generation = 0; //!< the current one; 0 when the caller does not own the lock
};

//! \brief While it lives, this thread does not give way: around a part of an operation that leaves
//! the devices in a state that no other holder should meet. Scopes nest.
class Uninterruptible
{
public:
    //! Begins the part that must not be interrupted.
    Uninterruptible();

    //! Returns whether this thread has one.
    static bool here();

private:
    const ThreadLocalScope<bool> m_scope;
};

} // namespace Holdfast
