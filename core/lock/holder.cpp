// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/holder.h"

#include <atomic>
#include <utility>

namespace Holdfast {

namespace {

thread_local const Holder *s_current = nullptr;

const std::shared_ptr<const Principal> &noPrincipal()
{
    static const auto none = std::make_shared<const Principal>();
    return none;
}

quint64 nextId()
{
    static std::atomic<quint64> last {0};
    return ++last;
}

} // namespace

Holder::Holder()
    : m_id(nextId())
    , m_principal(noPrincipal())
{
}

Holder::Holder(Principal principal)
    : m_id(nextId())
    , m_principal(std::make_shared<const Principal>(std::move(principal)))
{
}

Holder Holder::current()
{
    if (s_current)
        return *s_current;
    thread_local const Holder own;
    return own;
}

HolderScope::HolderScope(const Holder &holder)
    : m_holder(holder)
    , m_scope(s_current, &m_holder)
{
}

} // namespace Holdfast
