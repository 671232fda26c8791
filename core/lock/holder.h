// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

#include <memory>

namespace Holdfast {

//! \brief For whom an operation runs. A label tells people; it never grants anything.
struct HolderLabel
{
    enum class Kind {
        Operator, //!< the person at the window
        Client,   //!< somebody over HTTP
        System,   //!< Holdfast itself, or code that named nobody
    };

    Kind kind = Kind::System;
    QString name;    //!< as shown: "operator", "tile scan", "python-httpx"
    QString address; //!< host and port of a client; empty for the others

    //! "tile scan (127.0.0.1:40112)", or the name alone where there is no address.
    QString toString() const;

    //! Who shares one share of the places in line: a client's name and host, without the port, so
    //! that all connections of a program count together. Empty for everybody but clients.
    QString clientKey() const;

    friend bool operator==(const HolderLabel &, const HolderLabel &) = default;
};

//! The word of \a kind on the wire: "operator", "client" or "system".
QString toWord(HolderLabel::Kind kind);

//! \brief One operation that may own a lock: a write, one run of an action, a lease.
//!
//! A holder is not a thread and not a client: two requests of one client are two holders, and one
//! holder may run in another thread than it was asked for in. Copies are the same holder.
class Holder
{
public:
    //! Makes a new holder: its id() is like no other in this process, ever.
    Holder();
    explicit Holder(HolderLabel label);

    quint64 id() const { return m_id; }
    const HolderLabel &label() const { return *m_label; }

    //! Whether whoever asks under it works under a lease: see Lease::holder.
    bool isForLease() const { return m_isForLease; }
    //! The same holder, for a lease that it has been given.
    Holder forLease() const
    {
        Holder same(*this);
        same.m_isForLease = true;
        return same;
    }

    friend bool operator==(const Holder &a, const Holder &b) { return a.m_id == b.m_id; }

    //! Who this thread works for right now: the innermost HolderScope's holder. A thread without
    //! one works for itself, under a holder of its own that no other thread ever has.
    static Holder current();

private:
    quint64 m_id;
    std::shared_ptr<const HolderLabel> m_label; //!< never null; shared, so that copies are cheap
    bool m_isForLease = false;
};

//! \brief While it lives, this thread works for \a holder. Scopes nest, and stay in their thread.
class HolderScope
{
public:
    explicit HolderScope(const Holder &holder);
    ~HolderScope();
    Q_DISABLE_COPY_MOVE(HolderScope)

private:
    Holder m_holder;
    const Holder *m_outer;
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::HolderLabel)
