// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labstatus.h"
#include "core/lab/service/labplace.h"
#include "core/lab/service/labsetup.h"
#include "core/lab/view/labstationsfile.h"

#include <QObject>

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief The latest that is known of the lab, for all threads.
class LabBoard
{
public:
    LabSituation situation() const
    {
        const std::lock_guard lock(m_mutex);
        return m_situation;
    }
    LabFigures figures() const
    {
        const std::lock_guard lock(m_mutex);
        return m_figures;
    }
    void set(LabSituation situation, const LabFigures &figures)
    {
        const std::lock_guard lock(m_mutex);
        m_situation = std::move(situation);
        m_figures = figures;
    }

private:
    mutable std::mutex m_mutex;
    LabSituation m_situation;
    LabFigures m_figures;
};

//! \brief The part of a LabService that lives in the lab's thread: it has the agent, and passes on what that says of tickets.
class LabDesk : public QObject
{
    Q_OBJECT
public:
    LabDesk(const LabSetup &setup, std::shared_ptr<LabBoard> board);
    ~LabDesk() override;

    LabAgent &agent() { return m_agent; }

    void request(const std::shared_ptr<LabPlace> &place,
                 std::optional<std::chrono::milliseconds> wait);
    void release(const std::shared_ptr<LabPlace> &place);

Q_SIGNALS:
    //! What the board shows has changed.
    void changed();

private:
    void grant(const QString &ticket, const LabTokens &tokens);
    void lose(const QString &ticket, const LabLoss &loss);
    void expireIn(std::chrono::milliseconds wait, const QString &ticket,
                  BootClock::time_point atLast);
    void expire(const QString &ticket, BootClock::time_point atLast);
    void review();
    std::shared_ptr<LabPlace> find(const QString &ticket) const;

    LabAgent m_agent;
    const std::shared_ptr<LabBoard> m_board;
    std::map<QString, std::shared_ptr<LabPlace>> m_places;
    LabSituation m_situation; //!< as the board has it
    LabStationsFile m_stations;
};

} // namespace Holdfast
