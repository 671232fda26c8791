// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/announce/serviceannouncer.h"

#include "app/announce/avahi.h"

#include <QDBusError>
#include <QLoggingCategory>

namespace Holdfast {

namespace {

Q_LOGGING_CATEGORY(announceLog, "holdfast.announce")

} // namespace

ServiceAnnouncer::ServiceAnnouncer(const QDBusConnection &bus, const Announcement &what,
                                   QObject *parent)
    : QObject(parent)
    , m_bus(bus)
    , m_what(what)
{
    if (!m_bus.isConnected()) {
        complain(QStringLiteral("Not announced on the local network: without a system bus there is "
                                "no Avahi (%1).")
                     .arg(m_bus.lastError().message()));
        return;
    }
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &before, const QString &after) {
                ownerChanged(before, after);
            });
    m_watcher.setConnection(m_bus);
    m_watcher.setWatchMode(QDBusServiceWatcher::WatchForOwnerChange);
    m_watcher.addWatchedService(Avahi::service());
    // With a sender's name, Qt would block until the bus has told the owner of that name.
    QDBusConnection(m_bus).connect(QString(), Avahi::serverPath(), Avahi::serverInterface(),
                                   QStringLiteral("StateChanged"), this,
                                   SLOT(serverStateChanged(int, QString)));
    askForServerState();
}

ServiceAnnouncer::~ServiceAnnouncer() = default;

void ServiceAnnouncer::ownerChanged(const QString &before, const QString &after)
{
    m_group.reset();
    if (!after.isEmpty())
        askForServerState();
    else if (!before.isEmpty())
        complain(QStringLiteral("No longer announced on the local network: Avahi has ended. Once "
                                "it runs again, Holdfast is announced again."));
}

void ServiceAnnouncer::askForServerState()
{
    Avahi::ask(m_bus, Avahi::serverCall(QStringLiteral("GetState")), this,
               [this](const QDBusMessage &answer) {
                   if (answer.type() == QDBusMessage::ReplyMessage)
                       serverStateChanged(answer.arguments().value(0).toInt(), {});
                   else
                       complain(QStringLiteral("Not announced on the local network: Avahi does "
                                               "not answer (%1). Once it runs, Holdfast is "
                                               "announced.")
                                    .arg(answer.errorMessage()));
               });
}

// While Avahi looks for a name for this computer it can take no services, and those that it has
// point to the name before.
void ServiceAnnouncer::serverStateChanged(int state, const QString &error)
{
    switch (static_cast<Avahi::ServerState>(state)) {
    case Avahi::ServerState::Running:
        if (!m_group)
            begin();
        break;
    case Avahi::ServerState::Failure:
        giveUp(error);
        break;
    case Avahi::ServerState::Invalid:
    case Avahi::ServerState::Registering:
    case Avahi::ServerState::Collision:
        m_group.reset();
        break;
    }
}

void ServiceAnnouncer::begin()
{
    m_group = std::make_unique<AvahiEntryGroup>(m_bus, m_what);
    connect(m_group.get(), &AvahiEntryGroup::established, this, [this](const QString &name) {
        qCInfo(announceLog, "Announced on the local network as \"%s\", port %d.", qPrintable(name),
               m_what.port);
        Q_EMIT announced(name);
    });
    connect(m_group.get(), &AvahiEntryGroup::failed, this, &ServiceAnnouncer::giveUp);
}

void ServiceAnnouncer::complain(const QString &what)
{
    qCWarning(announceLog, "%s", qPrintable(what));
    Q_EMIT problem(what);
}

void ServiceAnnouncer::giveUp(const QString &reason)
{
    complain(QStringLiteral("Not announced on the local network: Avahi says \"%1\".").arg(reason));
    // The group may be the sender of this signal.
    if (m_group)
        m_group.release()->deleteLater();
}

} // namespace Holdfast
