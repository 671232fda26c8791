// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/labtelling.h"

#include "core/lab/labservice.h"
#include "core/lock/globallock.h"

#include <utility>

namespace Holdfast {

LabTelling::LabTelling(const GlobalLock &lock, std::shared_ptr<LabService> lab)
    : m_lab(std::move(lab))
{
    m_lab->follow([&lock] { return LabStationLock::of(lock.status()); });
}

LabTelling::~LabTelling()
{
    m_lab->follow({});
}

void LabTelling::lockChanged()
{
    m_lab->lockChanged();
}

} // namespace Holdfast
