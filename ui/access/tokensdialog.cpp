// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/access/tokensdialog.h"

#include "core/server/access/token.h"
#include "core/server/admission/tokenkeeper.h"
#include "ui/access/tokensmodel.h"
#include "ui/base/number/wheelguard.h"
#include "ui/base/plaintable.h"
#include "ui/base/text/errortext.h"
#include "ui/base/text/literal.h"
#include "ui/base/text/plainlabel.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace Holdfast {

namespace {

QPushButton *button(const QString &text, const QString &objectName, const QString &toolTip,
                    QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(objectName);
    made->setToolTip(toolTip);
    made->setAutoDefault(false);
    return made;
}

} // namespace

TokensDialog::TokensDialog(std::shared_ptr<TokenKeeper> tokens, QWidget *parent)
    : QDialog(parent)
    , m_tokens(std::move(tokens))
    , m_model(new TokensModel(this))
    , m_table(createPlainTable(this))
    , m_revoke(button(tr("&End it \u2026"), QStringLiteral("revokeTokenButton"),
                      tr("Ends the token that is selected: its client can do nothing any more"),
                      this))
    , m_name(new QLineEdit(this))
    , m_role(new QComboBox(this))
    , m_make(button(tr("&Make a token"), QStringLiteral("makeTokenButton"),
                    tr("Makes a token of that name, and shows it once"), this))
    , m_result(new QWidget(this))
    , m_new(new QLineEdit(m_result))
    , m_problem(new PlainLabel(this))
{
    setObjectName(QStringLiteral("tokensDialog"));
    setWindowTitle(tr("Access tokens"));
    auto *explanation = new PlainLabel(
        tr("A client on another computer needs a token. Its name is what others see as the owner "
           "of the lock."),
        this);
    explanation->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("tokensProblem"));
    m_problem->setWordWrap(true);
    m_problem->setMinimumWidth(1); // a path may have no place for a line break
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeTokens"));
    buttons->button(QDialogButtonBox::Close)
        ->setToolTip(
            tr("Closes this window; a token that was just made is not shown again (Escape)"));
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Return is for the name
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addLayout(createList());
    layout->addLayout(createForm());
    layout->addLayout(createResult());
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    resize(620, 460);
    // Programs on this computer make tokens, too.
    connect(m_tokens.get(), &TokenKeeper::changed, this, &TokensDialog::refresh);
    refresh();
    m_name->setFocus();
}

QLayout *TokensDialog::createList()
{
    m_table->setObjectName(QStringLiteral("tokensTable"));
    m_table->setAccessibleName(tr("Tokens"));
    m_table->setToolTip(tr("The tokens with which clients may use this instrument"));
    m_table->setModel(m_model);
    setColumnWidths(m_table,
                    {QStringLiteral("microscope-room"), TokensModel::roleName(Role::Station),
                     QStringLiteral("2026-12-01 23:59:59")});
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TokensDialog::allow);
    connect(m_revoke, &QPushButton::clicked, this, &TokensDialog::askForRevoking);
    auto *row = new QHBoxLayout;
    row->addWidget(m_table, 1);
    row->addWidget(m_revoke, 0, Qt::AlignTop);
    return row;
}

QFormLayout *TokensDialog::createForm()
{
    m_name->setObjectName(QStringLiteral("tokenName"));
    m_name->setAccessibleName(tr("Name of the new token"));
    m_name->setToolTip(
        tr("1 to 64 letters, digits, '.', '_', '@' and '-'; first a letter or a digit"));
    m_name->setMaxLength(64);
    connect(m_name, &QLineEdit::textChanged, this, &TokensDialog::allow);
    connect(m_name, &QLineEdit::returnPressed, this, [this] {
        if (m_make->isEnabled())
            make();
    });
    m_role->setObjectName(QStringLiteral("tokenRole"));
    m_role->setAccessibleName(tr("Role of the new token"));
    m_role->setToolTip(tr("What a client with the token may do"));
    new WheelGuard(m_role);
    for (const Role role : {Role::Viewer, Role::Operator, Role::Station, Role::Admin})
        m_role->addItem(TokensModel::roleName(role), int(role));
    connect(m_make, &QPushButton::clicked, this, &TokensDialog::make);
    auto *form = new QFormLayout;
    form->addRow(new PlainLabel(tr("&Name"), m_name, this), m_name);
    form->addRow(new PlainLabel(tr("&Role"), m_role, this), m_role);
    form->addRow(QString(), m_make);
    return form;
}

QLayout *TokensDialog::createResult()
{
    m_new->setObjectName(QStringLiteral("newToken"));
    m_new->setAccessibleName(tr("The new token"));
    m_new->setToolTip(tr("The new token: give it to the client in a way that others cannot read"));
    m_new->setReadOnly(true);
    auto *copy = button(tr("&Copy"), QStringLiteral("copyTokenButton"),
                        tr("Copies the new token to the clipboard"), m_result);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_new->text()); });
    auto *once = new PlainLabel(tr("Take it now: it is never shown again."), m_result);
    auto *line = new QHBoxLayout;
    line->addWidget(m_new, 1);
    line->addWidget(copy);
    auto *inside = new QVBoxLayout(m_result);
    inside->setContentsMargins({});
    inside->addWidget(once);
    inside->addLayout(line);
    m_result->hide();
    auto *row = new QHBoxLayout;
    row->addWidget(m_result);
    return row;
}

void TokensDialog::refresh()
{
    const QString selected = m_model->nameAt(m_table->currentIndex().row());
    m_model->setRecords(m_tokens->tokens()->records());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!selected.isEmpty() && m_model->nameAt(row) == selected)
            m_table->selectRow(row);
    }
    allow();
}

void TokensDialog::allow()
{
    m_make->setEnabled(isTokenName(m_name->text().trimmed()));
    m_revoke->setEnabled(m_table->selectionModel()->hasSelection());
}

void TokensDialog::make()
{
    const auto role = static_cast<Role>(m_role->currentData().toInt());
    m_make->setEnabled(false);
    m_tokens->create(m_name->text().trimmed(), role)
        .then(this, [this](const Result<NewToken> &made) { showMade(made); });
}

void TokensDialog::showMade(const Result<NewToken> &made)
{
    if (made) {
        m_new->setText(QString::fromLatin1(made->token));
        m_new->setCursorPosition(0);
        m_name->clear();
        m_result->show();
        m_new->setFocus();
        m_new->selectAll();
    }
    say(made ? QString() : ErrorText::reason(made.error()));
    refresh();
}

void TokensDialog::askForRevoking()
{
    const QString name = m_model->nameAt(m_table->currentIndex().row());
    if (name.isEmpty())
        return;
    auto *question = new QMessageBox(this);
    question->setObjectName(QStringLiteral("revokeQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("End a token"));
    question->setTextFormat(Qt::PlainText);
    question->setText(tr("End the token of %1?").arg(literal(name)));
    question->setInformativeText(
        tr("Its client is disconnected and refused at once. What the client has begun goes on."));
    auto *yes = question->addButton(tr("End it"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("revokeConfirmed"));
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(yes, &QAbstractButton::clicked, this, [this, name] { revoke(name); });
    question->setModal(false); // STOP stays in reach
    question->show();
}

void TokensDialog::revoke(const QString &name)
{
    m_tokens->revoke(name).then(this, [this](const Result<TokenRecord> &ended) {
        say(ended ? QString() : ErrorText::reason(ended.error()));
        refresh();
    });
}

void TokensDialog::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace Holdfast
