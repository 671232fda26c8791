// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/json/foreignjson.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace Holdfast {

namespace {

// An object as the list of its members, without a lookup by key.
using Object = Json::object_t;
using Members = Object::Container;

// Returns the end of the string that begins at \a at, or the end of the text.
qsizetype endOfJsonString(QByteArrayView text, qsizetype at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\')
            ++at;
    }
    return at;
}

// Returns the last character of the comment that begins at \a at, or the end of the text. Ends a
// comment where the parser does. Where comments are not allowed, the parser refuses the text here.
qsizetype endOfJsonComment(QByteArrayView text, qsizetype at)
{
    const QByteArrayView rest = text.sliced(at);
    if (rest.startsWith("/*")) {
        const qsizetype end = rest.indexOf("*/", 2);
        return end < 0 ? text.size() : at + end + 1;
    }
    if (rest.startsWith("//")) {
        const auto isEnd = [](char c) { return c == '\n' || c == '\r' || c == '\0'; };
        const auto end = std::find_if(rest.begin(), rest.end(), isEnd);
        return at + std::distance(rest.begin(), end);
    }
    return at;
}

// Checks the text without building a value: code that copies, compares or deletes a value that is
// nested too deep overflows its stack.
std::optional<JsonFlaw> findJsonExcess(QByteArrayView text, const JsonLimits &limits)
{
    const auto excess = [](qsizetype at, const QString &what, int most) {
        return JsonFlaw {JsonFlaw::Kind::Excess, at, what.arg(most)};
    };
    std::vector<int> members(static_cast<size_t>(limits.depth) + 1);
    size_t depth = 0;
    int values = 1;
    for (qsizetype at = 0; at < text.size(); ++at) {
        switch (text[at]) {
        case '"':
            at = endOfJsonString(text, at);
            continue;
        case '/':
            at = endOfJsonComment(text, at);
            continue;
        case '[':
        case '{':
            if (++depth == members.size())
                return excess(at,
                              QStringLiteral("Arrays and objects may be nested at most %1 deep"),
                              limits.depth);
            members[depth] = 0;
            ++values;
            break;
        case ']':
        case '}':
            depth -= depth > 0 ? 1 : 0;
            break;
        case ':':
            if (++members[depth] > limits.members)
                return excess(at, QStringLiteral("An object may have at most %1 members"),
                              limits.members);
            break;
        case ',':
            ++values;
            break;
        default:
            continue;
        }
        if (values > limits.values)
            return excess(at, QStringLiteral("There may be at most %1 values"), limits.values);
    }
    return {};
}

// Returns the part of nlohmann's message "[json.exception.parse_error.101] parse error at line 1,
// column 2: syntax error ... last read: 'x'; expected ..." after the position. The "last read" may
// be all of the text.
QString reasonOfJsonError(const char *what)
{
    constexpr qsizetype most = 80;
    const QString text = QString::fromUtf8(what);
    QString reason = text.section(QStringLiteral(": "), 1);
    if (reason.isEmpty())
        reason = text.section(QStringLiteral("] "), 1);
    const QString before = QStringLiteral("last read: '");
    const qsizetype found = reason.indexOf(before);
    if (found < 0) // the message on a number that is too large may also quote all of the text
        return reason.size() > 2 * most ? reason.left(2 * most - 3) + QStringLiteral("...")
                                        : reason;
    const qsizetype from = found + before.size();
    const qsizetype expected = reason.indexOf(QStringLiteral("'; expected"), from);
    const qsizetype to = expected < 0 ? reason.size() - 1 : expected;
    if (to - from > most)
        reason.replace(from + most - 3, to - from - most + 3, QStringLiteral("..."));
    return reason;
}

// Builds the parsed value by only appending to the ends of containers.
class ForeignJsonBuilder : public Json::json_sax_t
{
public:
    explicit ForeignJsonBuilder(const OnDuplicateKey &onDuplicate)
        : m_onDuplicate(onDuplicate)
    {
    }

