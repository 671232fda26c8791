// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamdescription.h"

#include "core/wire/jsonread.h"

#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

struct Operation
{
    const char *word;
    const char *verb;
};

constexpr Operation s_read {"readproperty", "GET"};
constexpr Operation s_write {"writeproperty", "PUT"};
constexpr Operation s_invoke {"invokeaction", "POST"};

bool contains(const Json &words, const char *word)
{
    if (words.is_string())
        return words == word;
    return words.is_array() && std::find(words.begin(), words.end(), word) != words.end();
}

class Reader
{
public:
    Reader(const Json &description, const QUrl &url)
        : m_description(description)
        , m_url(url)
        , m_base(url.resolved(QUrl(JsonRead::text(description, "base"))))
    {
    }

    UpstreamDescription read()
    {
        m_result.title = JsonRead::text(m_description, "title");
        m_result.description = JsonRead::text(m_description, "description");
        m_result.path = m_url.path();
        m_result.security = security();
        for (const auto &[name, property] : members("properties"))
            readProperty(toQString(name), property);
        for (const auto &[name, action] : members("actions"))
            readAction(toQString(name), action);
        for (const auto &[name, event] : members("events"))
            m_result.events << UpstreamEvent {.name = toQString(name),
                                              .title = JsonRead::text(event, "title"),
                                              .description = JsonRead::text(event, "description"),
                                              .data = JsonRead::member(event, "data")};
        return std::move(m_result);
    }

private:
    using Members = std::vector<std::pair<std::string, Json>>;

    Members members(const char *key) const
    {
        Members found;
        const Json &object = JsonRead::member(m_description, key);
        if (object.is_object()) {
            for (const auto &[name, value] : object.items()) {
                if (value.is_object())
                    found.emplace_back(name, value);
            }
        }
        return found;
    }

    QString security() const
    {
        const Json &names = JsonRead::member(m_description, "security");
        const Json &definitions = JsonRead::member(m_description, "securityDefinitions");
        const Json &first = names.is_array() && !names.empty() ? names.front() : names;
        if (!first.is_string())
            return {};
        const QString scheme = JsonRead::text(
            JsonRead::member(definitions, first.get_ref<const std::string &>().c_str()), "scheme");
        return scheme == QLatin1String("nosec") ? QString() : scheme;
    }

    void readProperty(const QString &name, const Json &property)
    {
        UpstreamProperty result {.name = name, .schema = property};
        for (const char *key : {"forms", "default"})
            result.schema.erase(key);
        // A default tells whether it can be reset, so it belongs to what is offered.
        if (property.contains("default"))
            result.schema["default"] = property["default"];
        if (!JsonRead::flag(property, "writeOnly"))
            result.read = form(name, property, s_read);
        if (!JsonRead::flag(property, "readOnly"))
            result.write = form(name, property, s_write);
        if (result.isReadable())
            m_result.properties << result;
        else
            leaveOut(name, QStringLiteral(
                               "it has no form that reads it over HTTP without URI variables"));
    }

    void readAction(const QString &name, const Json &action)
    {
        UpstreamAction result {.name = name,
                               .title = JsonRead::text(action, "title"),
                               .description = JsonRead::text(action, "description"),
                               .input = JsonRead::member(action, "input"),
                               .output = JsonRead::member(action, "output"),
                               .invoke = form(name, action, s_invoke)};
        if (result.invoke.verb.isEmpty())
            leaveOut(name, QStringLiteral(
                               "it has no form that invokes it over HTTP without URI variables"));
        else
            m_result.actions << result;
    }

    UpstreamForm form(const QString &name, const Json &affordance, const Operation &operation) const
    {
        const Json &forms = JsonRead::member(affordance, "forms");
        if (!forms.is_array() || forms.empty())
            return at(m_url.resolved(QUrl(name)), operation.verb);
        UpstreamForm elsewhere;
        for (const Json &form : forms) {
            if (!form.is_object() || !suits(form, operation))
                continue;
            const QString text = JsonRead::text(form, "href");
            if (text.contains(u'{'))
                continue; // it has URI variables
            const QUrl href = m_base.resolved(QUrl(text, QUrl::TolerantMode));
            if (!href.isValid() || !href.scheme().startsWith(QLatin1String("http")))
                continue;
            const QString verb = JsonRead::text(form, "htv:methodName");
            const UpstreamForm found =
                at(href, verb.isEmpty() ? QByteArray(operation.verb) : verb.toLatin1());
            if (href.authority() == m_url.authority())
                return found;
            if (elsewhere.verb.isEmpty())
                elsewhere = found;
        }
        return elsewhere;
    }

    static bool suits(const Json &form, const Operation &operation)
    {
        // Without "op" a form is for the usual operations of its affordance.
        if (form.contains("op") && !contains(form["op"], operation.word))
            return false;
        const QString type = JsonRead::text(form, "contentType");
        return !form.contains("subprotocol")
               && (type.isEmpty() || type.startsWith(QLatin1String("application/json")));
    }

    static UpstreamForm at(const QUrl &url, const QByteArray &verb)
    {
        return {verb, url.path(), url.query()};
    }

    void leaveOut(const QString &name, const QString &why)
    {
        m_result.leftOut << QStringLiteral("'%1' is left out: %2.").arg(name.left(200), why);
    }

    const Json &m_description;
    const QUrl m_url;
    const QUrl m_base;
    UpstreamDescription m_result;
};

} // namespace

StationRequest UpstreamForm::request(const Json &body) const
{
    return {.verb = verb, .path = path, .query = QUrlQuery(query), .body = body};
}

UpstreamDescription readUpstreamDescription(const Json &description, const QUrl &url)
{
    return Reader(description, url).read();
}

} // namespace Holdfast
