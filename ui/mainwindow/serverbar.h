// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

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

Q_SIGNALS:
    void retry(quint16 port);

private:
    void say();

    QString m_reason; //!< why the server does not run
    TextBox *m_problem;
    WholeNumberBox *m_port;
};

} // namespace Holdfast
