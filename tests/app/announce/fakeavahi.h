// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayList>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusObjectPath>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

//! \brief A service that a client has asked Avahi to announce.
struct FakeService
{
    int interface = 0;
    int protocol = 0;
    uint flags = 1;
    QString name;
    QString type;
    QString domain;
    QString host;
    ushort port = 0;
    QByteArrayList text;
};

//! \brief One entry group of FakeAvahi.
class FakeEntryGroup : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Avahi.EntryGroup")
public:
    //! \a taken: the names that other services of this computer have.
    explicit FakeEntryGroup(QStringList taken)
        : m_taken(std::move(taken))
    {
    }

    const QList<FakeService> &services() const { return m_services; }
    bool isCommitted() const { return m_isCommitted; }
    bool isFree() const { return m_isFree; }
    //! Returns the calls in the order in which they came.
    QStringList calls() const { return m_calls; }

    //! Tells the client that the network knows the service.
    void establish() { Q_EMIT StateChanged(2, {}); }
    //! Tells the client that another service in the network has the name.
    void collide();
    //! Tells the client that nothing will come of it.
    void fail(const QString &reason) { Q_EMIT StateChanged(4, reason); }

    // NOLINTBEGIN(readability-identifier-naming): the names are Avahi's, on D-Bus
public Q_SLOTS:
    Q_SCRIPTABLE void AddService(int interface, int protocol, uint flags, const QString &name,
                                 const QString &type, const QString &domain, const QString &host,
                                 ushort port, const QByteArrayList &text);
    Q_SCRIPTABLE void Commit();
    Q_SCRIPTABLE void Reset();
    Q_SCRIPTABLE void Free();

Q_SIGNALS:
    Q_SCRIPTABLE void StateChanged(int state, const QString &error);
    // NOLINTEND(readability-identifier-naming)

private:
    const QStringList m_taken;
    QStringList m_calls;
    QList<FakeService> m_services;
    bool m_isCommitted = false;
    bool m_hasCollided = false;
    bool m_isFree = false;
};

//! \brief Avahi, as far as announcing goes: on the bus from its construction to its destruction. It
//! lives in the test's thread, so a caller that blocks there waits in vain.
class FakeAvahi : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Avahi.Server")
public:
    enum State { Registering = 1, Running = 2, Collision = 3 };

    explicit FakeAvahi(const QDBusConnection &bus, State state = Running);
    ~FakeAvahi() override;
    Q_DISABLE_COPY_MOVE(FakeAvahi)

    //! Sets the names that other services of this computer have.
    void setTaken(const QStringList &names) { m_taken = names; }
    //! Refuses to make entry groups; as it does while it does not run.
    void refuseGroups() { m_refuses = true; }
    void setState(State state);

    int groupCount() const { return static_cast<int>(m_groups.size()); }
    FakeEntryGroup &group(int index) { return *m_groups.at(static_cast<std::size_t>(index)); }
    //! Returns whether the latest group is there, and committed.
    bool hasCommitted() const { return !m_groups.empty() && m_groups.back()->isCommitted(); }

    // NOLINTBEGIN(readability-identifier-naming): the names are Avahi's, on D-Bus
public Q_SLOTS:
    Q_SCRIPTABLE int GetState() const { return m_state; }
    Q_SCRIPTABLE QDBusObjectPath EntryGroupNew();
    Q_SCRIPTABLE QString GetAlternativeServiceName(const QString &name) const;

Q_SIGNALS:
    Q_SCRIPTABLE void StateChanged(int state, const QString &error);
    // NOLINTEND(readability-identifier-naming)

private:
    QDBusConnection m_bus;
    State m_state;
    QStringList m_taken;
    bool m_refuses = false;
    std::vector<std::unique_ptr<FakeEntryGroup>> m_groups;
};
