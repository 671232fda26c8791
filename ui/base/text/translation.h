// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/text/thingtranslator.h"

#include <QObject>
#include <QString>
#include <QTranslator>

namespace Holdfast {

//! \brief While it lives, the application speaks a language, as far as Holdfast knows it: English (which
//! needs no translation) and German. Widgets that are made before do not change.
class Translation : public QObject
{
    Q_OBJECT
public:
    //! \a language: "de"; empty: the desktop's.
    explicit Translation(const QString &language, QObject *parent = nullptr);
    ~Translation() override;

private:
    QTranslator m_own;
    ThingTranslator m_things;
    QTranslator m_qt; //!< the buttons of Qt's own dialogs
};

} // namespace Holdfast
