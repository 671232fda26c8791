// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/schemafromjson.h"

#include "core/thing/validation/schemareferences.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace Holdfast {

namespace {

using Type = DataSchema::Type;

DataSchema converted(const Json &schema, const QString &place);

//! \brief The conversion of one schema, which has no references.
class Conversion
{
public:
    Conversion(const Json &schema, const QString &place)
        : m_schema(schema)
        , m_place(place)
    {
    }

    DataSchema run()
    {
        m_result.title = text("title");
        m_result.description = text("description");
        m_result.setUnit(text("unit"));
        if (const Json *value = find("default"); value && !value->is_null())
            m_result.defaultValue = *value;
        if (isBlob()) {
            convertBlob();
            return m_result;
        }
        convertType();
        if (!m_isAnother && !m_unchecked.empty())
            m_result.unchecked = std::move(m_unchecked);
        return m_result;
    }

private:
    [[noreturn]] void fail(const char *keyword, const QString &what) const
    {
        throwWrongSchema(m_place + u'/' + QLatin1String(keyword), what);
    }

    // Returns the value of a keyword; null when it is not there.
    const Json *find(const char *keyword) const
    {
        const auto found = m_schema.find(keyword);
        return found == m_schema.end() ? nullptr : &*found;
    }

    bool has(const char *keyword) const { return m_schema.contains(keyword); }

    void publishUnchecked(std::initializer_list<const char *> keywords)
    {
        for (const char *keyword : keywords) {
            if (has(keyword))
                m_unchecked[keyword] = m_schema[keyword];
        }
    }

    QString text(const char *keyword)
    {
        const Json *value = find(keyword);
        if (!value || value->is_null())
            return {};
        if (!value->is_string())
            fail(keyword, QStringLiteral("is no text"));
        return value->get<QString>();
    }

    std::optional<double> number(const char *keyword)
    {
        const Json *value = find(keyword);
        if (!value)
            return {};
        if (!value->is_number() || !std::isfinite(value->get<double>()))
            fail(keyword, QStringLiteral("is no number"));
        return value->get<double>();
    }

    std::optional<int> length(const char *keyword)
    {
        const std::optional<double> value = number(keyword);
        if (!value)
            return {};
        if (*value < 0 || std::trunc(*value) != *value)
            fail(keyword, QStringLiteral("is no length"));
        return int(std::min(*value, double(std::numeric_limits<int>::max())));
    }

    //! Returns the words of "type", without "null", which makes the value nullable.
    QStringList types()
    {
        const Json *given = find("type");
        if (!given)
            return {};
        const Json list = given->is_array() ? *given : Json::array({*given});
        QStringList words;
        for (const Json &word : list) {
            if (!word.is_string() || !typeOf(word.get<QString>()))
                fail("type", QStringLiteral("is none of null, boolean, integer, number, string, "
                                            "array and object"));
            words << word.get<QString>();
        }
        if (words.isEmpty())
            fail("type", QStringLiteral("names no type"));
        if (words.size() > 1 && words.removeAll(QStringLiteral("null")) > 0)
            m_result.nullable = true;
        return words;
    }

    static std::optional<Type> typeOf(const QString &word)
    {
        static const std::map<QString, Type> all {
            {QStringLiteral("null"), Type::Null},       {QStringLiteral("boolean"), Type::Boolean},
            {QStringLiteral("integer"), Type::Integer}, {QStringLiteral("number"), Type::Number},
            {QStringLiteral("string"), Type::String},   {QStringLiteral("array"), Type::Array},
            {QStringLiteral("object"), Type::Object}};
        const auto found = all.find(word);
        return found == all.end() ? std::nullopt : std::optional(found->second);
    }

    //! Returns the type that the other keywords are about, where "type" is missing.
    Type impliedType() const
    {
        if (has("properties"))
            return Type::Object;
        if (has("items") || has("prefixItems"))
            return Type::Array;
        return Type::Any;
    }

    void convertType()
    {
        const QStringList words = types();
        if (words.size() > 1) {
            convertSeveralTypes(words);
            return;
        }
        m_result.type = words.isEmpty() ? impliedType() : *typeOf(words.first());
        if (has("enum") || has("const")) {
            convertEnumeration();
            return;
        }
        for (const char *keyword : {"oneOf", "anyOf"}) {
            if (m_isAnother)
                return;
            if (has(keyword) && m_result.type == Type::Any && m_result.alternatives.empty())
                convertBranches(keyword);
            else
                publishUnchecked({keyword});
        }
        if (const Json *all = find("allOf")) {
            if (m_isAnother)
                return;
            if (all->size() == 1 && m_result.type == Type::Any && m_result.alternatives.empty())
                become(all->front(), "allOf");
            else
                publishUnchecked({"allOf"});
        }
        if (m_isAnother)
            return;
        publishUnchecked({"not", "if", "then", "else", "examples", "deprecated"});
        convertLimits();
    }

