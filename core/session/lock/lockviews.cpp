// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/lockviews.h"

#include <type_traits>

namespace Holdfast {

namespace {

template<typename To, typename From>
constexpr To sameOf(From from)
{
    return static_cast<To>(static_cast<std::underlying_type_t<From>>(from));
}

static_assert(sameOf<LockReleasedView::How>(HoldEnded::How::Unused)
              == LockReleasedView::How::Unused);

double secondsOf(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

std::optional<QString> textOrNone(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

QDateTime dateOf(std::chrono::system_clock::time_point time)
{
    const auto sinceEpoch = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count());
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

} // namespace

LockOwnerView LockOwnerView::of(const std::optional<LockOwner> &owner)
{
    if (!owner)
        return {};
    LockOwnerView view;
    view.label = owner->principal.name;
    view.kind = toWord(owner->principal.kind);
    view.operation = textOrNone(owner->operation);
    view.since = timeText(owner->since);
    view.progress = owner->progress;
    if (owner->lease)
        view.note = textOrNone(owner->lease->note);
    return view;
}

QList<LockPlaceView> LockPlaceView::of(const QList<LockWaiter> &queue)
{
    QList<LockPlaceView> places;
    for (const LockWaiter &waiter : queue)
        places << LockPlaceView {waiter.position, waiter.principal.name,
                                 toWord(waiter.principal.kind), waiter.operation};
    return places;
}

LockReleasedView LockReleasedView::of(const HoldEnded &ended)
{
    return {ended.who.holder.principal().name, ended.who.operation,     sameOf<How>(ended.how),
            qint64(ended.generation),          secondsOf(ended.waited), secondsOf(ended.held)};
}

LockRefusedView LockRefusedView::of(const LockRefused &refused,
                                    std::chrono::system_clock::time_point at)
{
    return {refused.who.holder.principal().name, refused.who.operation, refused.reason,
            secondsOf(refused.waited), timeText(dateOf(at))};
}

LockBrokenView LockBrokenView::of(const LockBreak &broken)
{
    return {broken.victim.name, broken.operation, broken.by.name, broken.reason,
            qint64(broken.generation)};
}

} // namespace Holdfast
