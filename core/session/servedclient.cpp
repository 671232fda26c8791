// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/servedclient.h"

namespace Holdfast {

namespace {

thread_local const QString *s_served = nullptr;

} // namespace

ServedClient::ServedClient(const Principal &principal)
    : m_name(principal.kind == Principal::Kind::System ? QString() : principal.name)
    , m_scope(s_served, &m_name)
{
}

QString ServedClient::current()
{
    return s_served ? *s_served : QString();
}

} // namespace Holdfast
