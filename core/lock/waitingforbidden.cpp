// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/waitingforbidden.h"

#include <utility>

namespace Holdfast {

namespace {

thread_local bool s_forbidden = false;

} // namespace

WaitingForbidden::WaitingForbidden()
    : m_outer(std::exchange(s_forbidden, true))
{
}

WaitingForbidden::~WaitingForbidden()
{
    s_forbidden = m_outer;
}

bool WaitingForbidden::here()
{
    return s_forbidden;
}

} // namespace Holdfast
