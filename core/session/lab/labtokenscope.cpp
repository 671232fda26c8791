// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lab/labtokenscope.h"

#include <utility>

namespace Holdfast {

namespace {

thread_local const LabTokens *s_tokens = nullptr;

} // namespace

LabTokenScope::LabTokenScope(LabTokens tokens)
    : m_tokens(std::move(tokens))
    , m_scope(s_tokens, &m_tokens)
{
}

const LabTokens &LabTokenScope::here()
{
    static const LabTokens none;
    return s_tokens ? *s_tokens : none;
}

} // namespace Holdfast
