// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labsnapshot.h"

#include <QMap>
#include <QString>

namespace Holdfast {

//! \brief The last word on a shared resource, at its home: it lets requests through that come with the token of the present owner.
//!
//! A holder may sleep between the moment in which it looks at its clock and its request, for as long as its computer likes. Its
//! request is refused then, because its token is not that of the owner any more. Once a token was let through, no older one is,
//! even where this station's copy of the lab is old.
class LabFence
{
public:
    //! What is to be done with a request.
    enum class Verdict {
        Pass,
        Stale,    //!< the token is of an owner that is gone, or of none
        MustRead, //!< the token is newer than what this station knows: to be asked again after a read
    };

    //! Judges a request for \a resource that comes with \a token, by \a snapshot. Notes a token that passes.
    Verdict judge(const QString &resource, qint64 token, const LabSnapshot &snapshot);

    //! The greatest tokens that were let through, by resource: to be kept across restarts.
    const QMap<QString, qint64> &highest() const { return m_highest; }
    //! Takes over what was kept. In another cluster of etcd the tokens begin anew: then nothing must be.
    void restore(const QMap<QString, qint64> &highest) { m_highest = highest; }

private:
    QMap<QString, qint64> m_highest;
};

} // namespace Holdfast
