// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/boottimer.h"
#include "core/lab/etcd/etcdclient.h"
#include "core/lab/etcd/etcdwatch.h"
#include "core/lab/labconnection.h"
#include "core/lab/labdurations.h"
#include "core/lab/labmirror.h"
#include "core/lab/labtransaction.h"

#include <QMap>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Holdfast {

//! \brief What a station needs to know to take part in a lab.
struct LabOptions
{
    QString lab = QStringLiteral("lab"); //!< several labs may share one etcd: see isLabName()
    QString station;                     //!< unique in the lab: see isLabName()
    QString url {};                      //!< under which others reach the station; may be empty
    QString fingerprint {};              //!< of its certificate, where it made that itself
    QList<LabResource> resources {};     //!< those that the station has the wire of
    EtcdOptions etcd {};
    //! The time after which the lab takes a station that is silent for gone. At least 3 s.
    std::chrono::seconds ttl {10};
    //! The time after which a client that waits goes with the operators.
    std::chrono::milliseconds ageing {30'000};
};

//! \brief A request for resources of the lab.
struct LabRequest
{
    QString id {};         //!< unique; empty: the agent makes one
    QStringList resources; //!< at least one, at most LabTransactions::mostResources, each once
    Principal principal {};
    LockClass lockClass = LockClass::Remote;
    QString operation {}; //!< for people: "laser.pulse"
};

//! The fencing tokens of a ticket, by resource.
using LabTokens = QMap<QString, qint64>;

//! \brief Why a ticket has lost its resources.
struct LabLoss
{
    enum class Kind {
        Unreachable, //!< etcd could not be asked for so long that others may have them by now
        Broken,      //!< an operator has broken it
    };

    Kind kind = Kind::Unreachable;
    LabNotice notice {}; //!< of the operator; empty when there is none
};

//! \brief How much a station has asked etcd for.
struct LabFigures
{
    quint64 rounds = 0;     //!< that were good
    quint64 lostRounds = 0; //!< that were not
    quint64 lostLeases =
        0; //!< leases that ended while the station was in the lab, with all that it had there
    quint64 transactions = 0; //!< that were answered
    quint64 conflicts =
        0; //!< transactions whose conditions did not hold, because another station was first
    quint64 failures = 0;       //!< transactions without a good answer
    quint64 grants = 0;         //!< of tickets of this station
    LabDurations roundTimes {}; //!< of good rounds
    LabDurations waits {};      //!< of tickets of this station, from the request to the grant
};

//! \brief For how long a station can count on what its tickets own. Thread-safe.
class LabValidity
{
public:
    //! Returns whether what a ticket owns can be used now.
    bool isSafe() const { return BootClock::now() < m_goodUntil.load(); }
    //! Returns whether the end is near: in two seconds at most, unless etcd can be reached again.
    bool isEndangered() const { return BootClock::now() >= m_warnAt.load(); }

private:
    friend class LabAgent;

    std::atomic<BootClock::time_point> m_goodUntil {BootClock::time_point {}};
    std::atomic<BootClock::time_point> m_warnAt {BootClock::time_point {}};
};

//! \brief A station in the lab: it has tickets, keeps them alive, and has a copy of the whole lab.
//!
//! All functions are for the thread in which it lives, except isSafe(), and none blocks. The station has one lease at etcd, with
//! which all its tickets end. It renews that in rounds, each a third of the lease's time: a read of everything that no old leader
//! can answer, and then a renewal that is not older. From the time when a round was sent, the station counts on the lease for
//! its time less a second, by a clock that goes on while the computer sleeps. When that is over, its tickets have lost what
//! they own, whatever etcd says later, and tickets that wait are put into the queue again when etcd is back.
class LabAgent : public QObject
{
    Q_OBJECT
public:
    using State = LabConnection;

    explicit LabAgent(LabOptions options, QObject *parent = nullptr);
    ~LabAgent() override;

    //! Enters the lab, and tries until that succeeds.
    void start();
    //! Leaves the lab: all tickets end at once. stopped() says when that is done, or cannot be.
    void stop();

    State state() const { return m_state; }
    //! What went wrong last; empty when the last round was good.
    const QString &problem() const { return m_problem; }
    //! Everything in the lab, as far as it is known here.
    const LabSnapshot &snapshot() const { return m_mirror.snapshot(); }
    const LabOptions &options() const { return m_options; }
    const LabFigures &figures() const { return m_figures; }

    //! Whether what a ticket owns can be used now. To be asked before each step that cannot be taken back. Thread-safe.
    bool isSafe() const { return m_validity->isSafe(); }
    //! Returns the same for code that may outlive the agent: then nothing is safe.
    std::shared_ptr<const LabValidity> validity() const { return m_validity; }

