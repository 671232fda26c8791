// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/remoteoptions.h"
#include "core/instruments/remote/remotesaid.h"
#include "core/instruments/remote/remotestop.h"
#include "core/thing/framestream.h"
#include "core/thing/thing.h"

#include <QSet>

#include <memory>
#include <vector>

namespace Holdfast {

class UpstreamObserver;
class UpstreamStream;

//! \brief A Thing of another server, of LabThings or any other with a Thing Description of W3C's Web of
//! Things, behind this station's lock, window and journal.
//!
//! It has that Thing's properties, actions and streams. What it is asked for, it asks for there; a write
//! or an action has this station's lock meanwhile. An operation ends with an error when the server does
//! not answer within 5 s, and the Thing has a fault until it does.
class RemoteThing : public Thing
{
    Q_OBJECT
public:
    //! \brief A Thing of a server whose Things are known.
    struct Plan
    {
        QString name; //!< at the other server
        UpstreamDescription description {};
        QStringList streams {}; //!< paths
        QString stop {};        //!< as RemoteThingOptions::stop
        QStringList withoutLock {};
        bool isLabThings = true;
        bool isKnown = true; //!< false: neither the server nor an earlier start has described it
    };

    //! Makes one that is in the configuration itself.
    explicit RemoteThing(const RemoteThingOptions &options);
    //! Makes a part of a RemoteServer.
    RemoteThing(std::shared_ptr<Upstream> upstream, const Plan &plan);
    ~RemoteThing() override;

    void discover() override;
    void open() override;
    void close() override;
    //! Cancels there what this station has begun there, and calls what stops the Thing. Waits for the
    //! answers, for less than an emergency stop may take; throws a ThingError when they do not come.
    void emergencyStop() override;

private:
    struct Following;

    void declare();
    void declareProperty(const UpstreamProperty &property);
    void declareAction(const UpstreamAction &action);
    void declareEvent(const UpstreamEvent &event);
    void addStream(const QString &path);
    void leaveOut(const QString &name, const QString &why);
    void write(const UpstreamProperty &property, const Json &value);
    Payload run(const UpstreamAction &action, const Json &input, const QList<Blob> &blobs);
    //! Lets the observer ask for the properties whose changes the server does not report, because something has been done.
    void askSoon();
    void follow();
    void showState(const UpstreamState &state);

    const RemoteThingOptions m_options;
    const bool m_isPart;
    std::shared_ptr<Upstream> m_upstream;
    Plan m_plan;
    std::optional<RemoteStop> m_stop;
    QStringList m_leftOut;
    std::optional<Fault> m_lastingFault; //!< one that only another configuration ends
    std::vector<std::unique_ptr<FrameStream>> m_streams;
    QStringList m_streamPaths;
    std::shared_ptr<Following> m_following; //!< what lives in the connection's thread
};

} // namespace Holdfast
