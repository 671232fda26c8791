// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/table/searchrow.h"

#include "ui/base/number/wheelguard.h"
#include "ui/base/table/rowfilter.h"
#include "ui/base/text/literal.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QShortcut>

namespace Holdfast {

SearchRow::SearchRow(const QString &id, RowFilter *filter, QWidget *panel)
    : QWidget(panel)
    , m_filter(filter)
    , m_words(new QLineEdit(this))
    , m_client(new QComboBox(this))
{
    m_words->setObjectName(id + QStringLiteral("Search"));
    m_words->setAccessibleName(tr("Search"));
    m_words->setPlaceholderText(tr("Search"));
    m_words->setToolTip(
        tr("Show the rows that have all of these words (Ctrl+F; Escape shows all)"));
    m_words->setClearButtonEnabled(true);
    m_words->installEventFilter(this);
    m_client->setObjectName(id + QStringLiteral("Client"));
    new WheelGuard(m_client);
    m_client->setAccessibleName(tr("Client whose rows are shown"));
    m_client->setToolTip(tr("Show what was done for one client alone"));
    m_client->addItem(tr("All clients"), QString());
    constexpr int letters = 14;
    m_client->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_client->setMinimumContentsLength(letters);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_words, 1);
    layout->addWidget(m_client);

    connect(m_words, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filter->setWords(words);
        Q_EMIT changed();
    });
    connect(m_client, &QComboBox::currentIndexChanged, this, [this] {
        m_filter->setClient(m_client->currentData().toString());
        Q_EMIT changed();
    });
    auto *key = new QShortcut(QKeySequence::Find, panel);
    key->setContext(Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, m_words, [this] {
        m_words->setFocus(Qt::ShortcutFocusReason);
        m_words->selectAll();
    });
    const QAbstractItemModel *model = filter->sourceModel();
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { addClients(first, last); });
    addClients(0, model->rowCount() - 1);
}

QBoxLayout *SearchRow::row() const
{
    return static_cast<QBoxLayout *>(layout());
}

void SearchRow::showAll()
{
    m_words->clear();
    m_client->setCurrentIndex(0);
}

void SearchRow::addClients(int first, int last)
{
    for (int row = first; row <= last; ++row)
        addClient(m_filter->sourceModel()->index(row, 0).data(RowFilter::ClientRole).toString());
}

void SearchRow::addClient(const QString &client)
{
    // A client may name itself as it likes with each request.
    constexpr int most = 200;
    if (client.isEmpty() || m_client->count() > most || m_client->findData(client) >= 0)
        return;
    int place = 1;
    while (place < m_client->count() && m_client->itemText(place).localeAwareCompare(client) < 0)
        ++place;
    m_client->insertItem(place, literal(client), client);
}

bool SearchRow::eventFilter(QObject *watched, QEvent *event)
{
    // An empty one leaves the key to the window, where Escape twice stops.
    if (watched == m_words && event->type() == QEvent::KeyPress && !m_words->text().isEmpty()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_words->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Holdfast
