// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QList>
#include <QRegularExpression>
#include <QTranslator>

namespace Holdfast {

//! \brief Translates the texts that Things say, by the text alone: also those that have been put together, such as "There is no
//! folder /tmp/a", from "There is no folder %1".
//!
//! Its file is one of lupdate with the texts of core, see thingText().
class ThingTranslator : public QTranslator
{
    Q_OBJECT
public:
    //! The context in which the texts of Things are asked for.
    static constexpr const char *ownContext = "Holdfast::Things";

    using QTranslator::QTranslator;

    //! Reads the file \a path. Returns false when it cannot be read.
    bool loadTexts(const QString &path);

    QString translate(const char *context, const char *sourceText, const char *disambiguation,
                      int n) const override;
    bool isEmpty() const override { return m_texts.isEmpty(); }

private:
    //! \brief A text with places, and what it is in the other language.
    struct Template
    {
        QRegularExpression pattern; //!< a capture for each place
        QList<int> places;          //!< their numbers, in the order of the captures
        QString translation;
        qsizetype letters = 0; //!< beside the places
    };

    void add(const QString &source, const QString &translation);
    QString translated(const QString &text, int depth) const;
    QString filled(const Template &how, const QRegularExpressionMatch &match, int depth) const;

    QHash<QString, QString> m_texts;
    QList<Template> m_templates; //!< the most exact one first
};

} // namespace Holdfast
