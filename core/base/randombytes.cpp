// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/randombytes.h"

#include <QRandomGenerator>

#include <vector>

namespace Holdfast {

QByteArray randomBytes(qsizetype count)
{
    std::vector<quint32> words(std::size_t(count) / sizeof(quint32) + 1);
    QRandomGenerator::system()->generate(words.begin(), words.end());
    return QByteArray(reinterpret_cast<const char *>(words.data()), count);
}

} // namespace Holdfast
