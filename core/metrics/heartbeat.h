// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/looplags.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace Holdfast {

//! \brief Measures how late the event loop of its thread is, four times a second.
class Heartbeat : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval {250};

    //! Measures the loop of the current thread until it is destroyed.
    explicit Heartbeat(std::shared_ptr<LoopLag> lag, QObject *parent = nullptr);
    ~Heartbeat() override;

private:
    void expectNext();

    const std::shared_ptr<LoopLag> m_lag;
    QTimer m_timer;
};

} // namespace Holdfast
