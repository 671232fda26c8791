// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labstatus.h"
#include "core/lab/service/labplace.h"
#include "core/lab/service/labsetup.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace Holdfast {

class LabDesk;
class LabBoard;

//! \brief The lab, for the program: a LabAgent in a thread of its own. All functions are thread-safe but those that start and
//! stop it, and none of the others blocks.
class LabService : public QObject
{
    Q_OBJECT
public:
    explicit LabService(LabSetup setup, QObject *parent = nullptr);
    //! Stops it, if that was not done, and waits for that no longer than stop() does.
    ~LabService() override;

    //! Enters the lab, and tries until that succeeds. Reads a small file.
    void start();
    //! Leaves the lab: all tickets end. Returns false when etcd could not be told within \a limit; then they end when the lease of
    //! the station does.
    bool stop(std::chrono::milliseconds limit = std::chrono::seconds {1});

    const LabSetup &setup() const { return m_setup; }
    //! Returns the resources that operations of \a thing need; empty for a Thing that is not shared.
    QStringList resourcesOf(const QString &thing) const { return m_resources.value(thing); }
    //! Returns how this station uses \a resource; null when it does not.
    const LabShare *share(const QString &resource) const;

    //! Returns what is known of the lab. Cheap.
    LabSituation situation() const;
    //! Returns the same as people see it.
    LabStatus status() const { return labStatus(situation()); }
    LabFigures figures() const;

    //! Returns whether what tickets of this station own can be used now. To be asked before each step that cannot be taken back.
    bool isSafe() const;
    //! Returns whether that will be over in at most two seconds, unless etcd can be reached again.
    bool isEndangered() const;

    //! Puts a ticket into the queue of the lab, as soon as etcd can be reached.
    //! With \a wait the ticket leaves it again when it has waited for so long: LabHooks::expired. A ticket that no other one is
    //! before gets a little longer, because etcd needs some time to grant it.
    std::shared_ptr<LabPlace> request(const LabRequest &request, LabHooks hooks,
                                      std::optional<std::chrono::milliseconds> wait = {});
    //! Ends a ticket, whether it waits or owns something.
    void release(const std::shared_ptr<LabPlace> &place);
    //! Lets the next ones have what a ticket owns. LabHooks::granted says when it is its turn again, with the same tokens if no
    //! other ticket could have had it.
    void giveWay(const std::shared_ptr<LabPlace> &place);
    //! Lets other stations know how this station's own lock is: \a look is called in the lab's thread, soon after each lockChanged(), until
    //! the next call of this; empty: no more. Waits for a look that goes on.
    void follow(std::function<LabStationLock()> look);
    //! The state of the station's own lock has changed. Costs almost nothing while a look is due.
    void lockChanged();
    //! Tells other stations where this one is reached, and the fingerprint of its certificate: replaces what the setup says.
    void tellAddress(const QString &url, const QString &fingerprint);

    //! Reads the lab as it is in etcd now, and calls \a then in the lab's thread, when situation() has it or that has failed. Calls
    //! it in this thread when the service does not run.
    void read(const std::function<void()> &then);
    //! Calls \a call in the lab's thread, after \a time; never when the service does not run, or is stopped before.
    void callIn(std::chrono::milliseconds time, std::function<void()> call);

    //! Ends the ticket that owns \a resource with \a token, whichever station it is of.
    void breakOwner(const QString &resource, qint64 token, const LabNotice &notice);

Q_SIGNALS:
    //! situation() has changed. Emitted in the lab's thread, at most once for what becomes known at a time.
    void changed();

private:
    //! Calls \a call in the lab's thread, soon, even when the caller is in that thread. Returns false, and has no effect, when the
    //! service does not run.
    bool post(std::function<void(LabDesk &)> call);
    std::shared_ptr<const LabValidity> validity() const;
    void look(LabDesk &desk);

    const LabSetup m_setup;
    QHash<QString, QStringList> m_resources; //!< by Thing
    QThread m_thread;
    const std::shared_ptr<LabBoard> m_board;
    mutable std::mutex m_mutex;
    LabDesk *m_desk = nullptr;                     //!< in that thread, from start() until stop()
    std::shared_ptr<const LabValidity> m_validity; //!< null before start()
    std::atomic_bool m_isLookDue {false};          //!< at the station's own lock
    std::mutex m_lookMutex;
    std::function<LabStationLock()> m_look;
};

} // namespace Holdfast
