// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/invocations/invocationspanel.h"

#include "core/session/stationmonitor.h"
#include "ui/base/namedelegate.h"
#include "ui/base/plaintable.h"
#include "ui/base/table/emptynote.h"
#include "ui/base/table/rowfilter.h"
#include "ui/base/table/searchrow.h"
#include "ui/base/table/textexport.h"
#include "ui/base/text/textbox.h"
#include "ui/invocations/invocationdetails.h"
#include "ui/invocations/invocationsmodel.h"
#include "ui/invocations/invocationtext.h"
#include "ui/invocations/progressdelegate.h"
#include "ui/thing/scriptmenu.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

namespace Holdfast {

namespace {

TextExport::Content detailsOf(const QList<InvocationRecord> &invocations)
{
    return {.count = int(invocations.size()), .text = [invocations] {
                QString text;
                for (const InvocationRecord &invocation : invocations)
                    text += InvocationText::details(invocation) + QStringLiteral("\n\n");
                return text;
            }};
}

} // namespace

InvocationsPanel::InvocationsPanel(const OperatorAccess &access, QWidget *parent)
    : QWidget(parent)
    , m_session(access.session)
    , m_model(new InvocationsModel(this))
    , m_filter(new RowFilter(this))
    , m_table(createPlainTable(this))
    , m_remark(new TextBox(2, QStringLiteral("invocationsRemark"), this))
    , m_cancel(new QPushButton(tr("Ca&ncel"), this))
    , m_details(new QPushButton(tr("&Details"), this))
    , m_script(new QPushButton(tr("Script"), this))
    , m_scriptMenu(new ScriptMenu(QStringLiteral("invocationScriptMenu"), this))
    , m_export(createExport())
{
    m_filter->setSourceModel(m_model);
    createTable();
    m_search = new SearchRow(QStringLiteral("invocations"), m_filter, this);
    connect(m_search, &SearchRow::changed, this, &InvocationsPanel::chooseOther);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_table, 1);
    layout->addWidget(createButtons());

    m_ticking.setInterval(std::chrono::seconds {1});
    connect(&m_ticking, &QTimer::timeout, m_model, &InvocationsModel::tick);

    connect(access.monitor, &StationMonitor::invocationChanged, this,
            &InvocationsPanel::showInvocation);
    connect(access.monitor, &StationMonitor::invocationRemoved, this, &InvocationsPanel::remove);
    connect(access.monitor, &StationMonitor::lockChanged, this, &InvocationsPanel::updatePositions);
    for (const InvocationRecord &invocation : access.session.invocations())
        showInvocation(invocation);
    showWhatCanBeDone();
}

void InvocationsPanel::createTable()
{
    m_table->setObjectName(QStringLiteral("invocationsTable"));
    m_table->setAccessibleName(tr("Invocations"));
    m_table->setToolTip(tr("Running and recent actions, the newest first (Delete cancels, Return "
                           "shows details)"));
    m_table->setModel(m_filter);
    new EmptyNote(QStringLiteral("invocationsEmpty"), m_table, [this] { return whyEmpty(); });
    m_table->setItemDelegateForColumn(InvocationsModel::ProgressColumn,
                                      new ProgressDelegate(m_table));
    m_table->horizontalHeader()->setStretchLastSection(true);
    // Two lines each: beside the lock panel there is more height than width.
    m_table->setWordWrap(true);
    m_table->verticalHeader()->setDefaultSectionSize(2 * m_table->fontMetrics().lineSpacing() + 6);
    m_table->setItemDelegateForColumn(InvocationsModel::OperationColumn, new NameDelegate(m_table));
    setColumnWidths(m_table, {QStringLiteral("move_relative"), QStringLiteral("127.0.0.1"),
                              tr("%1, place %2").arg(tr("Pending")).arg(0), QStringLiteral("100 %"),
                              QStringLiteral("(took 0.0 s)")});

    connect(m_table, &QTableView::doubleClicked, this, &InvocationsPanel::showDetails);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &InvocationsPanel::chooseOther);
    auto *deleteKey = new QShortcut(QKeySequence(Qt::Key_Delete), m_table);
    deleteKey->setContext(Qt::WidgetShortcut);
    connect(deleteKey, &QShortcut::activated, this, &InvocationsPanel::cancelSelected);
    auto *returnKey = new QShortcut(QKeySequence(Qt::Key_Return), m_table);
    returnKey->setContext(Qt::WidgetShortcut);
    connect(returnKey, &QShortcut::activated, this, &InvocationsPanel::showDetails);
    auto *copyKey = new QShortcut(QKeySequence::Copy, m_table);
    copyKey->setContext(Qt::WidgetShortcut);
    connect(copyKey, &QShortcut::activated, m_export, &TextExport::copy);
}

TextExport *InvocationsPanel::createExport()
{
    const auto shown = [this] {
        QList<InvocationRecord> invocations;
        for (int row = 0; row < m_filter->rowCount(); ++row)
            invocations << *m_model->invocation(
                m_filter->mapToSource(m_filter->index(row, 0)).row());
        return detailsOf(invocations);
    };
    const auto chosen = [this, shown] {
        const InvocationRecord *invocation = selected();
        return invocation ? detailsOf({*invocation}) : shown();
    };
    auto *result = new TextExport({.id = QStringLiteral("invocations"),
                                   .copyName = tr("Copy the invocations"),
                                   .saveName = tr("Save the invocations"),
                                   .file = QStringLiteral("holdfast-invocations.txt")},
                                  chosen, shown, this);
    connect(result, &TextExport::said, this, &InvocationsPanel::say);
    return result;
}

void InvocationsPanel::say(const QString &outcome)
{
    m_outcome = outcome;
    showWhatCanBeDone();
}

