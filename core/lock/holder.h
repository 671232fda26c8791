// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/threadlocalscope.h"
#include "core/lock/principal.h"

#include <memory>

namespace Holdfast {

//! \brief One operation that may own a lock: a write, one run of an action, a lease.
//!
//! A holder is not a thread and not a client: two requests of one client are two holders, and a
//! holder may run in another thread than the one that asked for it. Copies are the same holder.
class Holder
{
public:
    //! Makes a new holder. Its id() is unique in this process, for its whole life.
    Holder();
    //! Makes a new holder that works for \a principal.
    explicit Holder(Principal principal);

    //! Returns its number, which no other holder of this process has or will have.
    quint64 id() const { return m_id; }
    //! Returns for whom it works.
    const Principal &principal() const { return *m_principal; }
    //! Returns the kind of the one for whom it works.
    Principal::Kind kind() const { return m_principal->kind; }

    //! Returns whether an asker with this holder works under a lease: see Lease::holder.
    bool isForLease() const { return m_isForLease; }
    //! Returns the same holder, marked as one that has been given a lease.
    Holder forLease() const
    {
        Holder same(*this);
        same.m_isForLease = true;
        return same;
    }

    //! Returns whether two objects are the same holder.
    friend bool operator==(const Holder &a, const Holder &b) { return a.m_id == b.m_id; }

    //! Returns the holder for which this thread works: that of the innermost HolderScope. A thread
    //! without a scope works for itself, under a holder of its own that no other thread ever has.
    static Holder current();

private:
    quint64 m_id;
    std::shared_ptr<const Principal> m_principal; //!< never null; shared, so that copies are cheap
    bool m_isForLease = false;
};

//! \brief While it lives, this thread works for \a holder. Scopes nest, and stay in their thread.
class HolderScope
{
public:
    //! Lets this thread work for \a holder from now on.
    explicit HolderScope(const Holder &holder);

private:
    const Holder m_holder;
    const ThreadLocalScope<const Holder *> m_scope;
};

} // namespace Holdfast
