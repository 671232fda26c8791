// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/startfailurewindow.h"

#include "ui/base/text/plainlabel.h"
#include "ui/base/text/textbox.h"

#include <QCloseEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace Holdfast {

StartFailureWindow::StartFailureWindow(const QString &error, const QString &served, QWidget *parent)
    : QWidget(parent)
{
    setWindowTitle(tr("Holdfast could not start"));
    constexpr int lines = 8;
    auto *text = new TextBox(lines, QStringLiteral("startError"));
    text->setText(error);
    auto *address = new PlainLabel(served);
    address->setObjectName(QStringLiteral("startServed"));
    address->setWordWrap(true);
    address->setMinimumWidth(1);
    auto *close = new QPushButton(tr("&End Holdfast"));
    close->setObjectName(QStringLiteral("startEnd"));
    connect(close, &QPushButton::clicked, this, &QWidget::close);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(
        new PlainLabel(tr("Nothing is controlled and nothing moves. Correct this, then "
                          "start Holdfast again:")));
    layout->addWidget(text);
    layout->addWidget(address);
    layout->addWidget(close, 0, Qt::AlignRight);
    constexpr int width = 640;
    resize(width, sizeHint().height());
}

void StartFailureWindow::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

} // namespace Holdfast
