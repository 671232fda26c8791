// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QObject>

class QWidget;

namespace Holdfast {

//! \brief Notices Escape pressed twice within a second, anywhere in the application. A key that is
//! held down counts once.
class EscapeTwice : public QObject
{
    Q_OBJECT
public:
    explicit EscapeTwice(QWidget *parent);

Q_SIGNALS:
    void pressed();

private:
    void count();

    QElapsedTimer m_first;
};

} // namespace Holdfast
