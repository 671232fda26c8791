// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/labpanel.h"

#include "ui/base/plaintable.h"
#include "ui/base/text/errortext.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/textbox.h"
#include "ui/base/theme/icon.h"
#include "ui/lab/labresourcesmodel.h"
#include "ui/lab/labstationsmodel.h"
#include "ui/lab/labtext.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>

namespace Holdfast {

LabPanel::LabPanel(const OperatorAccess &access, QWidget *parent)
    : QWidget(parent)
    , m_session(access.session)
    , m_state(new PlainLabel(this))
    , m_stations(new LabStationsModel(this))
    , m_resources(new LabResourcesModel(this))
    , m_tables(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_stop(new QPushButton(this))
    , m_report(new TextBox(2, QStringLiteral("labStopReport"), this))
{
    setObjectName(QStringLiteral("labPanel"));
    m_state->setObjectName(QStringLiteral("labState"));
    m_state->setAccessibleName(tr("Whether the lab can be reached"));
    m_state->setWordWrap(true);
    m_state->setMinimumWidth(1);
    createStop();
    auto *top = new QHBoxLayout;
    top->addWidget(m_state, 1);
    top->addWidget(m_stop, 0, Qt::AlignTop);
    m_tables->addWidget(createTable(QStringLiteral("labResourcesTable"),
                                    tr("What the stations share, and who waits for it"),
                                    m_resources),
                        1);
    m_tables->addWidget(
        createTable(QStringLiteral("labStationsTable"), tr("The stations of the lab"), m_stations),
        1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_report);
    layout->addLayout(m_tables, 1);
}

LabPanel::~LabPanel() = default;

QTableView *LabPanel::createTable(const QString &name, const QString &accessibleName,
                                  QAbstractItemModel *model)
{
    QTableView *table = createPlainTable(this);
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setToolTip(accessibleName);
    table->setModel(model);
    QHeaderView *header = table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setStretchLastSection(true);
    constexpr int fewestLines = 4;
    table->setMinimumHeight(fewestLines * table->fontMetrics().lineSpacing());
    return table;
}

void LabPanel::createStop()
{
    m_stop->setObjectName(QStringLiteral("stopLabButton"));
    m_stop->setIcon(toIcon(Icon::Stop));
    m_stop->setAutoDefault(false); // Return must not do it by the way
    m_report->setAccessibleName(tr("Result of the last stop of the lab"));
    m_report->hide();
    m_armed.setSingleShot(true);
    m_armed.setInterval(confirmation);
    connect(m_stop, &QPushButton::clicked, this, &LabPanel::pressed);
    connect(&m_armed, &QTimer::timeout, this, &LabPanel::disarm);
    disarm();
}

void LabPanel::setStatus(const LabStatus &lab)
{
    m_lab = lab;
    m_state->setText(LabText::connection(lab));
    QFont font = m_state->font();
    font.setBold(!lab.isConnected());
    m_state->setFont(font);
    m_stations->setStations(lab.stations);
    m_resources->setResources(lab.resources);
}

void LabPanel::pressed()
{
    if (m_armed.isActive()) {
        disarm();
        stopLab();
        return;
    }
    m_armed.start();
    m_stop->setText(tr("Press again: stop all %1 stations").arg(m_lab.stations.size()));
}

void LabPanel::disarm()
{
    m_armed.stop();
    m_stop->setText(tr("Stop the lab"));
    m_stop->setToolTip(
        tr("Stops everything at every station of the lab. Press twice.\nEach station "
           "is asked at its own address, also while the lab cannot be reached."));
}

void LabPanel::stopLab()
{
    m_outcomes.clear();
    m_asked = m_lab.stations.size();
    // Its own Things first, without a detour by the network.
    m_session.stop(tr("stop of the lab")).then(this, [this](const Result<StopReport> &report) {
        using Kind = LabStopOutcome::Kind;
        LabStopOutcome own {.station = m_lab.station};
        if (!report) {
            own.kind = Kind::Refused;
            own.problem = ErrorText::reason(report.error());
        } else {
            own.kind = report->isComplete() ? Kind::Stopped : Kind::NotYet;
            own.report = *report;
        }
        note(own);
    });
    QList<LabStopTarget> others = LabStopTarget::of(m_lab, m_token);
    others.removeIf([this](const LabStopTarget &each) { return each.station == m_lab.station; });
    m_stopping = std::make_unique<LabStop>(
        others, ClientName {tr("operator of %1").arg(m_lab.station),
                            QStringLiteral("holdfast/" HOLDFAST_VERSION)});
    connect(m_stopping.get(), &LabStop::answered, this, &LabPanel::note);
    m_stopping->start(QStringLiteral("stop of the lab by the operator of %1").arg(m_lab.station));
    showOutcomes();
}

void LabPanel::note(const LabStopOutcome &outcome)
{
    m_outcomes.insert(outcome.station, outcome);
    showOutcomes();
}

void LabPanel::showOutcomes()
{
    QStringList bad;
    QStringList good;
    for (const LabStopOutcome &each : std::as_const(m_outcomes))
        (each.isStopped() ? good : bad) << LabText::outcome(each);
    QString text;
    if (m_outcomes.size() < m_asked)
        text = tr("Stopping the lab: %1 of %2 stations have answered.")
                   .arg(m_outcomes.size())
                   .arg(m_asked);
    else
        text =
            bad.isEmpty() ? tr("Every station has stopped.") : tr("NOT every station has stopped!");
    const QStringList all = bad + good;
    m_report->setText(text + u'\n' + all.join(u'\n'));
    m_report->show();
}

void LabPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = width() > height() && width() > fontMetrics().averageCharWidth() * 110;
    m_tables->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace Holdfast
