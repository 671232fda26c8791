// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/remotestation.h"
#include "core/lab/labstatus.h"
#include "core/thing/stopreport.h"

#include <QList>
#include <QMap>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace Holdfast {

//! \brief A station that is to be stopped: where it is, and how it is spoken with.
struct LabStopTarget
{
    QString station;
    QString url {};
    QString fingerprint {}; //!< of its certificate; empty: an authority has to vouch for it
    QByteArray token {};    //!< empty: none

    //! Returns one for each station of \a lab. All are asked with \a token.
    static QList<LabStopTarget> of(const LabStatus &lab, const QByteArray &token = {});
};

//! \brief What came of the stop of one station.
struct LabStopOutcome
{
    enum class Kind {
        Stopped, //!< everything there stands still
        NotYet, //!< it is stopping, but something there does not stand still yet, or could not be stopped
        Refused,     //!< it did not accept the request
        Unreachable, //!< it did not answer
        NoAddress,   //!< where it is, is not known
    };

    QString station;
    Kind kind = Kind::NoAddress;
    QString problem {};                  //!< a phrase for people; empty when there is none
    std::optional<StopReport> report {}; //!< empty unless it has stopped, or is stopping

    bool isStopped() const { return kind == Kind::Stopped; }
};

//! Returns the word of \a kind: "stopped", "not_yet", "refused", "unreachable" or "no_address".
QString toWord(LabStopOutcome::Kind kind);

//! What a program is told of an outcome: the words and texts above, and the report as POST /stop has it, or null.
Json toJson(const LabStopOutcome &outcome);

//! \brief Stops all stations of a lab: asks each one by its own address, all at the same time. etcd has no part in this.
//!
//! Used in one thread, and blocks nothing. What is not answered when this is deleted is given up; the requests are sent by then.
class LabStop : public QObject
{
    Q_OBJECT
public:
    //! So long a station has time to answer.
    static constexpr std::chrono::seconds patience {8};

    LabStop(QList<LabStopTarget> targets, const ClientName &name, QObject *parent = nullptr);
    ~LabStop() override;

    //! Sends the requests. To be called once.
    void start(const QString &reason);

    //! What came so far, in the order of the targets; of those that have not answered yet, nothing.
    QList<LabStopOutcome> outcomes() const;
    bool isFinished() const { return m_open == 0; }

Q_SIGNALS:
    //! A station has answered, or will not.
    void answered(const Holdfast::LabStopOutcome &outcome);
    //! That was the last one.
    void finished();

private:
    void ask(qsizetype index, const QString &reason);
    void note(qsizetype index, LabStopOutcome::Kind kind, const QString &problem,
              const std::optional<StopReport> &report = {});

    const QList<LabStopTarget> m_targets;
    const ClientName m_name;
    std::vector<std::unique_ptr<RemoteStation>> m_stations;
    QMap<qsizetype, LabStopOutcome> m_outcomes; //!< by the index of the target
    qsizetype m_open;                           //!< targets that have not answered yet
};

} // namespace Holdfast
