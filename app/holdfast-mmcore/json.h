// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json.hpp>

namespace Holdfast {

//! \brief JSON in this program, which has no Qt for core/thing/json/json.h.
using json = nlohmann::json;

} // namespace Holdfast
