// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagequestion.h"

#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace Holdfast {

StageQuestion::StageQuestion(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

StageQuestion::~StageQuestion()
{
    withdraw();
}

void StageQuestion::ask(const QString &question, const QString &explanation,
                        const QList<Answer> &answers, const QString &keep)
{
    if (m_box) {
        m_box->raise();
        m_box->activateWindow();
        return;
    }
    m_box = new QMessageBox(QMessageBox::Question, tr("Holdfast"), question, QMessageBox::NoButton,
                            m_window);
    m_box->setObjectName(QStringLiteral("stageQuestion"));
    m_box->setTextFormat(Qt::PlainText);
    m_box->setInformativeText(explanation);
    QPushButton *usual = nullptr;
    for (const Answer &answer : answers) {
        QPushButton *button = m_box->addButton(answer.text, QMessageBox::DestructiveRole);
        button->setObjectName(answer.objectName);
        connect(button, &QPushButton::clicked, this, answer.act);
        if (answer.isUsual)
            usual = button;
    }
    QPushButton *reject = m_box->addButton(keep, QMessageBox::RejectRole);
    reject->setObjectName(QStringLiteral("keepButton"));
    m_box->setDefaultButton(usual ? usual : reject);
    m_box->setEscapeButton(reject);
    connect(m_box, &QDialog::finished, this, &StageQuestion::withdraw);
    m_box->setModal(false); // or STOP could not be pressed
    m_box->show();
}

void StageQuestion::withdraw()
{
    QMessageBox *box = std::exchange(m_box, nullptr);
    if (!box)
        return;
    box->disconnect(this);
    box->hide();
    box->deleteLater();
}

} // namespace Holdfast
