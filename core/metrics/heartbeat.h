// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/looplags.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace Holdfast {

//! \brief Measures from within how late the event loop of its thread is, four times a second.
class Heartbeat : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval {250};

    //! Beats for as long as it lives, in the thread that it is made in.
    explicit Heartbeat(std::shared_ptr<LoopLag> lag, QObject *parent = nullptr);
    ~Heartbeat() override;

private:
    void expectNext();

    const std::shared_ptr<LoopLag> m_lag;
    QTimer m_timer;
};

} // namespace Holdfast
