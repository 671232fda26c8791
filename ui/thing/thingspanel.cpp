// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/thingspanel.h"

#include "core/session/stationmonitor.h"
#include "ui/base/text/plainlabel.h"
#include "ui/thing/thingpanel.h"
#include "ui/thing/thingsmodel.h"

#include <QListView>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace Holdfast {

ThingsPanel::ThingsPanel(const OperatorAccess &access, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_model(new ThingsModel(access.session, this))
    , m_list(new QListView(this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("thingsPanel"));
    m_stack->setObjectName(QStringLiteral("thingsStack"));
    m_stack->setMinimumWidth(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 2, 6);
    layout->addWidget(createList());
    layout->addWidget(m_stack, 1);
    if (m_model->rowCount() == 0) {
        auto *none = new PlainLabel(tr("The configuration has no Things."), m_stack);
        none->setObjectName(QStringLiteral("noThings"));
        none->setWordWrap(true);
        none->setAlignment(Qt::AlignTop);
        m_stack->addWidget(none);
    }

    connect(access.monitor, &StationMonitor::invocationChanged, m_model, &ThingsModel::update);
    connect(access.monitor, &StationMonitor::invocationRemoved, m_model, &ThingsModel::remove);
    connect(access.monitor, &StationMonitor::faultChanged, m_model, [this](const QString &thing) {
        m_model->setFault(thing, m_access.session.fault(thing));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &now) { showThing(m_model->thing(now.row())); });
    auto *again = new QShortcut(QKeySequence(Qt::Key_F5), this);
    again->setContext(Qt::WindowShortcut);
    connect(again, &QShortcut::activated, this, &ThingsPanel::readAgain);
    m_list->setCurrentIndex(m_model->index(0));
}

QWidget *ThingsPanel::createList()
{
    m_list->setObjectName(QStringLiteral("thingsList"));
    m_list->setAccessibleName(tr("Things"));
    m_list->setToolTip(tr("What this instrument consists of; the chosen one is shown below "
                          "(F5 reads it again)"));
    m_list->setModel(m_model);
    m_list->setUniformItemSizes(true);
    m_list->setTabKeyNavigation(false);
    m_list->setAlternatingRowColors(true);
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const int icon = m_list->fontMetrics().height();
    m_list->setIconSize({icon, icon});
    constexpr int mostRows = 6;
    const int rows = std::clamp(m_model->rowCount(), 1, mostRows);
    m_list->setFixedHeight(rows * (icon + 5) + 2 * m_list->frameWidth());
    return m_list;
}

void ThingsPanel::choose(const QString &thing)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->thing(row) == thing)
            m_list->setCurrentIndex(m_model->index(row));
    }
}

void ThingsPanel::showThing(const QString &thing)
{
    if (thing.isEmpty())
        return;
    ThingPanel *&panel = m_panels[thing];
    if (!panel) {
        panel = new ThingPanel(m_access, thing, m_stack);
        panel->setServer(m_server);
        m_stack->addWidget(panel);
    }
    m_stack->setCurrentWidget(panel);
}

void ThingsPanel::readAgain()
{
    if (auto *panel = qobject_cast<ThingPanel *>(m_stack->currentWidget()); panel && isVisible())
        panel->readAgain();
}

void ThingsPanel::setServerAddress(const QUrl &server)
{
    m_server = server;
    for (ThingPanel *panel : std::as_const(m_panels))
        panel->setServer(server);
}

} // namespace Holdfast
