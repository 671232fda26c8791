// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/stopreport.h"
#include "core/thing/json.h"

#include <QMetaMethod>
#include <QObject>
#include <QUuid>

namespace Holdfast {

//! \brief What happens at the station, as it happens and in the thread in which it happens.
//! Consumers with an event loop use a StationMonitor instead.
class StationEvents : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! Whether it is worth to tell of a property's change.
    bool hasPropertyObservers() const
    {
        static const QMetaMethod signal = QMetaMethod::fromSignal(&StationEvents::propertyChanged);
        return isSignalConnected(signal);
    }

Q_SIGNALS:
    //! Only a NOTIFY signal publishes a change; an equal value is published too.
    void propertyChanged(const QString &thing, const QString &property,
                         const Holdfast::Json &value);
    //! A Thing's event.
    void eventEmitted(const QString &thing, const QString &event, const Holdfast::Json &data);
    void invocationChanged(const QUuid &id);
    void invocationRemoved(const QUuid &id);
    void stopped(const Holdfast::StopReport &report);
};

} // namespace Holdfast