void InvocationsPanel::chooseOther()
{
    m_outcome.clear();
    showWhatCanBeDone();
}

QString InvocationsPanel::whyEmpty() const
{
    return m_model->rowCount() == 0 ? tr("No action has been invoked yet.")
                                    : tr("No invocation matches the search and the client.");
}

void InvocationsPanel::select(const QUuid &id)
{
    if (!m_model->find(id))
        return;
    const auto find = [&] {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->invocation(row)->id == id)
                return m_filter->mapFromSource(m_model->index(row, 0));
        }
        return QModelIndex();
    };
    if (!find().isValid())
        m_search->showAll();
    const QModelIndex found = find();
    m_table->selectRow(found.row());
    m_table->scrollTo(found);
    m_table->setFocus();
}

void InvocationsPanel::setServerAddress(const QUrl &server)
{
    m_scriptMenu->setServer(server);
}

QWidget *InvocationsPanel::createButtons()
{
    m_scriptMenu->add(tr("The selected invocation"), [this] { return selectedCall(); });
    connect(m_scriptMenu, &ScriptMenu::copied, this,
            [this] { say(tr("Copied: paste it into a script or a terminal.")); });
    m_script->setObjectName(QStringLiteral("invocationScriptButton"));
    m_script->setAccessibleName(tr("Do the selected invocation from a script"));
    m_script->setMenu(m_scriptMenu);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::customContextMenuRequested, this, &InvocationsPanel::showMenu);
    m_cancel->setObjectName(QStringLiteral("cancelInvocationButton"));
    m_cancel->setAccessibleName(tr("Cancel the selected invocation"));
    connect(m_cancel, &QPushButton::clicked, this, &InvocationsPanel::cancelSelected);
    m_details->setObjectName(QStringLiteral("invocationDetailsButton"));
    m_details->setAccessibleName(tr("Details of the selected invocation"));
    m_details->setToolTip(tr("Show input, result, error and log (Return or double-click)"));
    connect(m_details, &QPushButton::clicked, this, &InvocationsPanel::showDetails);

    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_remark, 1);
    layout->addWidget(m_export);
    layout->addWidget(m_script);
    layout->addWidget(m_details);
    layout->addWidget(m_cancel);
    return row;
}

void InvocationsPanel::showInvocation(const InvocationRecord &invocation)
{
    m_model->update(invocation);
    for (auto *details : findChildren<InvocationDetails *>())
        details->setInvocation(invocation);
    if (!m_model->hasUnfinished())
        m_ticking.stop();
    else if (!m_ticking.isActive())
        m_ticking.start();
    showWhatCanBeDone();
}

void InvocationsPanel::remove(const QUuid &id)
{
    m_model->remove(id);
    showWhatCanBeDone();
}

void InvocationsPanel::updatePositions()
{
    for (const QUuid &id : m_model->pending()) {
        if (const auto invocation = m_session.invocation(id))
            m_model->update(*invocation);
    }
}

void InvocationsPanel::cancelSelected()
{
    const InvocationRecord *invocation = selected();
    if (!invocation || invocation->isFinished())
        return;
    const Result<void> asked = m_session.cancel(invocation->id);
    m_remark->setText(asked ? tr("Asked %1 to end.").arg(invocation->operation())
                            : asked.error().message());
}

void InvocationsPanel::showDetails()
{
    if (const InvocationRecord *invocation = selected())
        (new InvocationDetails(*invocation, this))->show();
}

void InvocationsPanel::showMenu(const QPoint &where)
{
    if (!selected())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Details"), this, &InvocationsPanel::showDetails);
    menu->addAction(tr("Ca&ncel"), this, &InvocationsPanel::cancelSelected)
        ->setEnabled(m_cancel->isEnabled());
    menu->addAction(tr("C&opy"), m_export, &TextExport::copy);
    menu->addMenu(m_scriptMenu);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

ScriptCall InvocationsPanel::selectedCall() const
{
    const InvocationRecord *invocation = selected();
    if (!invocation)
        return {};
    return {.kind = ScriptCall::Kind::Invoke,
            .thing = invocation->thing,
            .name = invocation->action,
            .value = invocation->input ? invocation->input->json : Json()};
}

const InvocationRecord *InvocationsPanel::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr
                          : m_model->invocation(m_filter->mapToSource(rows.first()).row());
}

void InvocationsPanel::showWhatCanBeDone()
{
    const InvocationRecord *invocation = selected();
    m_details->setEnabled(invocation != nullptr);
    m_script->setEnabled(invocation != nullptr);
    const QString purpose = tr("Copy the selected one as Python or as a curl command");
    m_script->setToolTip(invocation ? purpose
                                    : purpose + u'\n' + tr("Not now: %1").arg(whyNotToCancel()));
    m_cancel->setEnabled(invocation && !invocation->isFinished());
    const QString whyNot = whyNotToCancel();
    // The row has room for the beginning of a message only.
    const QString message = invocation ? InvocationText::message(*invocation) : QString();
    if (!m_outcome.isEmpty())
        m_remark->setText(m_outcome);
    else
        m_remark->setText(message.isEmpty() ? whyNot : message);
    m_cancel->setToolTip(
        whyNot.isEmpty()
            ? tr("Ask the selected invocation to end (Delete)")
            : tr("Ask the selected invocation to end (Delete)\nNot now: %1").arg(whyNot));
}

QString InvocationsPanel::whyNotToCancel() const
{
    const InvocationRecord *invocation = selected();
    if (m_model->rowCount() == 0)
        return tr("No action has been invoked yet.");
    if (!invocation)
        return tr("Select one to cancel it or to see its details.");
    return invocation->isFinished() ? tr("The selected one has ended.") : QString();
}

} // namespace Holdfast
