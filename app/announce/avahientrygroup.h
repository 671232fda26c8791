// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/announce/announcement.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>

namespace Holdfast {

//! \brief One announcement in Avahi, from the request for it to its withdrawal: an entry group in
//! Avahi's terms. Where another service of the network has its name, the class takes the next name
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
    //! Emitted when the network knows the announcement, as \a name.
    void established(const QString &name);
    //! Emitted when the network does not know the announcement, and will not.
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
