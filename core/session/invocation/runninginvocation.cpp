// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/runninginvocation.h"

namespace Holdfast {

namespace {
thread_local const RunningInvocation::Name *s_current = nullptr;
}

RunningInvocation::RunningInvocation(const Name &name)
    : m_scope(s_current, &name)
{
}

RunningInvocation::Name RunningInvocation::current()
{
    return s_current ? *s_current : Name {};
}

} // namespace Holdfast
