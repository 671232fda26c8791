// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/limitcounters.h"

#include <prometheus/counter.h>
#include <prometheus/registry.h>

namespace Holdfast {

prometheus::Family<prometheus::Counter> &limitsMet(prometheus::Registry &registry)
{
    return prometheus::BuildCounter()
        .Name("holdfast_limits_met_total")
        .Help("How often a limit of what clients can make grow had an effect, mostly a refusal. "
              "The labels are those of the configuration: limits.SECTION.LIMIT.")
        .Register(registry);
}

std::map<std::string, std::string> limitLabels(const std::string &section, const std::string &name)
{
    return {{"section", section}, {"limit", name}};
}

} // namespace Holdfast
