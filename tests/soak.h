// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Holdfast {

//! Says whether a test is to take its long form: `./dev soak` wants it, `./dev test` the short one.
//! Tests that have one carry the label "soak" (see holdfast_soak() in tests/soak.cmake).
inline bool isSoak()
{
    return qEnvironmentVariableIntValue("HOLDFAST_SOAK") == 1;
}

//! Chooses how often to do something.
inline int soakTimes(int brief, int soak)
{
    return isSoak() ? soak : brief;
}

} // namespace Holdfast
