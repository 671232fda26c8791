// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/theme/theme.h"

#include <QApplication>
#include <QStyleFactory>
#include <QStyleHints>

namespace Holdfast {

Theme::Theme(SchemeWish wish, QObject *parent)
    : QObject(parent)
    , m_own(QApplication::palette())
    , m_wish(wish)
{
    connect(&m_desktop, &DesktopScheme::changed, this, &Theme::apply);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::apply);
#endif
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
}

void Theme::setWish(SchemeWish wish)
{
    m_wish = wish;
    apply();
}

ColourScheme Theme::platformScheme() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    switch (QGuiApplication::styleHints()->colorScheme()) {
    case Qt::ColorScheme::Dark:
        return ColourScheme::Dark;
    case Qt::ColorScheme::Light:
        return ColourScheme::Light;
    case Qt::ColorScheme::Unknown:
        break;
    }
#endif
    return schemeOf(m_own);
}

void Theme::apply()
{
    // A desktop that reports no scheme has still given the application a palette of its own.
    ColourScheme scheme = m_desktop.scheme().value_or(platformScheme());
    if (m_wish != SchemeWish::AsDesktop)
        scheme = m_wish == SchemeWish::Dark ? ColourScheme::Dark : ColourScheme::Light;
    QApplication::setPalette(paletteFor(scheme));
}

} // namespace Holdfast
