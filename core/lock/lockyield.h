// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Holdfast {

//! \brief What GlobalLock::yieldIfWanted() did.
struct Yielded
{
    bool gaveWay = false;
    //! Somebody else owned the lock meanwhile: what was known of the devices may no longer be true.
    bool generationChanged = false;
    quint64 generation = 0; //!< as it is now; 0 when the caller does not own the lock
};

//! \brief While it lives, this thread gives way to nobody: around a part of an operation that
//! leaves the devices in a state that nobody else should meet. Scopes nest.
class Uninterruptible
{
public:
    Uninterruptible();
    ~Uninterruptible();
    Q_DISABLE_COPY_MOVE(Uninterruptible)

    static bool here();
};

} // namespace Holdfast
