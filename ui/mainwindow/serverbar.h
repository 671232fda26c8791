// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QUrl>

class QPushButton;

namespace Holdfast {

class TextBox;
class WholeNumberBox;

//! \brief Shows inside the window why the server does not run, and offers another port. Hidden
//! while there is no problem.
class ServerBar : public QFrame
{
    Q_OBJECT
public:
    explicit ServerBar(QWidget *parent = nullptr);

    void showProblem(const QString &problem, quint16 otherPort);
    //! Shows that another Holdfast has the port, and offers its page. To be called after showProblem().
    void showNeighbour(const QUrl &page);

Q_SIGNALS:
    void retry(quint16 port);
    //! Emitted when the operator wants to see the page of the other Holdfast.
    void pageWanted(const QUrl &page);

private:
    void say();

    QString m_reason; //!< why the server does not run
    QUrl m_page;      //!< of the other Holdfast; empty: there is none
    QPushButton *m_openPage;
    TextBox *m_problem;
    WholeNumberBox *m_port;
};

} // namespace Holdfast
