// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/property/changemark.h"

#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/theme/icon.h"

#include <QEvent>
#include <QHBoxLayout>

namespace Holdfast {

ChangeMark::ChangeMark(const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_icon(new PlainLabel(this))
    , m_text(new PlainLabel(this))
{
    setObjectName(objectName);
    m_text->setObjectName(objectName + QStringLiteral("Text"));
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(1);
    QFont bold = font();
    bold.setBold(true);
    m_text->setFont(bold);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    draw();
    hide();
}

void ChangeMark::showIconOnly()
{
    m_text->hide();
    QSizePolicy policy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    policy.setRetainSizeWhenHidden(true);
    setSizePolicy(policy);
}

void ChangeMark::setChangedBy(const std::optional<Principal> &by)
{
    setVisible(by.has_value());
    if (!by)
        return;
    const QString text = tr("Changed by %1").arg(by->name);
    m_text->setText(text);
    m_text->setToolTip(plainToolTip(tr("Changed a moment ago by %1").arg(by->toString())));
    m_icon->setToolTip(m_text->toolTip());
    setAccessibleName(text);
}

void ChangeMark::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        draw();
}

void ChangeMark::draw()
{
    const int size = fontMetrics().height();
    m_icon->setPixmap(
        toPixmap(Icon::Remote, size, palette().color(QPalette::WindowText), devicePixelRatioF()));
}

} // namespace Holdfast
