// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gate/requestobserver.h"

namespace Holdfast {

using Clock = std::chrono::steady_clock;

void AnswerTeller::begin(Method method)
{
    m_request = {.method = method};
    m_begin = Clock::now();
}

void AnswerTeller::answered(int status)
{
    if (!m_observer)
        return;
    m_request.status = status;
    m_request.duration = Clock::now() - m_begin;
    m_observer->answered(m_request);
}

void AnswerTeller::refused(int status)
{
    if (m_observer)
        m_observer->answered({.status = status});
}

} // namespace Holdfast
