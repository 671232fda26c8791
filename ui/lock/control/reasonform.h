// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace Holdfast {

class TextBox;

//! \brief The action to confirm, and the purpose of its reason.
struct ReasonQuestion
{
    QString question; //!< names the owner and the action
    QString confirm;  //!< on the button that does it
    QString reason;   //!< offered to begin with
    bool isReasonRequired = true;
    bool byReturn = true; //!< whether Return does it; else only the button
};

//! \brief Asks inside the window for the reason of something, and whether it is meant. No dialog:
//! everything else can be used meanwhile.
class ReasonForm : public QWidget
{
    Q_OBJECT
public:
    explicit ReasonForm(QWidget *parent = nullptr);

    //! Begins anew with \a question, and takes the keys.
    void ask(const ReasonQuestion &question);
    //! Shows that the subject of the question does not exist any more; there is nothing left to be
    //! confirmed.
    void setObsolete(const QString &why);

Q_SIGNALS:
    void confirmed(const QString &reason);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();
    void confirm();

    ReasonQuestion m_question;
    bool m_isObsolete = false;
    TextBox *m_text;
    QLineEdit *m_reason;
    QPushButton *m_confirm;
    QPushButton *m_cancel;
};

} // namespace Holdfast
