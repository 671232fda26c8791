// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

namespace Holdfast {

//! \brief The one for whom an operation runs: the operator, a client, or Holdfast itself.
//!
//! Holdfast sets its kind and its client key where a request comes in, and they decide: the class in
//! which it waits, what it may do in LockMode::LocalOnly, how many of its requests may wait. Name and
//! address are its label. A label informs people and decides nothing.
struct Principal
{
    //! The kinds of those for whom an operation may run.
    enum class Kind {
        Operator, //!< the person at the window
        Client,   //!< a program or person that uses HTTP
        System,   //!< Holdfast itself, or code that does not say for whom it works
    };

    Kind kind = Kind::System; //!< which of them it is
    QString name;             //!< as shown: "operator", "tile scan", "python-httpx"
    QString address;          //!< host and port of a client; empty for the others
    //! The key by which the requests of a client are counted; empty for other kinds. Stays in this
    //! process: a principal that was read from a file or from another program has none.
    QString clientKey {};

    //! Makes the principal of a client. All its connections count together: its key has the name and
    //! the host, without the port.
    static Principal client(const QString &name, const QString &address);

    //! Returns whether both are the same client, or both of the same other kind.
    bool isSame(const Principal &other) const
    {
        return kind == other.kind && clientKey == other.clientKey;
    }

    //! Returns the label: "tile scan (127.0.0.1:40112)", or the name alone where there is no address.
    QString toString() const;

    //! Compares what is shown.
    friend bool operator==(const Principal &a, const Principal &b)
    {
        return a.kind == b.kind && a.name == b.name && a.address == b.address;
    }
};

//! Returns the word of \a kind on the wire: "operator", "client" or "system".
QString toWord(Principal::Kind kind);

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::Principal)
