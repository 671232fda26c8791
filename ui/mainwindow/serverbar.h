// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;
class QSpinBox;

namespace Holdfast {

//! \brief Says inside the window why the server does not run, and offers another port. Hidden
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
    QLabel *m_problem;
    QSpinBox *m_port;
};

} // namespace Holdfast
