// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/announce/fakeavahi.h"

#include <QDBusMetaType>

namespace {

const QString s_service = QStringLiteral("org.freedesktop.Avahi");
const QString s_badState = QStringLiteral("org.freedesktop.Avahi.BadStateError");
const auto s_exported =
    QDBusConnection::ExportScriptableSlots | QDBusConnection::ExportScriptableSignals;

} // namespace

void FakeEntryGroup::collide()
{
    m_hasCollided = true;
    m_isCommitted = false;
    Q_EMIT StateChanged(3, {});
}

void FakeEntryGroup::AddService(int interface, int protocol, uint flags, const QString &name,
                                const QString &type, const QString &domain, const QString &host,
                                ushort port, const QByteArrayList &text)
{
    m_calls << QStringLiteral("AddService");
    if (m_hasCollided || m_isCommitted)
        sendErrorReply(s_badState, QStringLiteral("Bad state"));
    else if (m_taken.contains(name))
        sendErrorReply(QStringLiteral("org.freedesktop.Avahi.CollisionError"),
                       QStringLiteral("Local name collision"));
    else
        m_services.append({interface, protocol, flags, name, type, domain, host, port, text});
}

void FakeEntryGroup::Commit()
{
    m_calls << QStringLiteral("Commit");
    if (m_services.isEmpty()) {
        sendErrorReply(QStringLiteral("org.freedesktop.Avahi.IsEmptyError"),
                       QStringLiteral("Is empty"));
        return;
    }
    m_isCommitted = true;
    Q_EMIT StateChanged(1, {});
}

void FakeEntryGroup::Reset()
{
    m_calls << QStringLiteral("Reset");
    m_services.clear();
    m_hasCollided = false;
    m_isCommitted = false;
    Q_EMIT StateChanged(0, {});
}

void FakeEntryGroup::Free()
{
    m_calls << QStringLiteral("Free");
    m_services.clear();
    m_isFree = true;
}

FakeAvahi::FakeAvahi(const QDBusConnection &bus, State state)
    : m_bus(bus)
    , m_state(state)
{
    qDBusRegisterMetaType<QByteArrayList>();
    m_bus.registerObject(QStringLiteral("/"), this, s_exported);
    m_bus.registerService(s_service);
}

FakeAvahi::~FakeAvahi()
{
    m_bus.unregisterService(s_service);
    m_bus.unregisterObject(QStringLiteral("/"));
}

void FakeAvahi::setState(State state)
{
    m_state = state;
    Q_EMIT StateChanged(state, {});
}

QDBusObjectPath FakeAvahi::EntryGroupNew()
{
    if (m_refuses || m_state != Running) {
        sendErrorReply(QStringLiteral("org.freedesktop.Avahi.TooManyEntriesError"),
                       QStringLiteral("Too many objects"));
        return {};
    }
    const QString path = QStringLiteral("/Client1/EntryGroup%1").arg(m_groups.size());
    m_groups.push_back(std::make_unique<FakeEntryGroup>(m_taken));
    m_bus.registerObject(path, m_groups.back().get(), s_exported);
    return QDBusObjectPath(path);
}

QString FakeAvahi::GetAlternativeServiceName(const QString &name) const
{
    const auto mark = name.lastIndexOf(QStringLiteral(" #"));
    if (mark < 0)
        return name + QStringLiteral(" #2");
    return name.left(mark + 2) + QString::number(name.mid(mark + 2).toInt() + 1);
}
