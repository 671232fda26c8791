// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/signalrelay.h"

namespace Holdfast {

// The class has no Q_OBJECT: its only slots are the ones that are created here, numbered after
// QObject's own, as QSignalSpy does it.

void SignalRelay::relay(const QObject *sender, const QMetaMethod &signal, Handler handler)
{
    const int slot = QObject::staticMetaObject.methodCount() + int(m_handlers.size());
    m_handlers.push_back(std::move(handler));
    QMetaObject::connect(sender, signal.methodIndex(), this, slot, Qt::DirectConnection);
}

int SignalRelay::qt_metacall(QMetaObject::Call call, int id, void **arguments)
{
    id = QObject::qt_metacall(call, id, arguments);
    if (id < 0 || call != QMetaObject::InvokeMetaMethod)
        return id;
    m_handlers.at(size_t(id))(arguments);
    return -1;
}

} // namespace Holdfast
