// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <map>
#include <string>

namespace prometheus {
class Counter;
class Registry;
template<typename T>
class Family;
} // namespace prometheus

namespace Holdfast {

//! Returns the counters of how often each limit of clients had an effect. Different classes know of different limits.
prometheus::Family<prometheus::Counter> &limitsMet(prometheus::Registry &registry);

//! Returns the labels of the limit \a name in \a section: see LimitRow.
std::map<std::string, std::string> limitLabels(const std::string &section, const std::string &name);

} // namespace Holdfast
