// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picture/picturespanel.h"

#include "ui/camera/picture/pictureactions.h"
#include "ui/camera/picture/picturestrip.h"
#include "ui/camera/timelapse/timelapse.h"
#include "ui/camera/timelapse/timelapseform.h"

#include <QHBoxLayout>

namespace Holdfast {

PicturesPanel::PicturesPanel(const OperatorAccess &access, PictureActions *actions, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("picturesPanel"));
    auto *timeLapse = new TimeLapse(access, actions->store(), actions->settings(),
                                    std::chrono::steady_clock::now, this);
    auto *form = new TimeLapseForm(timeLapse, access.monitor, actions->settings(), this);
    constexpr int formWidth = 190;
    form->setFixedWidth(formWidth);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->addWidget(new PictureStrip(actions, this), 1);
    layout->addWidget(form);
}

} // namespace Holdfast
