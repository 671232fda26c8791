// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/labname.h"
#include "core/lab/etcd/etcdtypes.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace Holdfast {

//! \brief The keys of a lab in etcd: all begin with "hf/v1/LAB/".
class LabKeys
{
public:
    //! The kinds of keys, each with a letter of its own.
    enum class Kind {
        Resource, //!< "r": LabResource; permanent
        Station,  //!< "s": LabStation, with its lease
        Ticket,   //!< "q": LabTicket, with the lease of its station
        Owner,    //!< "o": the id of the ticket that owns a resource, with the lease of its station
        Row, //!< "n": LabRow, beside the owner, because nothing but an owner is written to its key
        Notice, //!< "b": LabNotice, for the station of a ticket that was broken
    };

    //! \brief What a key is about.
    struct Name
    {
        Kind kind;
        QString name;
    };

    explicit LabKeys(const QString &lab);

    QByteArray key(Kind kind, const QString &name) const;
    //! All keys of the lab.
    EtcdKeys all() const { return EtcdKeys::withPrefix(m_prefix); }
    //! All tickets.
    EtcdKeys tickets() const;
    //! Returns nothing for a key of another program.
    std::optional<Name> read(const QByteArray &key) const;

private:
    QByteArray m_prefix;
};

} // namespace Holdfast
