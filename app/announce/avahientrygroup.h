// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/announce/announcement.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>

namespace Holdfast {

//! \brief One announcement in Avahi's hands, from the question for it to its withdrawal: what Avahi
//! calls an entry group. Where another service of the network has its name, it takes the next one
//! that Avahi proposes.
class AvahiEntryGroup : public QObject
{
    Q_OBJECT
public:
    AvahiEntryGroup(const QDBusConnection &bus, const Announcement &what,
                    QObject *parent = nullptr);
    //! Withdraws the announcement.
    ~AvahiEntryGroup() override;
    Q_DISABLE_COPY_MOVE(AvahiEntryGroup)

Q_SIGNALS:
    //! The network knows it, as \a name.
    void established(const QString &name);
    //! It does not, and will not.
    void failed(const QString &reason);

private Q_SLOTS:
    void stateChanged(int state, const QString &error);

private:
    void take(const QDBusMessage &answer);
    void addService();
    void commit();
    void takeAnotherName();
    QDBusMessage groupCall(const QString &method) const;

    const QDBusConnection m_bus;
    Announcement m_what;
    QString m_owner; //!< Avahi's address on the bus: the group belongs to that one run of it
    QString m_path;  //!< empty until Avahi has answered
};

} // namespace Holdfast
