// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/text/thingtranslator.h"

#include <QFile>
#include <QXmlStreamReader>

#include <algorithm>
#include <cstring>

namespace Holdfast {

namespace {

// "%1" alone, or with a sign or two, would fit any text.
constexpr qsizetype fewestLetters = 5;
// A fault in a fault in an error.
constexpr int deepest = 3;

const QRegularExpression &place()
{
    static const QRegularExpression expression(QStringLiteral("%([1-9])"));
    return expression;
}

} // namespace

bool ThingTranslator::loadTexts(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    QXmlStreamReader xml(&file);
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"source")
            source = xml.readElementText();
        else if (xml.name() == u"translation")
            add(source, xml.readElementText(QXmlStreamReader::SkipChildElements));
    }
    std::stable_sort(m_templates.begin(), m_templates.end(),
                     [](const Template &a, const Template &b) { return a.letters > b.letters; });
    return !xml.hasError();
}

void ThingTranslator::add(const QString &source, const QString &translation)
{
    if (translation.isEmpty())
        return;
    m_texts.insert(source, translation);
    Template made;
    QString pattern;
    qsizetype end = 0;
    for (auto found = place().globalMatch(source); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        pattern += QRegularExpression::escape(source.mid(end, match.capturedStart() - end))
                   + QStringLiteral("(.+?)");
        made.letters += match.capturedStart() - end;
        made.places << match.captured(1).toInt();
        end = match.capturedEnd();
    }
    made.letters += source.size() - end;
    if (made.places.isEmpty() || made.letters < fewestLetters)
        return;
    pattern += QRegularExpression::escape(source.mid(end));
    made.pattern.setPattern(QRegularExpression::anchoredPattern(pattern));
    made.pattern.setPatternOptions(QRegularExpression::DotMatchesEverythingOption);
    made.translation = translation;
    m_templates << made;
}

QString ThingTranslator::translate(const char *context, const char *sourceText,
                                   const char * /*disambiguation*/, int /*n*/) const
{
    // Other texts of core stay English: clients and the log have them, too.
    return std::strcmp(context, ownContext) == 0
               ? translated(QString::fromUtf8(sourceText), deepest)
               : QString();
}

QString ThingTranslator::translated(const QString &text, int depth) const
{
    if (const auto found = m_texts.constFind(text); found != m_texts.constEnd())
        return *found;
    if (depth == 0)
        return {};
    for (const Template &each : m_templates) {
        if (const QRegularExpressionMatch match = each.pattern.match(text); match.hasMatch())
            return filled(each, match, depth - 1);
    }
    return {};
}

QString ThingTranslator::filled(const Template &how, const QRegularExpressionMatch &match,
                                int depth) const
{
    QString result;
    qsizetype end = 0;
    for (auto found = place().globalMatch(how.translation); found.hasNext();) {
        const QRegularExpressionMatch at = found.next();
        result += how.translation.mid(end, at.capturedStart() - end);
        end = at.capturedEnd();
        const qsizetype capture = how.places.indexOf(at.captured(1).toInt());
        const QString value = match.captured(int(capture) + 1);
        const QString known = translated(value, depth);
        result += known.isEmpty() ? value : known;
    }
    return result + how.translation.mid(end);
}

} // namespace Holdfast
