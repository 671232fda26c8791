// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/validationissues.h"

#include <QLocale>

namespace Holdfast::Issue {

namespace {

ValidationIssue make(const char *type, const QString &message, const Json &input,
                     Json context = nullptr)
{
    return {QString::fromLatin1(type), Json::array(), message, input, std::move(context)};
}

Json contextOf(const char *key, const Json &value)
{
    Json context = Json::object();
    context[key] = value;
    return context;
}

ValidationIssue valueError(const QString &message, const Json &input)
{
    return make("value_error", QStringLiteral("Value error, ") + message, input,
                contextOf("error", Json::object()));
}

// Returns the number as Rust prints it for pydantic: no exponent, no ".0".
QString numberText(const Json &number)
{
    if (number.is_number_float())
        return QString::number(number.get<double>(), 'f', QLocale::FloatingPointShortest);
    return toQString(number.dump());
}

ValidationIssue beyond(const char *type, const QString &relation, const char *key,
                       const Json &limit, const Json &input)
{
    return make(type, QStringLiteral("Input should be %1 %2").arg(relation, numberText(limit)),
                input, contextOf(key, limit));
}

QString counted(int count, const QString &what)
{
    return QString::number(count) + QLatin1Char(' ') + what
           + (count == 1 ? QString() : QStringLiteral("s"));
}

ValidationIssue wrongLength(const char *type, const QString &relation, const char *key, int limit,
                            const Json &input, const QString &kind = QStringLiteral("List"))
{
    Json context = contextOf("field_type", kind);
    context[key] = limit;
    context["actual_length"] = input.size();
    return make(type,
                QStringLiteral("%1 should have %2 %3 after validation, not %4")
                    .arg(kind, relation, counted(limit, QStringLiteral("item")),
                         QString::number(input.size())),
                input, std::move(context));
}

QString inQuotes(const QString &word)
{
    return QLatin1Char('\'') + word + QLatin1Char('\'');
}

// Returns "'a', 'b' or 'c'" for what is quoted already.
QString alternatives(QStringList quoted)
{
    if (quoted.size() < 2)
        return quoted.join(QString());
    const QString last = quoted.takeLast();
    return quoted.join(QStringLiteral(", ")) + QStringLiteral(" or ") + last;
}

ValidationIssue notOneOf(const QStringList &quoted, const Json &input)
{
    const QString expected = alternatives(quoted);
    return make("literal_error", QStringLiteral("Input should be ") + expected, input,
                contextOf("expected", expected));
}

} // namespace

ValidationIssue missing(const Json &parent)
{
    return make("missing", QStringLiteral("Field required"), parent);
}

ValidationIssue extraForbidden(const Json &input)
{
    return make("extra_forbidden", QStringLiteral("Extra inputs are not permitted"), input);
}

ValidationIssue notAnObject(const Json &input)
{
    return make(
        "model_attributes_type",
        QStringLiteral("Input should be a valid dictionary or object to extract fields from"),
        input);
}

ValidationIssue notAList(const Json &input)
{
    return make("list_type", QStringLiteral("Input should be a valid list"), input);
}

ValidationIssue notNull(const Json &input)
{
    return make("none_required", QStringLiteral("Input should be None"), input);
}

ValidationIssue notABoolean(const Json &input)
{
    return make("bool_type", QStringLiteral("Input should be a valid boolean"), input);
}

ValidationIssue unreadableBoolean(const Json &input)
{
    return make("bool_parsing",
                QStringLiteral("Input should be a valid boolean, unable to interpret input"),
                input);
}

ValidationIssue notAnInteger(const Json &input)
{
    return make("int_type", QStringLiteral("Input should be a valid integer"), input);
}

ValidationIssue unreadableInteger(const Json &input)
{
    return make(
        "int_parsing",
        QStringLiteral("Input should be a valid integer, unable to parse string as an integer"),
        input);
}

ValidationIssue fractionalInteger(const Json &input)
{
    return make(
        "int_from_float",
        QStringLiteral("Input should be a valid integer, got a number with a fractional part"),
        input);
}

ValidationIssue notANumber(const Json &input)
{
    return make("float_type", QStringLiteral("Input should be a valid number"), input);
}

ValidationIssue unreadableNumber(const Json &input)
{
    return make(
        "float_parsing",
        QStringLiteral("Input should be a valid number, unable to parse string as a number"),
        input);
}

ValidationIssue notFinite(const Json &input)
{
    return make("finite_number", QStringLiteral("Input should be a finite number"), input);
}

ValidationIssue notAString(const Json &input)
{
    return make("string_type", QStringLiteral("Input should be a valid string"), input);
}

ValidationIssue notAWord(const QStringList &words, const Json &input)
{
    QStringList quoted;
    for (const QString &word : words)
        quoted << inQuotes(word);
    return notOneOf(quoted, input);
}

ValidationIssue notALiteral(const std::vector<Json> &literals, const Json &input)
{
    QStringList quoted;
    for (const Json &literal : literals)
        quoted << (literal.is_string() ? inQuotes(literal.get<QString>())
                                       : QString::fromUtf8(toBytes(literal)));
    return notOneOf(quoted, input);
}

ValidationIssue blobNotAccepted(const Json &input)
{
    return valueError(QStringLiteral("Blobs are not accepted as an input."), input);
}

ValidationIssue blobAddressWithoutId(const Json &input)
{
    return valueError(QStringLiteral("Blob URLs must contain a Blob ID."), input);
}

ValidationIssue blobIdUnreadable(const Json &input)
{
    return valueError(QStringLiteral("badly formed hexadecimal UUID string"), input);
}

ValidationIssue blobUnknown(const QString &id, const Json &input)
{
    return valueError(QStringLiteral("Blob ID %1 wasn't found on this server.").arg(id), input);
}

ValidationIssue blobOfOtherType(const QString &type, const QString &wanted, const Json &input)
{
    return valueError(
        QStringLiteral("Blob data media_type '%1' does not match Blob media_type '%2'.")
            .arg(type, wanted),
        input);
}

ValidationIssue nestedTooDeep(int limit)
{
    // The input is left out, as for JSON that cannot be read: it must not be repeated.
    return make("json_invalid", QStringLiteral("JSON decode error"), Json::object(),
                contextOf("error", QStringLiteral("Nested deeper than %1 levels").arg(limit)));
}

ValidationIssue stringTooShort(int limit, const Json &input)
{
    return make("string_too_short",
                QStringLiteral("String should have at least ")
                    + counted(limit, QStringLiteral("character")),
                input, contextOf("min_length", limit));
}

ValidationIssue stringTooLong(int limit, const Json &input)
{
    return make("string_too_long",
                QStringLiteral("String should have at most ")
                    + counted(limit, QStringLiteral("character")),
                input, contextOf("max_length", limit));
}

ValidationIssue listTooShort(int limit, const Json &input)
{
    return wrongLength("too_short", QStringLiteral("at least"), "min_length", limit, input);
}

ValidationIssue listTooLong(int limit, const Json &input)
{
    return wrongLength("too_long", QStringLiteral("at most"), "max_length", limit, input);
}

ValidationIssue notATuple(const Json &input)
{
    return make("tuple_type", QStringLiteral("Input should be a valid tuple"), input);
}

ValidationIssue tupleTooLong(int limit, const Json &input)
{
    return wrongLength("too_long", QStringLiteral("at most"), "max_length", limit, input,
                       QStringLiteral("Tuple"));
}

ValidationIssue notAMultiple(const Json &limit, const Json &input)
{
    return beyond("multiple_of", QStringLiteral("a multiple of"), "multiple_of", limit, input);
}

ValidationIssue tooLarge(const Json &limit, const Json &input)
{
    return beyond("less_than_equal", QStringLiteral("less than or equal to"), "le", limit, input);
}

ValidationIssue notBelow(const Json &limit, const Json &input)
{
    return beyond("less_than", QStringLiteral("less than"), "lt", limit, input);
}

ValidationIssue tooSmall(const Json &limit, const Json &input)
{
    return beyond("greater_than_equal", QStringLiteral("greater than or equal to"), "ge", limit,
                  input);
}

ValidationIssue notAbove(const Json &limit, const Json &input)
{
    return beyond("greater_than", QStringLiteral("greater than"), "gt", limit, input);
}

} // namespace Holdfast::Issue
