// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/theme/colourscheme.h"

namespace Holdfast {

namespace {

QPalette dark()
{
    const QColor window(0x2b2d30);
    const QColor base(0x1f2123);
    const QColor button(0x3a3d41);
    const QColor text(0xe6e6e6);
    const QColor faint(0x8a8d91);
    QPalette palette(text, button, button.lighter(130), base.darker(140), faint, text, Qt::white,
                     base, window);
    palette.setColor(QPalette::AlternateBase, QColor(0x26282b));
    palette.setColor(QPalette::ToolTipBase, button);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, faint);
    palette.setColor(QPalette::Highlight, QColor(0x4a5058));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x8ab4f8));
    palette.setColor(QPalette::LinkVisited, QColor(0xc58af9));
    return palette;
}

QPalette light()
{
    const QColor window(0xf0f0f0);
    const QColor button(0xf7f7f7);
    const QColor text(0x1b1b1b);
    QPalette palette(text, button, Qt::white, QColor(0x9a9a9a), QColor(0xb8b8b8), text, Qt::white,
                     Qt::white, window);
    palette.setColor(QPalette::AlternateBase, QColor(0xf6f6f6));
    palette.setColor(QPalette::ToolTipBase, QColor(0xfdfdf0));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, QColor(0x6a6a6a));
    palette.setColor(QPalette::Highlight, QColor(0xcdd3da));
    palette.setColor(QPalette::HighlightedText, text);
    palette.setColor(QPalette::Link, QColor(0x0b57d0));
    palette.setColor(QPalette::LinkVisited, QColor(0x6d3bb8));
    return palette;
}

} // namespace

ColourScheme schemeOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? ColourScheme::Dark
                                                             : ColourScheme::Light;
}

QPalette paletteFor(ColourScheme scheme)
{
    QPalette palette = scheme == ColourScheme::Dark ? dark() : light();
    const QColor disabled(scheme == ColourScheme::Dark ? 0x7d8085 : 0x8a8a8a);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    return palette;
}

QColor accent(const QPalette &palette)
{
    return schemeOf(palette) == ColourScheme::Dark ? QColor(0x2f9e8f) : QColor(0x00695c);
}

QColor accentText(const QPalette &)
{
    return Qt::white;
}

} // namespace Holdfast
