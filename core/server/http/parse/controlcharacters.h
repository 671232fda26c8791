// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <algorithm>

namespace Holdfast {

//! Returns whether \a text has a control character that a line of HTTP must not have: any but the tab.
inline bool hasControlCharacter(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto code = uchar(c); // whether char has a sign depends on the processor
        return (code < ' ' && c != '\t') || code == 0x7f;
    });
}

} // namespace Holdfast
