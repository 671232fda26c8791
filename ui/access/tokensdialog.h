// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/result.h"

#include <QDialog>

#include <memory>

class QComboBox;
class QFormLayout;
class QLayout;
class QLineEdit;
class QPushButton;
class QTableView;

namespace Holdfast {

class PlainLabel;
class TokenKeeper;
class TokensModel;
struct NewToken;

//! \brief The dialog in which the operator sees the tokens of clients, makes one, and ends one. A
//! token is shown once, when it is made, and can be copied then. Blocks nothing.
class TokensDialog : public QDialog
{
    Q_OBJECT
public:
    explicit TokensDialog(std::shared_ptr<TokenKeeper> tokens, QWidget *parent = nullptr);

private:
    QLayout *createList();
    QFormLayout *createForm();
    QLayout *createResult();
    void refresh();
    void allow();
    void make();
    void showMade(const Result<NewToken> &made);
    void askForRevoking();
    void revoke(const QString &name);
    void say(const QString &problem);

    const std::shared_ptr<TokenKeeper> m_tokens;
    TokensModel *m_model;
    QTableView *m_table;
    QPushButton *m_revoke;
    QLineEdit *m_name;
    QComboBox *m_role;
    QPushButton *m_make;
    QWidget *m_result; //!< hidden until a token was made
    QLineEdit *m_new;
    PlainLabel *m_problem;
};

} // namespace Holdfast
