// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/logpanel.h"

#include "ui/base/number/wheelguard.h"
#include "ui/base/plaintable.h"
#include "ui/base/table/emptynote.h"
#include "ui/base/table/searchrow.h"
#include "ui/base/table/textexport.h"
#include "ui/base/text/format.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/textbox.h"
#include "ui/log/logfilter.h"
#include "ui/log/logmodel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

TextExport::Content contentOf(const QList<LogLine> &lines)
{
    return {.count = int(lines.size()), .text = [lines] {
                QString text;
                for (const LogLine &line : lines)
                    text += toText(line) + u'\n';
                return text;
            }};
}

} // namespace

LogPanel::LogPanel(LogModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new LogFilter(this))
    , m_level(new QComboBox(this))
    , m_table(createPlainTable(this))
    , m_outcome(new TextBox(1, QStringLiteral("logOutcome"), this))
{
    m_filter->setSourceModel(model);
    createTable();
    followNewestLine();

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(createHeader());
    layout->addWidget(m_table, 1);
    layout->addWidget(createFooter());
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

    auto *label = new PlainLabel(tr("Show f&rom level:"), m_level, this);
    auto *header = new SearchRow(QStringLiteral("log"), m_filter, this);
    header->row()->addWidget(label);
    header->row()->addWidget(m_level);
    return header;
}

QWidget *LogPanel::createFooter()
{
    auto *clear = new QPushButton(tr("Clear"), this);
    clear->setObjectName(QStringLiteral("clearLogButton"));
    clear->setAccessibleName(tr("Clear the log"));
    clear->setToolTip(tr("Empty this list; files and other logs keep their lines"));
    connect(clear, &QPushButton::clicked, m_model, &LogModel::clear);
    m_outcome->setAccessibleName(tr("Outcome of copying and saving"));

    auto *footer = new QWidget(this);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins({});
    layout->addWidget(m_outcome, 1);
    layout->addWidget(createExport());
    layout->addWidget(clear);
    return footer;
}

TextExport *LogPanel::createExport()
{
    const auto line = [this](const QModelIndex &index) {
        return m_model->line(m_filter->mapToSource(index).row());
    };
    const auto shown = [this, line] {
        QList<LogLine> lines;
        for (int row = 0; row < m_filter->rowCount(); ++row)
            lines << line(m_filter->index(row, 0));
        return contentOf(lines);
    };
    const auto chosen = [this, line, shown] {
        QModelIndexList rows = m_table->selectionModel()->selectedRows();
        if (rows.isEmpty())
            return shown();
        std::sort(rows.begin(), rows.end());
        QList<LogLine> lines;
        for (const QModelIndex &index : std::as_const(rows))
            lines << line(index);
        return contentOf(lines);
    };
    auto *result = new TextExport({.id = QStringLiteral("log"),
                                   .copyName = tr("Copy the log"),
                                   .saveName = tr("Save the log"),
                                   .file = QStringLiteral("holdfast-log.txt")},
                                  chosen, shown, this);
    connect(result, &TextExport::said, m_outcome, &TextBox::setText);
    auto *key = new QShortcut(QKeySequence::Copy, m_table);
    key->setContext(Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, result, &TextExport::copy);
    return result;
}

QString LogPanel::whyEmpty() const
{
    return m_model->rowCount() == 0 ? tr("Nothing has been logged.")
                                    : tr("No line matches the search, the client and the level.");
}

void LogPanel::createTable()
{
    m_table->setObjectName(QStringLiteral("logTable"));
    m_table->setAccessibleName(tr("Log"));
    m_table->setToolTip(tr("What happened, the newest line last"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setModel(m_filter);
    new EmptyNote(QStringLiteral("logEmpty"), m_table, [this] { return whyEmpty(); });
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
