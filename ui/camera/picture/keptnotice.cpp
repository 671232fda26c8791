// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picture/keptnotice.h"

#include "ui/camera/picture/pictureactions.h"
#include "ui/camera/picture/picturesmodel.h"
#include "ui/camera/picture/picturestore.h"

#include <QPushButton>

namespace Holdfast {

KeptNotice::KeptNotice(PictureActions *actions, QWidget *parent)
    : NoticeBar(QStringLiteral("keptNotice"), QStringLiteral("keptText"), parent)
    , m_actions(actions)
{
    setAccessibleName(tr("Pictures of an earlier run"));
    const QPushButton *save = addButton(QStringLiteral("saveKeptButton"), tr("Save them"),
                                        tr("Saves the pictures in the folder for pictures"));
    connect(save, &QPushButton::clicked, m_actions, &PictureActions::saveKept);
    const QPushButton *later =
        addButton(QStringLiteral("keptLaterButton"), tr("Later"),
                  tr("The pictures stay where they are; the next start asks again"));
    connect(later, &QPushButton::clicked, this, [this] {
        m_isPutOff = true;
        refresh();
    });
    const PicturesModel *model = m_actions->store()->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &KeptNotice::refresh);
    connect(model, &QAbstractItemModel::dataChanged, this, &KeptNotice::refresh);
    refresh();
}

void KeptNotice::refresh()
{
    const auto kept = int(m_actions->store()->model()->kept().size());
    say(kept == 0 || m_isPutOff
            ? QString()
            : tr("%n picture(s) could not be saved before Holdfast ended last time, and were kept.",
                 nullptr, kept));
}

} // namespace Holdfast
