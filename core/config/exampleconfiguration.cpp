// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/exampleconfiguration.h"

#include "core/config/allowed.h"
#include "core/config/configurationschema.h"
#include "core/config/thingregistry.h"

#include <algorithm>

namespace Holdfast {

namespace {

constexpr int s_width = 100;

//! Returns an example of a key that has no default, or whose default would show nothing.
Json sampleOf(const SchemaMember &member)
{
    static const Json samples {
        {"journal", {{"days", 30}, {"megabytes", 1024}}},
        {"public_url", "https://scope3.lab.example"},
        {"allowed_hosts", Json::array({"scope3.lab.example"})},
        {"allowed_origins", Json::array({"https://dashboard.lab.example"})},
        {"trusted_proxies", Json::array({"127.0.0.1"})},
        {"tls", true},
        {"limits", {{"client", {{"connections", 256}, {"requests_per_second", 1000}}}}},
        {"announce", {{"name", "Microscope 3"}}},
        {"lab",
         {{"station", "scope-3"}, {"endpoints", Json::array({"https://etcd1.lab.example:2379"})}}},
        {"plugin_folders", Json::array({"/opt/holdfast/plugins"})},
        {"application_config", {{"data_folder", "/data"}}},
    };
    const auto found = samples.find(toUtf8String(member.name));
    return found == samples.end() ? member.schema.defaultValue.value_or(Json()) : *found;
}

//! \brief Writes the lines of the example, indented.
class Writer
{
public:
    QByteArray text() const { return m_text; }

    void line(const QString &text) { m_text += indentation() + text.toUtf8() + '\n'; }
    void emptyLine() { m_text += '\n'; }
    void open(const QString &text)
    {
        line(text);
        ++m_depth;
    }
    void close(const QString &text)
    {
        --m_depth;
        line(text);
    }

    //! Writes \a text as a comment, on as many lines as it takes.
    void comment(const QString &text)
    {
        QString current;
        for (const QString &word : text.split(u' ')) {
            if (!current.isEmpty() && current.size() + word.size() + 4 * m_depth + 4 > s_width) {
                line(QStringLiteral("// ") + current);
                current.clear();
            }
            current += (current.isEmpty() ? QString() : QStringLiteral(" ")) + word;
        }
        line(QStringLiteral("// ") + current);
    }

    //! Says what \a schema means and allows.
    void explain(const DataSchema &schema)
    {
        QString text = schema.description;
        const bool isSaid = schema.type == DataSchema::Type::Any
                            || schema.type == DataSchema::Type::Object
                            || schema.type == DataSchema::Type::Array;
        if (!isSaid)
            text += QStringLiteral(" Allowed: %1.").arg(allowedText(schema));
        comment(text.trimmed());
    }

private:
    QByteArray indentation() const { return QByteArray(4 * m_depth, ' '); }

    QByteArray m_text;
    int m_depth = 0;
};

QString inOneLine(const Json &value)
{
    return QString::fromUtf8(toBytes(value));
}

QString keyValue(const QString &key, const Json &value)
{
    return QStringLiteral("\"%1\": %2").arg(key, inOneLine(value));
}

void writeThing(Writer &writer, const ConfiguredThing &thing, const DataSchema &kwargs, bool isLast)
{
    const QString end = isLast ? QStringLiteral("}") : QStringLiteral("},");
    QList<SchemaMember> options = kwargs.members;
    options.removeIf([](const SchemaMember &option) { return !option.schema.defaultValue; });
    if (!kwargs.description.isEmpty())
        writer.comment(kwargs.description);
    writer.open(QStringLiteral("\"%1\": {").arg(thing.name));
    writer.line(QStringLiteral("\"class\": \"%1\"%2")
                    .arg(thing.className, options.isEmpty() ? QString() : QStringLiteral(",")));
    if (!options.isEmpty()) {
        writer.open(QStringLiteral("\"kwargs\": {"));
        for (const SchemaMember &option : std::as_const(options)) {
            writer.explain(option.schema);
            const bool isLastOption = &option == &options.constLast();
            writer.line(keyValue(option.name, *option.schema.defaultValue)
                        + (isLastOption ? QString() : QStringLiteral(",")));
        }
        writer.close(QStringLiteral("}"));
    }
    writer.close(end);
}

} // namespace

QByteArray exampleConfiguration(const std::vector<ConfiguredThing> &things,
                                const ThingRegistry &registry, const QString &schema)
{
    const QString thingsKey = QStringLiteral("things");
    const QString schemaKey = QStringLiteral("$schema");
    const DataSchema whole = configurationSchema();
    Writer writer;
    writer.comment(QStringLiteral("A configuration of Holdfast " HOLDFAST_VERSION
                                  ". \"holdfast --check -c FILE\" says whether it would start. "
                                  "Comments may stay in the file."));
    writer.comment(QStringLiteral("A key that is a comment has its default, or what is shown is an "
                                  "example of it. To change it, remove the // before the key."));
    writer.open(QStringLiteral("{"));
    writer.line(keyValue(schemaKey, schema) + u',');
    writer.emptyLine();
    for (const SchemaMember &member : whole.members) {
        if (member.name == thingsKey || member.name == schemaKey)
            continue;
        writer.explain(member.schema);
        writer.line(QStringLiteral("// ") + keyValue(member.name, sampleOf(member)) + u',');
        writer.emptyLine();
    }
    // They come last, because a comma after the last member is not allowed.
    const auto isThings = [&](const SchemaMember &member) { return member.name == thingsKey; };
    writer.explain(std::find_if(whole.members.begin(), whole.members.end(), isThings)->schema);
    writer.open(QStringLiteral("\"things\": {"));
    for (const ConfiguredThing &thing : things)
        writeThing(writer, thing, registry.find(thing.className, {}).kwargs(),
                   &thing == &things.back());
    writer.close(QStringLiteral("}"));
    writer.close(QStringLiteral("}"));
    return writer.text();
}

} // namespace Holdfast
