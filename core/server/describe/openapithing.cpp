// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/openapithing.h"

#include "core/server/describe/openapiobserving.h"
#include "core/server/describe/openapiparts.h"
#include "core/thing/framestream.h"
#include "core/thing/validation/schemajson.h"

namespace Holdfast {

namespace {

using namespace OpenApi;

// One Thing's part of the document while it is built.
class ThingPaths
{
public:
    ThingPaths(const QString &thing, const QString &prefix)
        : m_thing(thing)
        , m_path(prefix + u'/' + thing + u'/')
    {
    }

    void addDescription(const QString &title)
    {
        Json get = operation({}, "describe", title);
        const Json description = reference("schemas", "ThingDescription");
        Json forms = content("application/json", description);
        forms.update(content("application/td+json", description));
        get["responses"]["200"] = {{"description", "The description of the Thing."},
                                   {"content", std::move(forms)}};
        m_paths[toUtf8String(m_path)]["get"] = std::move(get);
    }

    void add(const PropertyAffordance &property)
    {
        const Json schema = toSchemaJson(property.schema, SchemaDialect::OpenApi);
        Json get = operation(property.name, "read", property.title, property.description);
        get["responses"]["200"] = answer("The value.", schema);
        addFailures(get["responses"], {{"500", "Failed"}, {"503", "Unavailable"}});
        at(property.name)["get"] = std::move(get);
        if (property.readOnly)
            return;
        Json put = operation(property.name, "write", QStringLiteral("Set ") + property.title,
                             property.description);
        put["parameters"] =
            parameters({"HoldfastClient", "LockToken", "IfLockGeneration", "Prefer"});
        put["requestBody"] = {{"required", true}, {"content", content("application/json", schema)}};
        Json done = answer("The property has been set.", Json {{"type", "null"}});
        done["headers"] = headers({"Lock-Generation", "Preference-Applied"});
        put["responses"]["201"] = std::move(done);
        addWriteFailures(put["responses"]);
        at(property.name)["put"] = std::move(put);
    }

    void add(const ActionAffordance &action)
    {
        Json post = operation(action.name, "invoke", action.title, action.description);
        post["parameters"] =
            parameters({"HoldfastClient", "LockToken", "IfLockGeneration", "Prefer"});
        DataSchema input = action.input;
        input.nullable = action.goesWithoutInput();
        post["requestBody"] = {
            {"required", !action.goesWithoutInput()},
            {"content", content("application/json", toSchemaJson(input, SchemaDialect::OpenApi))}};
        // The output of an invocation is that of this action, when it has one.
        const Json output {
            {"properties",
             {{"output",
               {{"anyOf", Json::array({toSchemaJson(action.output, SchemaDialect::OpenApi),
                                       Json {{"type", "null"}}})}}}}}};
        Json begun =
            answer("The invocation has begun or waits for the lock. Its outcome, which may be a "
                   "refusal by the lock, is at its \"href\".",
                   Json {{"allOf", Json::array({reference("schemas", "Invocation"), output})}});
        begun["headers"] = headers({"Preference-Applied"});
        post["responses"]["201"] = std::move(begun);
        addFailures(post["responses"], {{"403", "Forbidden"},
                                        {"409", "Conflict"},
                                        {"410", "LeaseEnded"},
                                        {"412", "Outdated"},
                                        {"422", "Invalid"},
                                        {"503", "Unavailable"}});
        at(action.name)["post"] = std::move(post);

        Json get = operation(action.name, "list",
                             QStringLiteral("All invocations of %1").arg(action.name));
        get["responses"]["200"] =
            answer("The invocations, the oldest first.",
                   Json {{"type", "array"}, {"items", reference("schemas", "InvocationSummary")}});
        at(action.name)["get"] = std::move(get);
    }

