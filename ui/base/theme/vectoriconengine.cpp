// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/theme/vectoriconengine.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace Holdfast {

namespace {

QColor colourFor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    case QIcon::Selected:
        return palette.color(QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return palette.color(QPalette::ButtonText);
}

QRect square(const QRect &rect)
{
    const int side = std::min(rect.width(), rect.height());
    QRect within(0, 0, side, side);
    within.moveCenter(rect.center());
    return within;
}

} // namespace

VectorIconEngine::VectorIconEngine(const QString &file)
    : m_file(file)
{
}

void VectorIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode,
                             QIcon::State state)
{
    const qreal ratio = painter->device()->devicePixelRatioF();
    QPixmap drawn = pixmap((QSizeF(square(rect).size()) * ratio).toSize(), mode, state);
    drawn.setDevicePixelRatio(ratio);
    painter->drawPixmap(square(rect), drawn);
}

QPixmap VectorIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    return drawn(size, colourFor(mode));
}

QPixmap VectorIconEngine::drawn(const QSize &size, const QColor &colour) const
{
    const QString key = QStringLiteral("%1 %2 %3x%4")
                            .arg(m_file, colour.name(QColor::HexArgb))
                            .arg(size.width())
                            .arg(size.height());
    QPixmap drawn;
    if (QPixmapCache::find(key, &drawn))
        return drawn;
    drawn = QPixmap(size);
    drawn.fill(Qt::transparent);
    QPainter painter(&drawn);
    painter.setRenderHint(QPainter::Antialiasing);
    QSvgRenderer(m_file).render(&painter, square(drawn.rect()));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(drawn.rect(), colour);
    painter.end();
    QPixmapCache::insert(key, drawn);
    return drawn;
}

QIconEngine *VectorIconEngine::clone() const
{
    return new VectorIconEngine(*this);
}

QString VectorIconEngine::key() const
{
    return QStringLiteral("holdfast");
}

} // namespace Holdfast
