// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/scripttext.h"

#include <QRegularExpression>
#include <QStringList>

namespace Holdfast {

namespace {

QString base(const QUrl &server)
{
    QString text = server.toString(QUrl::FullyEncoded);
    while (text.endsWith(u'/'))
        text.chop(1);
    return text;
}

QString encoded(const QString &name)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(name));
}

QString compact(const Json &json)
{
    return QString::fromUtf8(toBytes(json));
}

bool isKeyword(const QString &word)
{
    static const QStringList keywords {
        QStringLiteral("False"),  QStringLiteral("None"),     QStringLiteral("True"),
        QStringLiteral("and"),    QStringLiteral("as"),       QStringLiteral("assert"),
        QStringLiteral("async"),  QStringLiteral("await"),    QStringLiteral("break"),
        QStringLiteral("class"),  QStringLiteral("continue"), QStringLiteral("def"),
        QStringLiteral("del"),    QStringLiteral("elif"),     QStringLiteral("else"),
        QStringLiteral("except"), QStringLiteral("finally"),  QStringLiteral("for"),
        QStringLiteral("from"),   QStringLiteral("global"),   QStringLiteral("if"),
        QStringLiteral("import"), QStringLiteral("in"),       QStringLiteral("is"),
        QStringLiteral("lambda"), QStringLiteral("nonlocal"), QStringLiteral("not"),
        QStringLiteral("or"),     QStringLiteral("pass"),     QStringLiteral("raise"),
        QStringLiteral("return"), QStringLiteral("try"),      QStringLiteral("while"),
        QStringLiteral("with"),   QStringLiteral("yield")};
    return keywords.contains(word);
}

bool isIdentifier(const QString &word)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*\\z"));
    return form.match(word).hasMatch() && !isKeyword(word);
}

//! Returns the variable's name for the Thing in the program, which uses that name for nothing else.
QString variableFor(const QString &thing)
{
    static const QRegularExpression other(QStringLiteral("[^A-Za-z0-9_]"));
    static const QStringList taken {QStringLiteral("server"), QStringLiteral("me"),
                                    QStringLiteral("httpx2"), QStringLiteral("ThingClient"),
                                    QStringLiteral("print")};
    QString name = thing;
    name.replace(other, QStringLiteral("_"));
    if (name.isEmpty() || name.front().isDigit())
        name.prepend(QStringLiteral("thing_"));
    return isKeyword(name) || taken.contains(name) ? name + u'_' : name;
}

QString literal(const Json &json)
{
    QStringList parts;
    switch (json.type()) {
    case Json::value_t::null:
    case Json::value_t::discarded:
        return QStringLiteral("None");
    case Json::value_t::boolean:
        return json.get<bool>() ? QStringLiteral("True") : QStringLiteral("False");
    case Json::value_t::array:
        for (const Json &item : json)
            parts << literal(item);
        return QStringLiteral("[%1]").arg(parts.join(QStringLiteral(", ")));
    case Json::value_t::object:
        for (const auto &[key, value] : json.items())
            parts << compact(key) + QStringLiteral(": ") + literal(value);
        return QStringLiteral("{%1}").arg(parts.join(QStringLiteral(", ")));
    default:
        return compact(json); // numbers and texts are written alike in both
    }
}

QString arguments(const Json &input)
{
    QStringList named;
    Json others = Json::object();
    for (const auto &[key, value] : input.items()) {
        if (isIdentifier(toQString(key)))
            named << toQString(key) + u'=' + literal(value);
        else
            others[key] = value;
    }
    if (!others.empty())
        named << QStringLiteral("**") + literal(others);
    return named.join(QStringLiteral(", "));
}

QString pythonStatement(const ScriptCall &call, const QString &variable)
{
    const bool plain = isIdentifier(call.name);
    const QString name = compact(toUtf8String(call.name));
    const QString member =
        plain ? variable + u'.' + call.name : QStringLiteral("getattr(%1, %2)").arg(variable, name);
    switch (call.kind) {
    case ScriptCall::Kind::Read:
        return QStringLiteral("print(") + member + u')';
    case ScriptCall::Kind::Write:
        return plain ? member + QStringLiteral(" = ") + literal(call.value)
                     : QStringLiteral("setattr(") + variable + QStringLiteral(", ") + name
                           + QStringLiteral(", ") + literal(call.value) + u')';
    case ScriptCall::Kind::Reset:
        return QStringLiteral("me.post(f\"{server}/") + encoded(call.thing) + u'/'
               + encoded(call.name) + QStringLiteral("/reset\").raise_for_status()");
    case ScriptCall::Kind::Invoke:
        break;
    }
    return QStringLiteral("print(") + member + u'(' + arguments(call.value) + QStringLiteral("))");
}

//! Returns \a word quoted as one word for the shell, with any content.
QString quoted(QString word)
{
    word.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + word + u'\'';
}

} // namespace

QString asPython(const ScriptCall &call, const QUrl &server)
{
    const QString variable = variableFor(call.thing);
    const bool needsThing = call.kind != ScriptCall::Kind::Reset; // its client cannot reset
    QString program = QStringLiteral("import httpx2\n");
    if (needsThing)
        program += QStringLiteral("from labthings_fastapi import ThingClient\n");
    program += QStringLiteral("\nserver = ") + compact(toUtf8String(base(server)));
    program += QStringLiteral("\nme = httpx2.Client(base_url=server, "
                              "headers={\"Holdfast-Client\": \"my script\"})\n");
    if (needsThing)
        program += variable + QStringLiteral(" = ThingClient.from_url(f\"{server}/")
                   + encoded(call.thing) + QStringLiteral("/\", client=me)\n");
    return program + pythonStatement(call, variable) + u'\n';
}

QString asCurl(const ScriptCall &call, const QUrl &server)
{
    const QString url = base(server) + u'/' + encoded(call.thing) + u'/' + encoded(call.name);
    const QString me = QStringLiteral(" -H 'Holdfast-Client: my script'");
    const QString json =
        QStringLiteral(" -H 'Content-Type: application/json' -d ") + quoted(compact(call.value));
    const QString command = QStringLiteral("curl -sS");
    switch (call.kind) {
    case ScriptCall::Kind::Read:
        return command + me + u' ' + quoted(url);
    case ScriptCall::Kind::Write:
        return command + QStringLiteral(" -X PUT") + me + json + u' ' + quoted(url);
    case ScriptCall::Kind::Reset:
        return command + QStringLiteral(" -X POST") + me + u' '
               + quoted(url + QStringLiteral("/reset"));
    case ScriptCall::Kind::Invoke:
        break;
    }
    return command + QStringLiteral(" -X POST") + me + json + u' ' + quoted(url);
}

} // namespace Holdfast