    void addStream(const QString &name)
    {
        Json get = operation(name, "watch", QStringLiteral("The stream %1").arg(name));
        get["responses"]["200"] = {{"description", "JPEG pictures, until the client disconnects."},
                                   {"content", content("multipart/x-mixed-replace; boundary=frame",
                                                       Json {{"type", "string"}})}};
        at(name)["get"] = std::move(get);
    }

    void addSnapshot()
    {
        const QString name = QStringLiteral("snapshot");
        Json get = operation(name, "take", QStringLiteral("One picture"));
        get["responses"]["200"] = {{"description", "The next picture."},
                                   {"content", content("image/jpeg", Json::object())}};
        addFailures(get["responses"], {{"503", "Unavailable"}});
        at(name)["get"] = std::move(get);
    }

    void add(const ThingResource &resource)
    {
        const bool takesName = resource.path.endsWith(u'/');
        QString id = QString(resource.path).replace(u'/', u'-');
        if (takesName)
            id += QStringLiteral("one");
        Json &path = at(takesName ? resource.path + QStringLiteral("{name}") : resource.path);
        if (takesName)
            path["parameters"] = Json::array({{{"name", "name"},
                                               {"in", "path"},
                                               {"required", true},
                                               {"schema", {{"type", "string"}}}}});
        if (resource.get) {
            Json get = operation(id, "get", resource.path, resource.description);
            get["parameters"] = parameters({"IfNoneMatch", "Range", "IfRange"});
            addContents(get["responses"]);
            addFailures(get["responses"],
                        {{"409", "Conflict"}, {"500", "Failed"}, {"503", "Unavailable"}});
            path["get"] = std::move(get);
        }
        if (resource.remove) {
            Json remove = operation(id, "remove", resource.path, resource.description);
            remove["responses"]["204"] = {{"description", "It has been removed."}};
            addFailures(remove["responses"], {{"404", "NotFound"},
                                              {"409", "Conflict"},
                                              {"500", "Failed"},
                                              {"503", "Unavailable"}});
            path["delete"] = std::move(remove);
        }
    }

    Json take() { return std::move(m_paths); }

private:
    static void addContents(Json &responses)
    {
        responses["200"] = {{"description", "The contents."},
                            {"content", content("*/*", Json::object())}};
        responses["206"] = {{"description", "The requested range."},
                            {"content", content("*/*", Json::object())}};
        addFailures(responses, {{"304", "NotModified"}, {"404", "NotFound"}, {"416", "NoRange"}});
    }

    Json &at(const QString &name) { return m_paths[toUtf8String(m_path + name)]; }

    Json operation(const QString &name, const char *verb, const QString &summary,
                   const QString &description = {}) const
    {
        QString id = QLatin1String(verb) + u'-' + m_thing;
        if (!name.isEmpty())
            id += u'-' + name;
        return OpenApi::operation(id, m_thing, summary, description);
    }

    QString m_thing;
    QString m_path;
    Json m_paths = Json::object();
};

} // namespace

bool offersSnapshot(const Affordances &affordances)
{
    const QString name = QStringLiteral("snapshot");
    return !affordances.streams.empty() && !affordances.property(name) && !affordances.action(name)
           && !affordances.stream(name);
}

Json thingPaths(const QString &thing, const Affordances &affordances, const QString &prefix)
{
    ThingPaths paths(thing, prefix);
    paths.addDescription(affordances.title);
    for (const PropertyAffordance &property : affordances.properties)
        paths.add(property);
    for (const ActionAffordance &action : affordances.actions)
        paths.add(action);
    for (const FrameStream *stream : affordances.streams)
        for (const QString &name : QStringList(stream->name()) + stream->otherNames())
            paths.addStream(name);
    if (offersSnapshot(affordances))
        paths.addSnapshot();
    for (const ThingResource &resource : affordances.resources)
        paths.add(resource);
    Json all = paths.take();
    all.update(observingPaths(thing, affordances, prefix));
    return all;
}

} // namespace Holdfast
