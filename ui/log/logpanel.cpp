// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/logpanel.h"

#include "ui/base/number/wheelguard.h"
#include "ui/base/plaintable.h"
#include "ui/base/text/format.h"
#include "ui/base/text/plainlabel.h"
#include "ui/log/logfilter.h"
#include "ui/log/logmodel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace Holdfast {

LogPanel::LogPanel(LogModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new LogFilter(this))
    , m_level(new QComboBox(this))
    , m_table(createPlainTable(this))
{
    m_filter->setSourceModel(model);
    createTable();
    followNewestLine();

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(createHeader());
    layout->addWidget(m_table, 1);
}

QWidget *LogPanel::createHeader()
{
    m_level->setObjectName(QStringLiteral("logLevelBox"));
    new WheelGuard(m_level);
    m_level->setAccessibleName(tr("Lowest level of the log lines shown"));
    m_level->setToolTip(tr("Show lines of this level and more serious ones"));
    for (const LogLevel level :
         {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
        m_level->addItem(Format::level(level), static_cast<int>(level));
    m_level->setCurrentIndex(m_level->findData(static_cast<int>(m_filter->minimum())));
    connect(m_level, &QComboBox::currentIndexChanged, this, [this] {
        m_filter->setMinimum(static_cast<LogLevel>(m_level->currentData().toInt()));
    });

    auto *clear = new QToolButton(this);
    clear->setObjectName(QStringLiteral("clearLogButton"));
    clear->setText(tr("Clear"));
    clear->setAccessibleName(tr("Clear the log"));
    clear->setToolTip(tr("Empty this list; files and other logs keep their lines"));
    connect(clear, &QToolButton::clicked, m_model, &LogModel::clear);

    auto *label = new PlainLabel(tr("Show f&rom level:"), m_level, this);

    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(m_level);
    layout->addStretch(1);
    layout->addWidget(clear);
    return header;
}

void LogPanel::createTable()
{
    m_table->setObjectName(QStringLiteral("logTable"));
    m_table->setAccessibleName(tr("Log"));
    m_table->setToolTip(tr("What happened, the newest line last"));
    m_table->setModel(m_filter);
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    setColumnWidths(m_table, {QStringLiteral("00:00:00"), Format::level(LogLevel::Warning),
                              QStringLiteral("autofocus")});
}

void LogPanel::followNewestLine()
{
    const auto *bar = m_table->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this, last = 0](int, int maximum) mutable {
        if (m_table->verticalScrollBar()->value() >= last)
            m_table->scrollToBottom();
        last = maximum;
    });
}

} // namespace Holdfast
