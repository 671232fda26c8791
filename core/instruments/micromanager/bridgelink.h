// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/micromanager/bridgeprocess.h"
#include "core/thing/fault.h"
#include "core/thing/json/json.h"
#include "core/thing/thingerror.h"

#include <QStringList>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace Holdfast {

//! \brief A request to the bridge.
struct BridgeRequest
{
    QString call;    //!< its name: see app/holdfast-mmcore/README.md
    QString device;  //!< the label of its device; empty: none
    Json parameters; //!< its other members: an object, or null
    //! The library of the device. The bridge serves the requests of a library one after the other.
    QString library {};
    //! How much longer than others it may take: the exposure of a picture.
    std::chrono::milliseconds extra {0};
    //! Is called in the caller's thread with each event that the device is still busy.
    std::function<void(const Json &event)> onBusy {};
    //! Whether a request to cancel the running action stops the device.
    bool isStoppable = false;
    //! What BridgeLink::stopCount() was when the operation began: a stop since then prevents the request.
    std::optional<quint64> stopsBefore {};
};

//! \brief The bridge refuses a request. Its kind is one of app/holdfast-mmcore/README.md.
class BridgeError : public ThingError
{
public:
    //! Makes the error.
    BridgeError(const QString &title, const QString &kind, const QString &message)
        : ThingError(title, message)
        , m_kind(kind)
    {
    }
    //! Returns its kind.
    QString kind() const { return m_kind; }

private:
    QString m_kind;
};

//! \brief One life of the bridge: from the start of its process to its end. It pairs answers with requests, and
//! kills a bridge that does not answer in time. Thread-safe.
class BridgeLink
{
public:
    //! How long the bridge may take.
    struct Deadlines
    {
        std::chrono::milliseconds answer; //!< for a request, or from one sign of life to the next
        std::chrono::milliseconds stop;   //!< for a stop
    };
    //! What is called in the link's own thread.
    struct Listener
    {
        //! With each event; of a picture with its bytes.
        std::function<void(const Json &event, const QByteArray &picture)> event;
        std::function<void(const Fault &fault)>
            ended; //!< once, when the bridge has ended by itself
        std::function<void(const QString &line)> said; //!< with each line for people
    };

    //! Starts \a program. Throws a ThingError when that fails.
    BridgeLink(const QString &program, const Deadlines &deadlines, Listener listener);
    //! Does the same as end().
    ~BridgeLink();
    Q_DISABLE_COPY_MOVE(BridgeLink)

    //! Makes a request, and waits for its result. Throws a ThingError when the bridge refuses it
    //! ("MicroManagerError", "StageStoppedError") or ends ("DeviceLostError"), and InvocationCancelled.
    Json call(const BridgeRequest &request);
    //! Stops a device, or all of them when \a device is empty. Does not wait: a bridge that does not
    //! answer is killed when the deadline is over.
    void stop(const QString &device = {});
    //! Returns how often \a device was stopped, with all others or alone.
    quint64 stopCount(const QString &device) const;
    //! Returns the picture that an answer describes, and frees its place. Throws when there is none.
    QByteArray takePicture(const Json &place);

    //! Lets the bridge end, and kills it when that takes longer than 2.5 s; calls that wait for it fail.
    //! May be repeated. Must not be called in the link's thread.
    void end();
    //! Returns the number of the process.
    qint64 pid() const { return m_process.pid(); }
    //! Returns why it has ended; empty: it has not.
    std::optional<Fault> loss() const;

private:
    using Clock = std::chrono::steady_clock;

    //! \brief A request that has not been answered.
    struct Pending
    {
        QString library;
        QString name; //!< for the text of a fault
        std::chrono::milliseconds limit;
        Clock::time_point since; //!< the last sign of life
        bool isStop = false;     //!< then nothing waits for the answer
        std::optional<Json> answer {};
        std::list<Json> busy {}; //!< events that the caller has not seen
    };
    using PendingPointer = std::shared_ptr<Pending>;

    void run();
    int nextTimeout();
    bool readLines(int descriptor, QByteArray &buffer,
                   const std::function<void(const QByteArray &line)> &use);
    void receive(const QByteArray &line);
    void noteAnswer(const Json &message);
    void send(const Json &message);
    void flush();
    void giveUp(const Fault &fault);
    void finish();
    quint64 countStops(const QString &device) const;
    PendingPointer add(const BridgeRequest &request, bool isStop, Json &message);
    Json resultOf(const Pending &pending) const;

    const Deadlines m_deadlines;
    const Listener m_listener;
    BridgeProcess m_process;
    int m_wake = -1; //!< an eventfd that ends the poll

    mutable std::mutex m_mutex; //!< guards what follows
    std::condition_variable m_changed;
    std::map<QString, quint64> m_stops; //!< by the labels; empty: of all devices
    QByteArray m_outgoing;              //!< what the process has not taken yet
    std::map<qint64, PendingPointer> m_pending;
    qint64 m_lastId = 0;
    bool m_isEnding = false;     //!< because this side wants it
    std::optional<Fault> m_loss; //!< why it has ended
    QStringList m_said;          //!< its last lines for people

    std::mutex m_endMutex; //!< is held while a caller of end() waits for the thread
    std::thread m_thread;  //!< the last member: it uses the others
};

} // namespace Holdfast
