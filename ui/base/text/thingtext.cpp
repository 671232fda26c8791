// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/text/thingtext.h"

#include "ui/base/text/thingtranslator.h"

#include <QCoreApplication>

namespace Holdfast {

QString thingText(const QString &english)
{
    if (english.isEmpty())
        return english;
    return QCoreApplication::translate(ThingTranslator::ownContext, english.toUtf8().constData());
}

} // namespace Holdfast
