// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/inifile.h"

#include <QMap>
#include <QSettings>

namespace Holdfast::IniFile {

namespace {

bool isHexDigit(QChar letter)
{
    return (letter >= u'0' && letter <= u'9') || (letter >= u'a' && letter <= u'f')
           || (letter >= u'A' && letter <= u'F');
}

QByteArray quoted(const QString &text)
{
    QByteArray result = "\"";
    bool isAfterEscape = false;
    for (const QChar letter : text) {
        const bool isPlain = letter >= u' ' && letter <= u'~' && letter != u'"' && letter != u'\\'
                             && !(isAfterEscape && isHexDigit(letter));
        if (isPlain)
            result += char(letter.unicode());
        else
            result += "\\x" + QByteArray::number(letter.unicode(), 16);
        isAfterEscape = !isPlain;
    }
    return result + '"';
}

QString toString(const QVariant &value)
{
    if (value.typeId() == QMetaType::QByteArray)
        return QStringLiteral("@ByteArray(") + QString::fromLatin1(value.toByteArray()) + u')';
    const QString text = value.toString();
    return text.startsWith(u'@') ? u'@' + text : text;
}

} // namespace

QVariantMap read(const QString &path)
{
    const QSettings file(path, QSettings::IniFormat);
    QVariantMap values;
    for (const QString &key : file.allKeys())
        values.insert(key, file.value(key));
    return values;
}

QByteArray toText(const QVariantMap &values)
{
    QMap<QString, QByteArray> sections;
    for (auto value = values.begin(); value != values.end(); ++value) {
        const qsizetype slash = value.key().indexOf(u'/');
        const QString section = slash < 0 ? QStringLiteral("General") : value.key().left(slash);
        sections[section] +=
            value.key().mid(slash + 1).toLatin1() + '=' + quoted(toString(value.value())) + '\n';
    }
    QByteArray text;
    for (auto section = sections.begin(); section != sections.end(); ++section)
        text += '[' + section.key().toLatin1() + "]\n" + section.value() + '\n';
    return text;
}

} // namespace Holdfast::IniFile
