// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"
#include "ui/base/operatoraccess.h"

#include <QList>
#include <QObject>

#include <functional>

namespace Holdfast {

//! \brief Keeps a widget up to date with properties of Things: reports the present value of each, and
//! then every change.
//!
//! Neither blocks nor polls. A Thing or a property that the station does not have is no error: there is
//! nothing to report until it has.
class PropertyFollower : public QObject
{
    Q_OBJECT
public:
    using Take = std::function<void(const Json &value)>;

    explicit PropertyFollower(const OperatorAccess &access, QObject *parent = nullptr);

    //! Calls \a take with each value of \a property of \a thing, in the thread of this object and while
    //! this object lives: for the first time before follow() returns where the value is known at once.
    void follow(const QString &thing, const QString &property, const Take &take);

private:
    struct Followed
    {
        QString thing;
        QString property;
        Take take;
        bool hasChanged =
            false; //!< the answer to the read is older than the value that was reported
    };

    Session m_session;
    QList<Followed> m_followed;
};

} // namespace Holdfast
