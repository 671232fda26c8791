// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/stationevents.h"

#include <memory>

namespace Holdfast {

class GlobalLock;
class LabService;

//! \brief Tells the lab how the station's own lock is, as it changes.
class LabTelling : public StationListener
{
public:
    //! Tells it from now on. \a lock outlives this.
    LabTelling(const GlobalLock &lock, std::shared_ptr<LabService> lab);
    ~LabTelling() override;
    Q_DISABLE_COPY_MOVE(LabTelling)

    bool hearsThings() const override { return false; }
    void lockChanged() override;

private:
    const std::shared_ptr<LabService> m_lab;
};

} // namespace Holdfast
