// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace Holdfast {

//! \brief In place of the main window, when the instrument could not start: says what is wrong.
class StartFailureWindow : public QWidget
{
    Q_OBJECT
public:
    //! \a error is what is wrong, \a served whether remote clients can see it too.
    StartFailureWindow(const QString &error, const QString &served, QWidget *parent = nullptr);

Q_SIGNALS:
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
};

} // namespace Holdfast
