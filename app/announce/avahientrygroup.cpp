// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/announce/avahientrygroup.h"

#include "app/announce/avahi.h"

#include <QByteArrayList>
#include <QDBusMetaType>
#include <QDBusObjectPath>

namespace Holdfast {

namespace {

constexpr int s_everyInterface = -1;
constexpr int s_everyProtocol = -1;
constexpr uint s_noFlags = 0;

// Returns the type that "Web of Things (WoT) Discovery" defines. The station has one description,
// which
// links to the Things; it is no directory that others register with.
QString serviceType()
{
    return QStringLiteral("_wot._tcp");
}

QByteArrayList textRecord(const Announcement &what)
{
    return {QByteArrayLiteral("td=/.well-known/wot"), QByteArrayLiteral("type=Thing"),
            "scheme=" + what.scheme.toLatin1()};
}

bool isError(const QDBusMessage &answer)
{
    return answer.type() != QDBusMessage::ReplyMessage;
}

} // namespace

AvahiEntryGroup::AvahiEntryGroup(const QDBusConnection &bus, const Announcement &what,
                                 QObject *parent)
    : QObject(parent)
    , m_bus(bus)
    , m_what(what)
{
    qDBusRegisterMetaType<QByteArrayList>();
    Avahi::ask(m_bus, Avahi::serverCall(QStringLiteral("EntryGroupNew")), this,
               [this](const QDBusMessage &answer) { take(answer); });
}

AvahiEntryGroup::~AvahiEntryGroup()
{
    if (!m_path.isEmpty())
        m_bus.send(groupCall(QStringLiteral("Free")));
}

void AvahiEntryGroup::take(const QDBusMessage &answer)
{
    const auto path = answer.arguments().value(0).value<QDBusObjectPath>().path();
    if (isError(answer) || path.isEmpty()) {
        Q_EMIT failed(answer.errorMessage());
        return;
    }
    // An answer from the same process, as in a test, names no sender since Qt 6.8.
    m_owner = answer.service().isEmpty() ? Avahi::service() : answer.service();
    m_path = path;
    QDBusConnection(m_bus).connect(m_owner, m_path, Avahi::entryGroupInterface(),
                                   QStringLiteral("StateChanged"), this,
                                   SLOT(stateChanged(int, QString)));
    addService();
}

void AvahiEntryGroup::addService()
{
    const QString anyDomain;
    const QString thisHost;
    QDBusMessage call = groupCall(QStringLiteral("AddService"));
    call << s_everyInterface << s_everyProtocol << s_noFlags << m_what.name << serviceType()
         << anyDomain << thisHost << QVariant::fromValue(m_what.port)
         << QVariant::fromValue(textRecord(m_what));
    Avahi::ask(m_bus, call, this, [this](const QDBusMessage &answer) {
        // Another service of this computer has the name; stateChanged() reports a collision with
        // one elsewhere.
        if (answer.errorName() == Avahi::collisionError())
            takeAnotherName();
        else if (isError(answer))
            Q_EMIT failed(answer.errorMessage());
        else
            commit();
    });
}

void AvahiEntryGroup::commit()
{
    Avahi::ask(m_bus, groupCall(QStringLiteral("Commit")), this,
               [this](const QDBusMessage &answer) {
                   if (isError(answer))
                       Q_EMIT failed(answer.errorMessage());
               });
}

void AvahiEntryGroup::takeAnotherName()
{
    // Avahi takes nothing into a group that has collided until it is empty again.
    m_bus.send(groupCall(QStringLiteral("Reset")));
    QDBusMessage call = Avahi::serverCall(QStringLiteral("GetAlternativeServiceName"));
    call << m_what.name;
    Avahi::ask(m_bus, call, this, [this](const QDBusMessage &answer) {
        const QString name = answer.arguments().value(0).toString();
        if (isError(answer) || name.isEmpty()) {
            Q_EMIT failed(answer.errorMessage());
            return;
        }
        m_what.name = name;
        addService();
    });
}

void AvahiEntryGroup::stateChanged(int state, const QString &error)
{
    switch (static_cast<Avahi::GroupState>(state)) {
    case Avahi::GroupState::Uncommitted:
    case Avahi::GroupState::Registering:
        break;
    case Avahi::GroupState::Established:
        Q_EMIT established(m_what.name);
        break;
    case Avahi::GroupState::Collision:
        takeAnotherName();
        break;
    case Avahi::GroupState::Failure:
        Q_EMIT failed(error);
        break;
    }
}

QDBusMessage AvahiEntryGroup::groupCall(const QString &method) const
{
    return QDBusMessage::createMethodCall(m_owner, m_path, Avahi::entryGroupInterface(), method);
}

} // namespace Holdfast