    Json take() { return std::move(m_result); }
    std::optional<JsonFlaw> flaw() const { return m_flaw; }

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t &) override { return add(value); }
    bool string(string_t &value) override { return add(std::move(value)); }
    bool binary(binary_t &) override { return false; }

    bool start_object(std::size_t) override
    {
        m_open.push_back({Json::object(), {}});
        return true;
    }

    bool key(string_t &name) override
    {
        m_open.back().key = std::move(name);
        return true;
    }

    bool end_object() override { return mergeDuplicates() && close(); }

    bool start_array(std::size_t) override
    {
        m_open.push_back({Json::array(), {}});
        return true;
    }

    bool end_array() override { return close(); }

    bool parse_error(std::size_t position, const std::string &,
                     const nlohmann::detail::exception &error) override
    {
        const bool isSyntax = dynamic_cast<const Json::parse_error *>(&error) != nullptr;
        m_flaw = {isSyntax ? JsonFlaw::Kind::Syntax : JsonFlaw::Kind::Number,
                  std::max<qsizetype>(0, static_cast<qsizetype>(position) - 1),
                  reasonOfJsonError(error.what())};
        return false;
    }

private:
    struct Open
    {
        Json value;
        std::string key; // of an object: the key of the member that is being read
    };

    bool add(Json value)
    {
        if (m_open.empty()) {
            m_result = std::move(value);
            return true;
        }
        auto &[parent, key] = m_open.back();
        if (parent.is_array())
            parent.get_ref<Json::array_t &>().push_back(std::move(value));
        else
            parent.get_ref<Object &>().emplace_back(std::move(key), std::move(value));
        return true;
    }

    bool close()
    {
        Json value = std::move(m_open.back().value);
        m_open.pop_back();
        return add(std::move(value));
    }

    // Merges members with the same key as Json::parse() does: the first one gets the value of the
    // last.
    bool mergeDuplicates()
    {
        Members &object = m_open.back().value.get_ref<Object &>();
        if (object.size() < 2)
            return true;
        std::vector<size_t> sorted(object.size());
        std::iota(sorted.begin(), sorted.end(), 0);
        std::sort(sorted.begin(), sorted.end(), [&object](size_t left, size_t right) {
            const int order = object[left].first.compare(object[right].first);
            return order != 0 ? order < 0 : left < right;
        });
        std::vector<bool> isLeftOut;
        for (size_t i = 1, first = 0; i < sorted.size(); ++i) {
            auto &member = object[sorted[i]];
            if (object[sorted[first]].first != member.first) {
                first = i;
                continue;
            }
            if (m_onDuplicate && !m_onDuplicate(path(), toQString(member.first)))
                return false;
            isLeftOut.resize(object.size());
            isLeftOut[sorted[i]] = true;
            object[sorted[first]].second = std::move(member.second);
        }
        if (isLeftOut.empty())
            return true;
        Object whole;
        Members &merged = whole;
        for (size_t i = 0; i < object.size(); ++i) {
            if (!isLeftOut[i])
                merged.emplace_back(object[i].first, std::move(object[i].second));
        }
        m_open.back().value = Json(std::move(whole));
        return true;
    }

    // Returns the keys that lead to the innermost object.
    QStringList path() const
    {
        QStringList keys;
        for (size_t i = 0; i + 1 < m_open.size(); ++i) {
            if (m_open[i].value.is_object())
                keys << toQString(m_open[i].key);
        }
        return keys;
    }

    const OnDuplicateKey &m_onDuplicate;
    std::vector<Open> m_open;
    Json m_result;
    std::optional<JsonFlaw> m_flaw;
};

} // namespace

ParsedJson parseForeignJson(QByteArrayView text, const JsonLimits &limits,
                            const OnDuplicateKey &onDuplicate, JsonComments comments)
{
    if (auto excess = findJsonExcess(text, limits))
        return *std::move(excess);
    ForeignJsonBuilder builder(onDuplicate);
    if (Json::sax_parse(text.begin(), text.end(), &builder, Json::input_format_t::json, true,
                        comments == JsonComments::Allowed))
        return builder.take();
    JsonFlaw flaw = builder.flaw().value_or(
        JsonFlaw {JsonFlaw::Kind::Syntax, 0, QStringLiteral("An object has a key twice")});
    // The library counts each attempt to read behind the end.
    flaw.position = std::min(flaw.position, text.size());
    return flaw;
}

Json foreignJsonOrNull(QByteArrayView text, const JsonLimits &limits, JsonComments comments)
{
    ParsedJson parsed = parseForeignJson(text, limits, {}, comments);
    Json *json = std::get_if<Json>(&parsed);
    return json ? std::move(*json) : Json();
}

} // namespace Holdfast
