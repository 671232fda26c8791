// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/sharing/sharedhold.h"

namespace Holdfast {

namespace {

thread_local SharedHold *s_sharedHold = nullptr;

} // namespace

SharedHold::~SharedHold() = default;

SharedHold *SharedHold::current()
{
    return s_sharedHold;
}

std::optional<Error> SharedHold::lossHere()
{
    return s_sharedHold ? s_sharedHold->loss() : std::nullopt;
}

SharedHoldScope::SharedHoldScope(SharedHold *hold)
    : m_scope(s_sharedHold, hold)
{
}

} // namespace Holdfast
