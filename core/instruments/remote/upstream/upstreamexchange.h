// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/stationrequest.h"

#include <QtGlobal>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief A request on its way to another server, and its answer. Thread-safe; shared by the thread that
//! waits and the one that sends.
class UpstreamExchange
{
public:
    //! Is called once, when the answer is there.
    using Then = std::function<void(const StationAnswer &)>;

    explicit UpstreamExchange(Then then = {});
    Q_DISABLE_COPY_MOVE(UpstreamExchange)

    //! Blocks until the answer, or the reason why there is none, is there.
    StationAnswer wait();

    //! Gives the request up: wait() returns. It may have reached the server.
    void abort(const QString &why);

    //! \name For the sender.
    //! @{
    //! Sets what ends the request when it is given up; calls it at once when that has happened.
    void setAbort(std::function<void()> abort);
    //! Sets the answer; the first one counts.
    void finish(const StationAnswer &answer);
    //! @}

private:
    std::mutex m_mutex;
    std::condition_variable m_finished;
    std::optional<StationAnswer> m_answer;
    std::function<void()> m_abort;
    Then m_then;
};

} // namespace Holdfast
