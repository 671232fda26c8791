// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/jog.h"

#include "core/thing/workcontext.h"

#include <QScopeGuard>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace Holdfast {

namespace {

// People see a number that is updated this often change smoothly.
constexpr std::chrono::milliseconds keepUpInterval {50};

} // namespace

void Jog::run(const StageJog &first)
{
    const auto standStill = qScopeGuard([this] { m_drive.halt(); });
    // The client may have sent a newer command while this waited for the lock.
    std::optional<Renewal> news = awaitRenewal(Clock::now());
    if (!news)
        news = Renewal {.input = QVariant::fromValue(first), .asked = Clock::now()};
    Clock::time_point until;
    for (;;) {
        if (news) {
            const auto command = news->input.value<StageJog>();
            until = command.isEnd() ? Clock::time_point() : news->asked + patience;
            obey(command, until);
        }
        if (Clock::now() >= until) {
            m_drive.halt();
            if (endRenewals())
                return;
        } else {
            m_drive.keepUp();
        }
        news = awaitRenewal(std::min(until, Clock::now() + keepUpInterval));
    }
}

void Jog::obey(const StageJog &command, Clock::time_point until)
{
    const double seconds = std::chrono::duration<double>(until - Clock::now()).count();
    if (command.isEnd() || seconds <= 0)
        return;
    const StagePosition way {command.x, command.y, command.z};
    double longest = 0;
    for (const StageAxis &axis : stageAxes)
        longest = std::max(longest, std::abs(double(way.*axis.coordinate)));
    const StagePosition reached = partOf(way, std::min(1.0, m_drive.speed() * seconds / longest));
    if (reached != StagePosition())
        m_drive.moveTo(m_drive.limits().movedWithin(m_drive.position(), reached));
}

} // namespace Holdfast
