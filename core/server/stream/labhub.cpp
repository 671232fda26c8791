// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/labhub.h"

#include "core/lab/labservice.h"
#include "core/lab/view/labstatusjson.h"
#include "core/server/stream/eventsource.h"

#include <QMetaMethod>
#include <QRandomGenerator>

#include <utility>

namespace Holdfast {

LabHub::LabHub(LabService &lab, QObject *parent)
    : QObject(parent)
    , m_lab(lab)
    , m_run(QByteArray::number(QRandomGenerator::system()->generate(), 16))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(interval);
    connect(&lab, &LabService::changed, this, &LabHub::look);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (std::exchange(m_hasNews, false))
            publish();
    });
}

ServedStatePtr LabHub::state() const
{
    ServedState state;
    state.json = toBytes(toJson(m_lab.status()));
    if (state.json != m_latest || m_version == 0) {
        m_latest = state.json;
        ++m_version;
    }
    state.version = m_version;
    state.id = m_run + '-' + QByteArray::number(state.version);
    state.event = serverSentEvent(state.id, {}, state.json);
    return std::make_shared<const ServedState>(std::move(state));
}

void LabHub::look()
{
    if (m_pause.isActive())
        m_hasNews = true;
    else
        publish();
}

void LabHub::publish()
{
    if (!isSignalConnected(QMetaMethod::fromSignal(&LabHub::changed)))
        return;
    m_pause.start();
    const ServedStatePtr now = state();
    if (std::exchange(m_published, now->version) != now->version)
        Q_EMIT changed(now);
}

} // namespace Holdfast
