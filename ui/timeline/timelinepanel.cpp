// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/timelinepanel.h"

#include "core/session/stationmonitor.h"
#include "ui/base/number/wheelguard.h"
#include "ui/base/text/plainlabel.h"
#include "ui/timeline/timelinescene.h"
#include "ui/timeline/timelineview.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace Holdfast {

using namespace std::chrono_literals;

TimelinePanel::TimelinePanel(const OperatorAccess &access, QWidget *parent)
    : QWidget(parent)
    , m_session(access.session)
    , m_scene(new TimelineScene(this))
    , m_view(new TimelineView(m_scene, this))
    , m_spans(new QComboBox(this))
    , m_remark(new PlainLabel(this))
{
    setObjectName(QStringLiteral("timelinePanel"));
    m_view->setObjectName(QStringLiteral("timelineView"));
    m_view->setAccessibleName(tr("Who had the lock, and when"));
    m_view->setToolTip(
        tr("Who had the lock, and when. The wheel changes the span; a click on a bar shows "
           "its invocation."));
    m_remark->setObjectName(QStringLiteral("timelineRemark"));
    m_remark->setAccessibleName(tr("Remark on the timeline"));
    m_remark->setMinimumWidth(1);
    createSpans();
    auto *row = new QHBoxLayout;
    row->addWidget(m_spans);
    row->addWidget(m_remark, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(row);
    layout->addWidget(m_view, 1);

    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &TimelinePanel::refresh);
    connect(m_view, &TimelineView::clicked, this, &TimelinePanel::choose);
    connect(m_view, &TimelineView::zoomWanted, this, [this](bool closer) {
        const int index = m_spans->currentIndex() + (closer ? -1 : 1);
        m_spans->setCurrentIndex(std::clamp(index, 0, m_spans->count() - 1));
    });
    connect(access.monitor, &StationMonitor::journalChanged, this, &TimelinePanel::refresh);
}

void TimelinePanel::createSpans()
{
    m_spans->setObjectName(QStringLiteral("timelineSpan"));
    new WheelGuard(m_spans);
    m_spans->setAccessibleName(tr("Span of the timeline"));
    m_spans->setToolTip(tr("How far back the timeline goes"));
    const auto add = [this](const QString &text, std::chrono::seconds span) {
        m_spans->addItem(text, qint64(span.count()));
    };
    add(tr("Last minute"), 1min);
    add(tr("Last 10 minutes"), 10min);
    add(tr("Last hour"), 1h);
    add(tr("Last 8 hours"), 8h);
    add(tr("Last day"), 24h);
    add(tr("Last week"), 24h * 7);
    m_spans->setCurrentIndex(1);
    connect(m_spans, &QComboBox::currentIndexChanged, this, &TimelinePanel::refresh);
}

void TimelinePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void TimelinePanel::hideEvent(QHideEvent *event)
{
    m_pause.stop();
    QWidget::hideEvent(event);
}

void TimelinePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_scene->drawAgain();
}

void TimelinePanel::refresh()
{
    if (!isVisible() || m_isAsking)
        return;
    m_isAsking = true;
    const QDateTime to = QDateTime::currentDateTimeUtc();
    const QDateTime from = to.addSecs(-m_spans->currentData().toLongLong());
    HistoryQuery query;
    query.from = from;
    query.limit = HistoryQuery::mostEntries;
    m_session.lock().history(query).then(
        this, [this, from, to](const Result<HistoryPage> &page) { showPage(page, from, to); });
}

void TimelinePanel::showPage(const Result<HistoryPage> &page, const QDateTime &from,
                             const QDateTime &to)
{
    m_isAsking = false;
    // A hold that goes on grows, the present moves on, and an error may pass.
    m_pause.start(m_spans->currentIndex() == 0 ? 1s : 5s);
    if (!page) {
        m_remark->setText(page.error().message());
        return;
    }
    m_scene->show(page->entries, from, to);
    m_view->fit();
    if (page->journal.state != JournalState::State::Writing && !page->journal.reason.isEmpty())
        m_remark->setText(page->journal.reason);
    else if (page->entries.isEmpty())
        m_remark->setText(tr("Nothing happened to the lock in this time."));
    else if (page->next)
        m_remark->setText(tr("Only the latest %1 events are shown.").arg(page->entries.size()));
    else
        m_remark->setText({});
}

void TimelinePanel::choose(const QPointF &where)
{
    const HistoryEntry *entry = m_scene->entryOf(m_view->itemAt(where.toPoint()));
    if (!entry || entry->kind != HistoryKind::Hold)
        return;
    const QUuid id = invocationOf(*entry);
    if (id.isNull())
        m_remark->setText(tr(
            "The invocation of that time is no longer kept, or the operation was not an action."));
    else
        Q_EMIT invocationChosen(id);
}

QUuid TimelinePanel::invocationOf(const HistoryEntry &entry) const
{
    // Of the same operation the one that began nearest to the hold: within a second, as it began in
    // it.
    QUuid nearest;
    qint64 distance = 1000;
    for (const InvocationRecord &invocation : m_session.invocations()) {
        if (invocation.operation() != entry.operation || !invocation.started.isValid())
            continue;
        const qint64 apart = std::abs(entry.at.msecsTo(invocation.started));
        if (apart < distance) {
            distance = apart;
            nearest = invocation.id;
        }
    }
    return nearest;
}

} // namespace Holdfast
