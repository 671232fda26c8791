// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/openapiobserving.h"

#include "core/server/describe/openapiparts.h"
#include "core/thing/framestream.h"
#include "core/thing/validation/schemajson.h"

namespace Holdfast {

using namespace OpenApi;

namespace {

constexpr auto s_eventStream = "text/event-stream";

Json eventStream()
{
    return content(s_eventStream, Json {{"type", "string"}});
}

bool isOffered(const Affordances &affordances, const QString &name)
{
    return affordances.property(name) || affordances.action(name) || affordances.stream(name);
}

class ObservingPaths
{
public:
    ObservingPaths(const QString &thing, const QString &prefix)
        : m_thing(thing)
        , m_path(prefix + u'/' + thing + u'/')
    {
    }

    //! Adds an observation of the next change, or of all changes; \a schema is that of one change.
    void addObservation(const QString &name, const QString &path, const Json &schema)
    {
        Json get = operation(idOf("observe", name), m_thing,
                             QStringLiteral("The next change of %1, or all of them").arg(name));
        get["description"] = "Waits for the next change, for as long as \"Prefer: wait\" says; as "
                             "an event stream it sends all changes.";
        get["parameters"] = parameters({"Prefer"});
        get["x-waits"] = true;
        Json forms = content("application/json", schema);
        forms.update(eventStream());
        get["responses"]["200"] = {{"description", "The current value."},
                                   {"content", std::move(forms)}};
        get["responses"]["204"] = {{"description", "Nothing has changed in that time."}};
        addFailures(get["responses"], {{"503", "Unavailable"}});
        at(path)["get"] = std::move(get);
    }

    void addAllEvents()
    {
        Json get = operation(idOf("observe", QStringLiteral("events")), m_thing,
                             QStringLiteral("All events, by name"));
        get["x-waits"] = true;
        get["responses"]["200"] = {{"description", "An event stream."}, {"content", eventStream()}};
        at(QStringLiteral("events"))["get"] = std::move(get);
    }

    void addReset(const PropertyAffordance &property)
    {
        Json post = operation(idOf("reset", property.name), m_thing,
                              QStringLiteral("Reset ") + property.title);
        post["parameters"] =
            parameters({"HoldfastClient", "LockToken", "IfLockGeneration", "Prefer"});
        Json done = answer("The property has been reset.", Json {{"type", "null"}});
        done["headers"] = headers({"Lock-Generation", "Preference-Applied"});
        post["responses"]["200"] = std::move(done);
        addWriteFailures(post["responses"]);
        at(property.name + QStringLiteral("/reset"))["post"] = std::move(post);
    }

    void addAllProperties()
    {
        const QString name = QStringLiteral("properties");
        const Json object {{"type", "object"}};
        Json get = operation(idOf("read-all", {}), m_thing, QStringLiteral("All properties"));
        get["responses"]["200"] = answer("Their values, by name.", object);
        get["responses"]["200"]["content"].update(eventStream());
        addFailures(get["responses"], {{"503", "Unavailable"}});
        at(name)["get"] = std::move(get);

        Json put = operation(idOf("write-many", {}), m_thing,
                             QStringLiteral("Set several properties under one hold of the lock"));
        put["parameters"] =
            parameters({"HoldfastClient", "LockToken", "IfLockGeneration", "Prefer"});
        put["requestBody"] = {{"required", true}, {"content", content("application/json", object)}};
        Json done = answer("The outcome for each property.", object);
        done["headers"] = headers({"Lock-Generation", "Preference-Applied"});
        put["responses"]["200"] = std::move(done);
        addWriteFailures(put["responses"]);
        addFailures(put["responses"], {{"405", "NotAllowed"}});
        at(name)["put"] = std::move(put);
    }

    void addSocket()
    {
        Json get = operation(idOf("open-socket", {}), m_thing,
                             QStringLiteral("A WebSocket that reports changes"));
        get["x-waits"] = true;
        get["responses"]["101"] = {{"description", "The WebSocket is open."}};
        for (const char *status : {"400", "426"})
            get["responses"][status] =
                answer("The request is not a WebSocket handshake.", reference("schemas", "Detail"));
        at(QStringLiteral("ws"))["get"] = std::move(get);
    }

    void addViewer(const QString &stream)
    {
        Json get = operation(idOf("view", stream), m_thing,
                             QStringLiteral("A page that shows the stream %1").arg(stream));
        get["responses"]["200"] = {{"description", "The page."},
                                   {"content", content("text/html", Json {{"type", "string"}})}};
        at(stream + QStringLiteral("/viewer"))["get"] = std::move(get);
    }

    Json take() { return std::move(m_paths); }

private:
    Json &at(const QString &path) { return m_paths[toUtf8String(m_path + path)]; }

    QString idOf(const char *verb, const QString &name) const
    {
        const QString id = QLatin1String(verb) + u'-' + m_thing;
        return name.isEmpty() ? id : id + u'-' + name;
    }

    QString m_thing;
    QString m_path;
    Json m_paths = Json::object();
};

} // namespace

Json observingPaths(const QString &thing, const Affordances &affordances, const QString &prefix)
{
    ObservingPaths paths(thing, prefix);
    for (const PropertyAffordance &property : affordances.properties) {
        if (property.observable)
            paths.addObservation(property.name, property.name + QStringLiteral("/observe"),
                                 toSchemaJson(property.schema, SchemaDialect::OpenApi));
        if (property.resetValue)
            paths.addReset(property);
    }
    for (const EventAffordance &event : affordances.events)
        paths.addObservation(event.name, QStringLiteral("events/") + event.name, Json::object());
    if (!affordances.events.empty() && !isOffered(affordances, QStringLiteral("events")))
        paths.addAllEvents();
    if (!isOffered(affordances, QStringLiteral("properties")))
        paths.addAllProperties();
    paths.addSocket();
    for (const FrameStream *stream : affordances.streams)
        paths.addViewer(stream->name());
    return paths.take();
}

} // namespace Holdfast
