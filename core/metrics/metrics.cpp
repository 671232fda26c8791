// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/metrics.h"

#include "core/metrics/invocationcounters.h"
#include "core/metrics/journalfigures.h"
#include "core/metrics/labseries.h"
#include "core/metrics/lockcounters.h"
#include "core/metrics/lockgauges.h"
#include "core/metrics/looplags.h"
#include "core/metrics/processfigures.h"
#include "core/session/station.h"

#include <iterator>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <sstream>

namespace Holdfast {

Metrics::Metrics()
    : m_registry(std::make_unique<prometheus::Registry>())
    , m_loopLags(std::make_unique<LoopLags>(*m_registry))
    , m_process(std::make_unique<ProcessFigures>())
{
    prometheus::BuildGauge()
        .Name("holdfast_build_info")
        .Help("Always 1; the labels are the versions of Holdfast and of Qt.")
        .Register(*m_registry)
        .Add({{"version", HOLDFAST_VERSION}, {"qt", qVersion()}})
        .Set(1);
}

Metrics::~Metrics() = default;

QByteArray Metrics::contentType()
{
    return QByteArrayLiteral("text/plain; version=0.0.4; charset=utf-8");
}

QByteArray Metrics::text()
{
    std::vector<prometheus::MetricFamily> all;
    const auto append = [&all](std::vector<prometheus::MetricFamily> more) {
        std::move(more.begin(), more.end(), std::back_inserter(all));
    };
    // The journal is read first: an event is counted before it is written, so that a scrape never shows
    // more written than counted events.
    if (m_journal)
        append(m_journal->collect());
    append(m_registry->Collect());
    if (m_lockGauges)
        append(m_lockGauges->collect());
    if (m_lab)
        append(m_lab->collect());
    append(m_loopLags->collect());
    append(m_process->collect());
    std::ostringstream text;
    prometheus::TextSerializer().Serialize(text, all);
    return QByteArray::fromStdString(text.str());
}

std::shared_ptr<LockEventSink> Metrics::lockCounters()
{
    if (!m_lockCounters)
        m_lockCounters = std::make_shared<LockCounters>(*m_registry);
    return m_lockCounters;
}

void Metrics::watch(Station &station)
{
    m_invocations = std::make_shared<InvocationCounters>(*m_registry);
    station.events().add(m_invocations);
    if (station.lock()->isEnabled())
        m_lockGauges = std::make_unique<LockGauges>(*station.lock());
    if (station.journal())
        watch(*station.journal());
    if (station.lab())
        m_lab = std::make_unique<LabSeries>(*station.lab());
}

void Metrics::watch(const Journal &journal)
{
    m_journal = std::make_unique<JournalFigures>(journal);
}

std::shared_ptr<LoopLag> Metrics::loopLag(const QString &loop)
{
    return m_loopLags->of(loop);
}

} // namespace Holdfast
