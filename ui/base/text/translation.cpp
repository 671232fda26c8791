// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/text/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace Holdfast {

Translation::Translation(const QString &language, QObject *parent)
    : QObject(parent)
{
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    if (m_own.load(locale, QStringLiteral("holdfast"), QStringLiteral("_"),
                   QStringLiteral(":/holdfast/translations")))
        QCoreApplication::installTranslator(&m_own);
    const QString code = locale.name().section(u'_', 0, 0);
    if (m_things.loadTexts(QStringLiteral(":/holdfast/translations/things_%1.ts").arg(code)))
        QCoreApplication::installTranslator(&m_things);
    if (m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
}

Translation::~Translation()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_things);
    QCoreApplication::removeTranslator(&m_qt);
}

} // namespace Holdfast
