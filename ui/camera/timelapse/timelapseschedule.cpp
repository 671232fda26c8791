// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/timelapse/timelapseschedule.h"

#include <QtGlobal>

#include <algorithm>
#include <limits>

namespace Holdfast {

int TimeLapseSchedule::dueBy(Time now) const
{
    if (now < m_begin)
        return 0;
    const qint64 due = (now - m_begin) / m_plan.interval + 1;
    const qint64 most = m_plan.count == 0 ? std::numeric_limits<int>::max() : m_plan.count;
    return int(std::min(due, most));
}

} // namespace Holdfast
