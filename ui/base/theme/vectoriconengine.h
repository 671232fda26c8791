// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIconEngine>
#include <QString>

namespace Holdfast {

//! \brief Draws a black SVG in the colour that the application's palette has for text, at the moment
//! and in the size of the drawing: so it follows the desktop from light to dark, and to any scaling.
class VectorIconEngine : public QIconEngine
{
public:
    explicit VectorIconEngine(const QString &file);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;
    QString key() const override;
    bool isNull() override { return false; }

    //! Draws the icon in \a size pixels and in this colour.
    QPixmap drawn(const QSize &size, const QColor &colour) const;

private:
    QString m_file;
};

} // namespace Holdfast
