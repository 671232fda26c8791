// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/remoteoptions.h"
#include "core/instruments/remote/upstream/upstream.h"
#include "core/thing/thing.h"
#include "core/thing/value.h"

#include <QElapsedTimer>

#include <memory>

namespace Holdfast {

//! \brief Another server of LabThings' kind, an OpenFlexure for example, with all its Things behind this
//! station's lock, window and journal. Each is a RemoteThing beside this one.
//!
//! This station's lock does not stop clients that use that server directly. What they do there is shown.
class RemoteServer : public Thing
{
    Q_OBJECT
    Q_PROPERTY(bool reachable READ isReachable NOTIFY reachableChanged)
    Q_PROPERTY(QString directUse READ directUse NOTIFY directUseChanged)
    Q_PROPERTY(UpstreamLockState upstreamLock READ upstreamLock NOTIFY upstreamLockChanged)
public:
    //! \brief What is known of that server's own lock.
    enum class UpstreamLockState {
        Unknown, //!< it has neither refused a request nor let two actions run at once
        On,
        Off,
    };
    Q_ENUM(UpstreamLockState)

    //! Throws a ThingError when an option is wrong.
    explicit RemoteServer(const RemoteServerOptions &options);

    //! Returns whether the server answers.
    bool isReachable() const { return m_reachable; }
    //! Returns the actions that clients have begun there directly and that run now: "stage.move_relative".
    QString directUse() const { return m_directUse; }
    UpstreamLockState upstreamLock() const { return m_upstreamLock; }

    void discover() override;
    //! Cancels the actions that clients have begun there directly. Those of this station are cancelled by
    //! their Things.
    void emergencyStop() override;
    //! Leaves the actions of other clients alone.
    void makeSafe() override { }

Q_SIGNALS:
    void reachableChanged(bool reachable);
    void directUseChanged(const QString &operations);
    void upstreamLockChanged(Holdfast::RemoteServer::UpstreamLockState state);

private:
    void addThing(const QString &name, const UpstreamDescription &description,
                  const QStringList &streams, bool isLabThings);
    void showState(const UpstreamState &state);
    void showDirectUse(const QString &operations);
    void showLock(UpstreamLock lock);

    const RemoteServerOptions m_options;
    std::shared_ptr<Upstream> m_upstream;
    QString m_invocations; //!< the path of the list
    bool m_isKnown = false;
    Value<bool> m_reachable;
    Value<QString> m_directUse;
    Value<UpstreamLockState> m_upstreamLock;
    QElapsedTimer m_sinceWarning;
};

} // namespace Holdfast
