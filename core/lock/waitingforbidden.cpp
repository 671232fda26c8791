// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/waitingforbidden.h"

namespace Holdfast {

namespace {

thread_local bool s_forbidden = false;

} // namespace

WaitingForbidden::WaitingForbidden()
    : m_scope(s_forbidden, true)
{
}

bool WaitingForbidden::here()
{
    return s_forbidden;
}

} // namespace Holdfast