    void convertLimits()
    {
        switch (m_result.type) {
        case Type::Integer:
        case Type::Number:
            convertNumber();
            break;
        case Type::String:
            m_result.minLength = length("minLength");
            m_result.maxLength = length("maxLength");
            checkLengths("minLength");
            publishUnchecked({"format", "pattern", "contentEncoding", "contentMediaType"});
            break;
        case Type::Array:
            convertArray();
            break;
        case Type::Object:
            convertObject();
            break;
        case Type::Any:
        case Type::Null:
        case Type::Boolean:
            break;
        }
    }

    void convertSeveralTypes(const QStringList &words)
    {
        for (const QString &word : words) {
            Json one = m_schema;
            for (const char *own : {"title", "description", "unit", "default"})
                one.erase(own);
            one["type"] = word;
            m_result.alternatives.push_back(converted(one, m_place));
        }
    }

    //! Converts what is left of a union without null. One that is left is the schema itself.
    void convertBranches(const char *keyword)
    {
        const Json &all = m_schema[keyword];
        QList<std::size_t> others;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const bool isNull = all[i].is_object() && all[i].value("type", Json()) == "null";
            if (isNull)
                m_result.nullable = true;
            else
                others << i;
        }
        if (others.isEmpty()) {
            m_result.nullable = false;
            m_result.type = Type::Null;
        } else if (others.size() == 1) {
            become(all[others.first()], keyword);
        } else {
            for (const std::size_t i : others)
                m_result.alternatives.push_back(converted(
                    all[i], m_place + u'/' + QLatin1String(keyword) + u'/' + QString::number(i)));
        }
    }

    //! Becomes what \a other, the one schema below \a keyword, is, with the keywords beside it.
    void become(const Json &other, const char *keyword)
    {
        Json both = other;
        for (const auto &[key, value] : m_schema.items()) {
            if (key != keyword)
                both[key] = value;
        }
        const bool isNullable = m_result.nullable;
        m_result = converted(both, m_place);
        m_result.nullable = m_result.nullable || (isNullable && !m_result.acceptsNull());
        m_isAnother = true;
    }

    void convertEnumeration()
    {
        const char *keyword = has("enum") ? "enum" : "const";
        const Json values = has("enum") ? m_schema["enum"] : Json::array({m_schema["const"]});
        if (!values.is_array() || values.empty())
            fail(keyword, QStringLiteral("is no list of values"));
        std::vector<Json> literals;
        for (const Json &value : values) {
            if (value.is_null())
                m_result.nullable = true;
            else if (std::find(literals.begin(), literals.end(), value) == literals.end())
                literals.push_back(value);
        }
        if (literals.empty()) {
            m_result.nullable = false;
            m_result.type = Type::Null;
            return;
        }
        const auto are = [&literals](auto isOne) {
            return std::all_of(literals.begin(), literals.end(), isOne);
        };
        const bool areWords = are([](const Json &value) { return value.is_string(); });
        if (areWords && (m_result.type == Type::Any || m_result.type == Type::String)) {
            m_result.type = Type::String;
            for (const Json &word : literals)
                m_result.enumeration << word.get<QString>();
            return;
        }
        if (m_result.type == Type::Any) {
            if (are([](const Json &value) { return value.is_number_integer(); }))
                m_result.type = Type::Integer;
            else if (are([](const Json &value) { return value.is_number(); }))
                m_result.type = Type::Number;
            else if (are([](const Json &value) { return value.is_boolean(); }))
                m_result.type = Type::Boolean;
        }
        m_result.literals = std::move(literals);
    }

    // Until draft 4 "exclusiveMinimum": true said that the minimum itself does not count.
    std::optional<double> exclusive(const char *keyword, std::optional<double> &limit)
    {
        const Json *value = find(keyword);
        if (!value || !value->is_boolean())
            return number(keyword);
        return value->get<bool>() ? std::exchange(limit, std::nullopt) : std::nullopt;
    }

