// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/schemareferences.h"

#include "core/thing/thingerror.h"

#include <QSet>
#include <QStringList>

namespace Holdfast {

namespace {

constexpr int deepest = 30;
// A few references to one another can stand for more text than a machine has memory.
constexpr std::size_t largest = 1'000'000;
constexpr std::size_t costOfValue = 16;

// Keywords whose value is a schema, a list of schemas, an object of schemas, and something else.
bool holdsSchema(const QString &keyword)
{
    static const QSet<QString> all {
        QStringLiteral("items"),    QStringLiteral("additionalProperties"),
        QStringLiteral("contains"), QStringLiteral("propertyNames"),
        QStringLiteral("not"),      QStringLiteral("if"),
        QStringLiteral("then"),     QStringLiteral("else")};
    return all.contains(keyword);
}

bool holdsSchemas(const QString &keyword)
{
    static const QSet<QString> all {QStringLiteral("anyOf"), QStringLiteral("oneOf"),
                                    QStringLiteral("allOf"), QStringLiteral("prefixItems")};
    return all.contains(keyword);
}

bool holdsNamedSchemas(const QString &keyword)
{
    return keyword == QLatin1String("properties") || keyword == QLatin1String("patternProperties");
}

bool holdsData(const QString &keyword)
{
    static const QSet<QString> all {
        QStringLiteral("type"),
        QStringLiteral("title"),
        QStringLiteral("description"),
        QStringLiteral("unit"),
        QStringLiteral("enum"),
        QStringLiteral("const"),
        QStringLiteral("default"),
        QStringLiteral("minimum"),
        QStringLiteral("maximum"),
        QStringLiteral("exclusiveMinimum"),
        QStringLiteral("exclusiveMaximum"),
        QStringLiteral("multipleOf"),
        QStringLiteral("minLength"),
        QStringLiteral("maxLength"),
        QStringLiteral("minItems"),
        QStringLiteral("maxItems"),
        QStringLiteral("required"),
        QStringLiteral("format"),
        QStringLiteral("pattern"),
        QStringLiteral("uniqueItems"),
        QStringLiteral("contentEncoding"),
        QStringLiteral("contentMediaType"),
        QStringLiteral("minProperties"),
        QStringLiteral("maxProperties"),
        QStringLiteral("examples"),
        QStringLiteral("deprecated"),
    };
    return all.contains(keyword);
}

class Replacing
{
public:
    explicit Replacing(const Json &root)
        : m_root(root)
    {
    }

    Json schema(const Json &schema, const QString &place, int depth)
    {
        if (depth > deepest)
            throwWrongSchema(place, QStringLiteral("is nested deeper than %1 levels").arg(deepest));
        count(costOfValue, place);
        if (schema.is_boolean() && schema.get<bool>())
            return Json::object();
        if (!schema.is_object())
            throwWrongSchema(place, QStringLiteral("is no object"));
        Json result = Json::object();
        if (const auto reference = schema.find("$ref"); reference != schema.end())
            result = definition(*reference, place, depth);
        for (const auto &[key, value] : schema.items()) {
            const QString keyword = toQString(key);
            const QString here = place + u'/' + keyword;
            if (holdsSchemas(keyword) || (keyword == QLatin1String("items") && value.is_array()))
                result[key] = schemas(value, here, depth + 1);
            else if (keyword == QLatin1String("additionalProperties") && value.is_boolean())
                result[key] = value;
            else if (holdsSchema(keyword))
                result[key] = this->schema(value, here, depth + 1);
            else if (holdsNamedSchemas(keyword))
                result[key] = namedSchemas(value, here, depth + 1);
            else if (holdsData(keyword))
                result[key] = data(value, here, depth + 1);
        }
        return result;
    }

private:
    void count(std::size_t size, const QString &place)
    {
        m_size += size;
        if (m_size > largest)
            throwWrongSchema(place, QStringLiteral("is larger than a megabyte with all that its "
                                                   "references stand for"));
    }

    Json definition(const Json &reference, const QString &place, int depth)
    {
        const QString target = reference.is_string() ? reference.get<QString>() : QString();
        const QString here = place + QStringLiteral("/$ref");
        if (!target.startsWith(u'#'))
            throwWrongSchema(here, QStringLiteral("does not refer to a definition in the same "
                                                  "schema, such as \"#/$defs/x\""));
        if (m_open.contains(target))
            throwWrongSchema(here, QStringLiteral("refers to itself by \"%1\", so that values of "
                                                  "any depth would fit")
                                       .arg(target.left(200)));
        const Json *found = nullptr;
        try {
            const Json::json_pointer pointer(toUtf8String(target.mid(1)));
            if (m_root.contains(pointer))
                found = &m_root.at(pointer);
        } catch (const Json::exception &) {
            found = nullptr; // it is no pointer
        }
        if (!found)
            throwWrongSchema(here,
                             QStringLiteral("refers to \"%1\", which the schema does not have")
                                 .arg(target.left(200)));
        m_open << target;
        Json result = schema(*found, here, depth + 1);
        m_open.removeLast();
        return result;
    }

    Json schemas(const Json &list, const QString &place, int depth)
    {
        if (!list.is_array() || list.empty())
            throwWrongSchema(place, QStringLiteral("is no list of schemas"));
        Json result = Json::array();
        for (std::size_t i = 0; i < list.size(); ++i)
            result.push_back(schema(list[i], place + u'/' + QString::number(i), depth));
        return result;
    }

    Json namedSchemas(const Json &members, const QString &place, int depth)
    {
        if (!members.is_object())
            throwWrongSchema(place, QStringLiteral("is no object of schemas"));
        Json result = Json::object();
        for (const auto &[name, member] : members.items()) {
            count(name.size(), place);
            result[name] = schema(member, place + u'/' + toQString(name), depth);
        }
        return result;
    }

    Json data(const Json &value, const QString &place, int depth)
    {
        measure(value, place, depth);
        return value;
    }

    void measure(const Json &value, const QString &place, int depth)
    {
        if (depth > deepest)
            throwWrongSchema(place, QStringLiteral("is nested deeper than %1 levels").arg(deepest));
        count(costOfValue, place);
        if (value.is_string())
            count(value.get_ref<const std::string &>().size(), place);
        if (!value.is_structured())
            return;
        for (const auto &[key, child] : value.items()) {
            count(key.size(), place);
            measure(child, place, depth + 1);
        }
    }

    const Json &m_root;
    QStringList m_open; //!< the references that are being replaced
    std::size_t m_size = 0;
};

} // namespace

Json withoutReferences(const Json &schema)
{
    return Replacing(schema).schema(schema, QStringLiteral("#"), 0);
}

void throwWrongSchema(const QString &place, const QString &what)
{
    constexpr qsizetype longest = 300;
    throw DeclarationError(QStringLiteral("%1 %2.").arg(place.left(longest), what));
}

} // namespace Holdfast
