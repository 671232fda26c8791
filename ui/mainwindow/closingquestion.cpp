// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/closingquestion.h"

#include "ui/camera/picture/picturesmodel.h"
#include "ui/camera/picture/picturestore.h"
#include "ui/camera/timelapse/timelapse.h"

#include <QMessageBox>
#include <QPushButton>

namespace Holdfast {

ClosingQuestion::ClosingQuestion(const Session &session, PictureStore *store, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_store(store)
    , m_window(window)
{
}

bool ClosingQuestion::mayClose()
{
    if (m_isConfirmed)
        return true;
    const QStringList why = reasons();
    if (why.isEmpty())
        return true;
    ask(why);
    return false;
}

QString ClosingQuestion::whoWorks() const
{
    const LockStatus status = m_session.lockStatus();
    if (status.owner && status.owner->principal.kind == Principal::Kind::Client)
        return status.owner->principal.name;
    // An operation that takes no lock is work as well.
    for (const InvocationRecord &invocation : m_session.invocations()) {
        if (!invocation.isFinished() && invocation.by.kind == Principal::Kind::Client)
            return invocation.by.name;
    }
    return {};
}

QStringList ClosingQuestion::reasons() const
{
    QStringList all;
    if (const QString client = whoWorks(); !client.isEmpty())
        all << tr("%1 is working with this instrument and would be stopped.").arg(client);
    const auto *series = m_window->findChild<TimeLapse *>();
    if (series && series->isRunning())
        all << tr("A series of pictures is being taken, and would end.");
    if (const int unsaved = m_store->model()->unsaved(); unsaved > 0)
        all << tr("%n picture(s) could not be saved, and would be lost.", nullptr, unsaved);
    return all;
}

void ClosingQuestion::ask(const QStringList &reasons)
{
    const QString name = QStringLiteral("closingDialog");
    if (m_window->findChild<QMessageBox *>(name))
        return; // it asks already
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Close Holdfast?"),
                        reasons.join(QStringLiteral("\n\n")), QMessageBox::NoButton, m_window);
    box->setObjectName(name);
    box->setTextFormat(Qt::PlainText); // a client's name may be anything
    box->setAttribute(Qt::WA_DeleteOnClose);
    if (m_store->model()->unsaved() > 0)
        box->setInformativeText(
            tr("They are listed under \u201cPictures\u201d, below the live view."));
    const auto *close = box->addButton(tr("&Close all the same"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(tr("&Keep the window"), QMessageBox::RejectRole));
    connect(close, &QAbstractButton::clicked, this, [this] {
        m_isConfirmed = true;
        m_store->giveUpUnsaved();
        Q_EMIT confirmed();
    });
    box->open();
}

} // namespace Holdfast