    void convertNumber()
    {
        m_result.minimum = number("minimum");
        m_result.maximum = number("maximum");
        m_result.exclusiveMinimum = exclusive("exclusiveMinimum", m_result.minimum);
        m_result.exclusiveMaximum = exclusive("exclusiveMaximum", m_result.maximum);
        m_result.multipleOf = number("multipleOf");
        if (m_result.multipleOf && *m_result.multipleOf <= 0)
            fail("multipleOf", QStringLiteral("is not above 0"));
        constexpr double far = std::numeric_limits<double>::infinity();
        const double low =
            std::max(m_result.minimum.value_or(-far), m_result.exclusiveMinimum.value_or(-far));
        const double high =
            std::min(m_result.maximum.value_or(far), m_result.exclusiveMaximum.value_or(far));
        if (low > high)
            throwWrongSchema(m_place, QStringLiteral("has a minimum above its maximum"));
        publishUnchecked({"format"});
    }

    void checkLengths(const char *keyword) const
    {
        if (m_result.minLength && m_result.maxLength && *m_result.minLength > *m_result.maxLength)
            fail(keyword, QStringLiteral("is above the maximum"));
    }

    void convertArray()
    {
        m_result.minLength = length("minItems");
        m_result.maxLength = length("maxItems");
        checkLengths("minItems");
        publishUnchecked({"uniqueItems", "contains"});
        const Json *items = find("items");
        const Json *positions = items && items->is_array() ? items : find("prefixItems");
        if (positions) {
            for (std::size_t i = 0; i < positions->size(); ++i)
                m_result.positions.push_back(
                    converted((*positions)[i],
                              m_place + QStringLiteral("/prefixItems/") + QString::number(i)));
        } else if (items) {
            m_result.items = std::make_shared<const DataSchema>(
                converted(*items, m_place + QStringLiteral("/items")));
        }
    }

    void convertObject()
    {
        if (const Json *members = find("properties")) {
            for (const auto &[name, schema] : members->items())
                m_result.members.append(
                    {toQString(name), converted(schema, m_place + QStringLiteral("/properties/")
                                                            + toQString(name))});
        }
        convertRequired();
        const Json *others = find("additionalProperties");
        m_result.additionalProperties = !others || *others != false;
        // Of an object without members all others are kept in any case.
        m_result.keepsAdditional =
            others && m_result.additionalProperties && !m_result.members.isEmpty();
        if (m_result.keepsAdditional || (others && others->is_object()))
            m_unchecked["additionalProperties"] = *others;
        publishUnchecked({"minProperties", "maxProperties", "patternProperties", "propertyNames"});
    }

    void convertRequired()
    {
        const Json *required = find("required");
        if (!required)
            return;
        if (!required->is_array())
            fail("required", QStringLiteral("is no list of names"));
        for (const Json &name : *required) {
            if (!name.is_string())
                fail("required", QStringLiteral("is no list of names"));
            const auto wanted = name.get<QString>();
            const auto member =
                std::find_if(m_result.members.begin(), m_result.members.end(),
                             [&wanted](const SchemaMember &each) { return each.name == wanted; });
            if (member != m_result.members.end())
                member->required = true;
            else
                m_result.members.append({wanted, DataSchema(), true});
        }
    }

    //! Returns whether it is the object by which LabThings, and Holdfast, refer to a blob.
    bool isBlob() const
    {
        const Json members = m_schema.value("properties", Json());
        if (!members.is_object() || !members.contains("href") || !members.contains("media_type")
            || !members.contains("rel"))
            return false;
        const Json rel = members["rel"].value("const", Json());
        const bool isOutput = rel == "output" || rel == Json::array({"output"});
        const std::size_t known = 3 + (members.contains("description") ? 1 : 0);
        return isOutput && members.size() == known;
    }

    void convertBlob()
    {
        m_result.type = Type::Object;
        m_result.isBlob = true;
        m_result.defaultValue.reset();
        // LabThings writes the constant as a list, and the default in all cases.
        const Json type = m_schema["properties"]["media_type"].value("default", Json());
        if (type.is_string())
            m_result.mediaType = type.get<QString>();
    }

    const Json &m_schema;
    const QString m_place;
    DataSchema m_result;
    Json m_unchecked = Json::object();
    bool m_isAnother = false; //!< see become()
};

DataSchema converted(const Json &schema, const QString &place)
{
    return Conversion(schema, place).run();
}

} // namespace

DataSchema schemaFromJson(const Json &schema)
{
    return converted(withoutReferences(schema), QStringLiteral("#"));
}

} // namespace Holdfast