    //! Puts a ticket into the queue, as soon as etcd can be reached. Returns its id.
    QString request(const LabRequest &request);
    //! Ends a ticket, whether it waits or owns something. Nothing is said about it any more.
    void release(const QString &ticket);
    //! Whether giveWay() would let another ticket have something that this one owns.
    bool isWanted(const QString &ticket) const;
    //! Lets the next ones have what \a ticket owns; granted() says when it is its turn again. The same tokens as before say that
    //! no other ticket could have had it.
    void giveWay(const QString &ticket);
    //! Reads everything in the lab as it is in etcd now, and calls \a then with whether that worked, when the copy has it.
    void read(std::function<void(bool)> then);
    //! Ends the ticket that owns \a resource with \a token, whichever station it is of.
    void breakOwner(const QString &resource, qint64 token, const LabNotice &notice);

    //! Tells the lab how the station's own lock is. Others see the latest state, at most one a second.
    void tell(const LabStationLock &lock);
    //! Tells the lab where the station is reached, once that is known: replaces what the options say.
    void tellAddress(const QString &url, const QString &fingerprint);

Q_SIGNALS:
    //! The ticket has got all its resources.
    void granted(const QString &ticket, const Holdfast::LabTokens &tokens);
    //! The ticket will lose them soon, unless etcd can be reached again.
    void endangered(const QString &ticket);
    //! The ticket has ended against the will of its holder.
    void lost(const QString &ticket, const Holdfast::LabLoss &loss);
    //! The copy of the lab may have changed.
    void changed();
    void stateChanged(Holdfast::LabAgent::State state);
    void stopped();

private:
    enum class Phase {
        Asking,    //!< not in the queue yet
        Waiting,   //!< in the queue
        Owning,    //!< has its resources
        GivingWay, //!< has them, and is to let others have them
        Ending,    //!< is to be taken out
    };
    struct Own
    {
        LabTicket ticket;
        Phase phase = Phase::Asking;
        LabTokens tokens {};
        BootClock::time_point since;
    };
    struct Break
    {
        QString ticket;
        QString resource;
        qint64 token = 0;
        LabNotice notice;
        BootClock::time_point since;
        bool isDone = false; //!< or there is no such owner any more
    };
    using Job = std::optional<LabTransaction>;

    void startLease();
    void leaseStarted(const EtcdResult<EtcdLease> &answer, BootClock::time_point sent);
    void beginRound();
    void roundRead(const EtcdResult<EtcdRangeAnswer> &answer, BootClock::time_point sent);
    void roundRenewed(const EtcdResult<EtcdLease> &answer, quint64 term,
                      BootClock::time_point sent);
    void roundFailed(const EtcdError &error);
    void counts(BootClock::time_point sent);
    void expectNothing();
    void loseAll(const LabLoss &loss, bool mustRevoke);
    void warn();

    void takeEverything(const EtcdRangeAnswer &everything);
    void refresh();
    void review();
    void reviewOwn(const QString &id);
    void drop(const QString &id, const LabLoss &loss);
    Own *find(const QString &id);
    //! Returns whether there was such a ticket.
    bool forget(const QString &id);
    QStringList owning() const;
    void workSoon();
    void work();
    Job nextJob();
    Job nextBreak();
    Job nextTelling();
    Job jobOf(Own &own);
    void commit(const LabTransaction &transaction);
    void setState(State state);

    const LabOptions m_options;
    LabStation m_self; //!< what the lab is to know of the station
    EtcdClient m_client;
    EtcdWatch m_watch;
    LabMirror m_mirror;

    State m_state = State::Connecting;
    QString m_problem;
    bool m_isStopping = false;
    qint64 m_lease = 0;       //!< 0: none
    bool m_isEntered = false; //!< the copy has this station, with this lease
    qint64 m_oldLease = 0;    //!< the one that must be gone before the next one
    std::chrono::seconds m_ttl {0};
    const std::shared_ptr<LabValidity> m_validity = std::make_shared<LabValidity>();
    BootTimer m_deadline;
    BootTimer m_warning;
    QTimer m_nextRound;
    QTimer m_nextWork;
    QTimer m_nextTelling;
    BootClock::time_point m_nextTellingAt; //!< not before this
    bool m_isInRound = false;              //!< or asks for a lease
    bool m_isBusy = false;                 //!< a transaction is on its way
    bool m_isRefreshing = false;
    bool m_needsRefresh = false; //!< nothing can be decided by the copy
    int m_failures = 0;          //!< of transactions, in a row

    LabFigures m_figures;
    std::vector<Own> m_own; //!< in the order in which they were asked for
    std::vector<Break> m_breaks;
};

} // namespace Holdfast
