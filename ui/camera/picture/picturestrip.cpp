// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picture/picturestrip.h"

#include "ui/base/theme/icon.h"
#include "ui/camera/picture/pictureactions.h"
#include "ui/camera/picture/picturesmodel.h"
#include "ui/camera/picture/picturestore.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace Holdfast {

PictureStrip::PictureStrip(PictureActions *actions, QWidget *parent)
    : QListView(parent)
    , m_actions(actions)
{
    setObjectName(QStringLiteral("pictureStrip"));
    setAccessibleName(tr("Pictures of this run"));
    setToolTip(tr("The pictures since Holdfast was started, newest first. Return or a double-click "
                  "shows one large, beside the live view; the Menu key or a right click offers "
                  "more."));
    setModel(actions->store()->model());
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setIconSize({80, 60});
    setGridSize({96, 60 + fontMetrics().lineSpacing() + 14});
    setUniformItemSizes(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(this, &QListView::doubleClicked, this, &PictureStrip::look);
}

void PictureStrip::look(const QModelIndex &index)
{
    if (index.isValid())
        m_actions->look(index.data(PicturesModel::IdRole).toULongLong());
}

void PictureStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        look(currentIndex());
    else
        QListView::keyPressEvent(event);
}

void PictureStrip::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    const quint64 id = index.data(PicturesModel::IdRole).toULongLong();
    const bool isSaved = !index.data(PicturesModel::PathRole).toString().isEmpty();
    const Picture *picture = m_actions->store()->model()->find(id);
    const bool isUnsaved = picture && picture->state == Picture::State::NotSaved;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("pictureMenu"));
    menu->setAccessibleName(tr("What can be done with the picture"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, const char *name, Icon icon, bool isPossible,
                         auto what) {
        QAction *action = menu->addAction(toIcon(icon), text);
        action->setObjectName(QLatin1StringView(name));
        action->setEnabled(isPossible);
        connect(action, &QAction::triggered, m_actions,
                [this, id, what] { (m_actions->*what)(id); });
    };
    add(tr("Co&mpare with the live view"), "comparePicture", Icon::Compare, true,
        &PictureActions::look);
    add(tr("&Open"), "openPicture", Icon::Snap, isSaved, &PictureActions::open);
    add(tr("Show in &folder"), "showPictureFolder", Icon::Folder, isSaved,
        &PictureActions::showFolderOf);
    add(tr("&Copy path"), "copyPicturePath", Icon::Copy, isSaved, &PictureActions::copyPath);
    if (isUnsaved) {
        menu->addSeparator();
        add(tr("&Try again to save it"), "savePictureAgain", Icon::Refresh, true,
            &PictureActions::tryAgain);
        add(tr("&Save as \u2026"), "savePictureAs", Icon::Folder, true, &PictureActions::saveAs);
    }
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void PictureStrip::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::Disabled, QPalette::WindowText));
    painter.drawText(viewport()->rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("No pictures yet. S takes one."));
}

} // namespace Holdfast
