// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/affordancereader.h"

#include "core/thing/affordances/mediatype.h"
#include "core/thing/framestream.h"
#include "core/thing/thing.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

QString cppName(const QMetaMethod &method)
{
    return QString::fromUtf8(method.name());
}

void applyRange(DataSchema &schema, Unit unit, const std::optional<Range> &range)
{
    if (unit != Unit::None)
        schema.unit = unit;
    if (range) {
        schema.minimum = range->minimum;
        schema.maximum = range->maximum;
    }
}

bool applyMediaType(DataSchema &schema, const QString &mediaType)
{
    if (schema.type == DataSchema::Type::Array && schema.items) {
        DataSchema items = *schema.items;
        const bool applied = applyMediaType(items, mediaType);
        schema.items = std::make_shared<const DataSchema>(std::move(items));
        return applied;
    }
    schema.mediaType = mediaType;
    return schema.isBlob && isMediaTypePattern(mediaType);
}

template<typename List>
void sortByName(List &list)
{
    std::sort(list.begin(), list.end(),
              [](const Affordance &a, const Affordance &b) { return a.name < b.name; });
}

} // namespace

AffordanceReader::AffordanceReader(const Thing &thing, QMap<QString, Annotation> annotations,
                                   const std::vector<ValueEntry> &values, Affordances others)
    : m_thing(thing)
    , m_meta(thing.metaObject())
    , m_annotations(std::move(annotations))
    , m_values(values)
    , m_others(std::move(others))
{
}

Affordances AffordanceReader::read()
{
    Affordances result = std::move(m_others);
    readProperties(result);
    readMethods(result);
    if (!m_annotations.isEmpty()) {
        fail(QStringLiteral("describe(\"%1\") names no property, action or event of the class.")
                 .arg(m_annotations.firstKey()));
    }
    sortByName(result.properties);
    sortByName(result.actions);
    sortByName(result.events);
    checkNames(result);
    checkResources(result);
    return result;
}

void AffordanceReader::readProperties(Affordances &result)
{
    for (int i = Thing::staticMetaObject.propertyCount(); i < m_meta->propertyCount(); ++i) {
        const char *name = m_meta->property(i).name();
        // A class may declare a property of its base again, for instance with a setter.
        if (m_meta->indexOfProperty(name) == i && !isAbsent(QString::fromUtf8(name)))
            result.properties.push_back(property(m_meta->property(i)));
    }
}

void AffordanceReader::readMethods(Affordances &result)
{
    const auto isNotify = [this](const QMetaMethod &signal) {
        for (int i = 0; i < m_meta->propertyCount(); ++i) {
            if (m_meta->property(i).notifySignal() == signal)
                return true;
        }
        return false;
    };
    for (int i = Thing::staticMetaObject.methodCount(); i < m_meta->methodCount(); ++i) {
        const QMetaMethod method = m_meta->method(i);
        if (method.methodType() == QMetaMethod::Method && isAbsent(cppName(method)))
            continue;
        if (method.methodType() == QMetaMethod::Method)
            result.actions.push_back(action(method));
        else if (method.methodType() == QMetaMethod::Signal && !isNotify(method))
            result.events.push_back(event(method));
    }
}

PropertyAffordance AffordanceReader::property(const QMetaProperty &property)
{
    const QString name = QString::fromUtf8(property.name());
    const Annotation annotation = take(name);
    PropertyAffordance result;
    fill(result, name, annotation);
    result.schema = schemaOf(property.metaType(), name);
    applyRange(result.schema, annotation.m_unit, annotation.m_range);
    applyLimits(result.schema, name, annotation);
    result.property = property;
    result.readOnly = !property.isWritable();
    result.observable = property.hasNotifySignal();
    result.usesGlobalLock = annotation.m_usesGlobalLock;
    result.lockWait = annotation.m_lockWait;
    if (annotation.m_isForAdmins)
        fail(QStringLiteral("'%1' cannot be for administrators only: it is a property, and no "
                            "action.")
                 .arg(name));
    if (!property.isReadable())
        fail(QStringLiteral("The property '%1' has no READ function.").arg(name));
    for (const ValueEntry &value : m_values) {
        if (result.observable && value.notifyIndex == property.notifySignalIndex()
            && value.type == property.metaType()) {
            result.readNow = value.read;
            result.restore = value.write;
        }
    }
    result.isSetting = annotation.m_isSetting;
    checkSetting(result);
    result.resetValue = resetValue(result, annotation.m_resetsTo);
    return result;
}

ActionAffordance AffordanceReader::action(const QMetaMethod &method)
{
    const QString name = cppName(method);
    const Annotation annotation = take(name);
    ActionAffordance result;
    refusePropertyWords(name, annotation);
    fill(result, name, annotation);
    result.input = inputOf(method, annotation, result.takesStruct);
    result.input.title = result.name + QStringLiteral("_input");
    result.output = schemaOf(method.returnMetaType(), name);
    result.output.title = result.name + QStringLiteral("_output");
    result.method = method;
    result.isStop = result.name == QLatin1String("stop");
    result.usesGlobalLock = annotation.m_usesGlobalLock && !result.isStop;
    result.isForAdmins = annotation.m_isForAdmins;
    result.lockWait = annotation.m_lockWait;
    if (annotation.m_retention)
        result.retention = *annotation.m_retention;
    result.endedBy = toSnakeCase(annotation.m_endedBy);
    result.input.nullable = annotation.m_isInputOptional && result.takesStruct;
    checkRenewable(result);
    return result;
}

void AffordanceReader::checkRenewable(const ActionAffordance &action) const
{
    if (!action.isRenewable())
        return;
    if (!action.takesStruct || !action.hasEnd()) {
        fail(QStringLiteral("'%1' cannot be renewable: it takes no struct with a member '%2' of "
                            "type bool, which would end it.")
                 .arg(action.name, action.endedBy));
    }
}

EventAffordance AffordanceReader::event(const QMetaMethod &signal)
{
    const QString name = cppName(signal);
    const Annotation annotation = take(name);
    EventAffordance result;
    refusePropertyWords(name, annotation);
    fill(result, name, annotation);
    if (signal.parameterCount() > 1)
        fail(QStringLiteral("The event '%1' has %2 parameters; an event carries one value or none: "
                            "use a Q_GADGET struct.")
                 .arg(name)
                 .arg(signal.parameterCount()));
    result.data = signal.parameterCount() == 1 ? schemaOf(signal.parameterMetaType(0), name)
                                               : schemaOf(QMetaType::fromType<void>(), name);
    result.signal = signal;
    return result;
}

bool AffordanceReader::isAbsent(const QString &cppName)
{
    const auto annotation = m_annotations.constFind(cppName);
    if (annotation == m_annotations.cend() || !annotation->m_isAbsent)
        return false;
    m_annotations.erase(annotation);
    return true;
}

Annotation AffordanceReader::take(const QString &cppName)
{
    return m_annotations.take(cppName);
}

void AffordanceReader::fill(Affordance &affordance, const QString &cppName,
                            const Annotation &annotation) const
{
    affordance.isForPrograms = annotation.m_isForPrograms;
    affordance.name =
        annotation.m_wireName.isEmpty() ? toSnakeCase(cppName) : annotation.m_wireName;
    affordance.title = annotation.m_title.isEmpty() ? affordance.name : annotation.m_title;
    affordance.description = annotation.m_description;
}

DataSchema AffordanceReader::schemaOf(QMetaType type, const QString &what) const
{
    const std::optional<DataSchema> schema = DataSchema::of(type);
    if (!schema) {
        fail(QStringLiteral("'%1' uses the type %2, which has no JSON form.")
                 .arg(what, QString::fromUtf8(type.isValid() ? type.name() : "(unknown to Qt)")));
    }
    return *schema;
}

DataSchema AffordanceReader::inputOf(const QMetaMethod &method, const Annotation &annotation,
                                     bool &takesStruct) const
{
    const QString name = cppName(method);
    DataSchema input;
    input.type = DataSchema::Type::Object;
    takesStruct = false;
    if (method.parameterCount() == 1) {
        const QMetaType type = method.parameterMetaType(0);
        if (type.flags() & QMetaType::IsGadget && !schemaOf(type, name).isBlob) {
            takesStruct = true;
            input = schemaOf(type, name);
        }
    }
    if (!takesStruct) {
        const QList<QByteArray> names = method.parameterNames();
        for (int i = 0; i < method.parameterCount(); ++i) {
            if (names[i].isEmpty())
                fail(QStringLiteral("Parameter %1 of the action '%2' has no name.")
                         .arg(i + 1)
                         .arg(name));
            SchemaMember member {.name = toSnakeCase(QString::fromUtf8(names[i])),
                                 .schema = schemaOf(method.parameterMetaType(i), name),
                                 .required = true};
            input.members << member;
        }
    }
    input.additionalProperties = false;
    annotateInputs(input, name, annotation);
    return input;
}

void AffordanceReader::annotateInputs(DataSchema &input, const QString &action,
                                      const Annotation &annotation) const
{
    for (auto it = annotation.m_inputs.cbegin(); it != annotation.m_inputs.cend(); ++it) {
        const QString wireName = toSnakeCase(it.key());
        const auto member = std::find_if(input.members.begin(), input.members.end(),
                                         [&](const SchemaMember &m) { return m.name == wireName; });
        if (member == input.members.end())
            fail(QStringLiteral("The action '%1' has no input '%2'.").arg(action, it.key()));
        applyRange(member->schema, it->unit, it->range);
        if (!it->mediaType.isEmpty() && !applyMediaType(member->schema, it->mediaType)) {
            fail(QStringLiteral("The input '%1' of the action '%2' cannot have the media type "
                                "\"%3\": that is for blobs, and reads like image/png or image/*.")
                     .arg(it.key(), action, it->mediaType));
        }
        if (!it->description.isEmpty())
            member->schema.description = it->description;
        if (it->required) {
            member->required = true;
            member->schema.defaultValue.reset();
            if (member->schema.isBlob)
                member->schema.nullable = false;
        }
    }
}

void AffordanceReader::checkNames(const Affordances &result) const
{
    QStringList names;
    const auto add = [&](const Affordance &affordance) {
        if (names.contains(affordance.name))
            fail(QStringLiteral("'%1' is declared twice; names must differ on the wire, where "
                                "overloads do not exist.")
                     .arg(affordance.name));
        names << affordance.name;
    };
    for (const auto &property : result.properties)
        add(property);
    for (const auto &action : result.actions)
        add(action);
    for (const auto &event : result.events)
        add(event);
    for (const FrameStream *stream : result.streams) {
        if (names.contains(stream->name()))
            fail(QStringLiteral("'%1' is declared twice: a stream has that name.")
                     .arg(stream->name()));
        for (const QString &other : stream->otherNames()) {
            if (names.contains(other))
                fail(QStringLiteral("'%1' is declared twice: a stream has that name.").arg(other));
        }
    }
}

void AffordanceReader::checkResources(const Affordances &result) const
{
    static const QRegularExpression path(
        QStringLiteral("\\A[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*/?\\z"));
    QStringList paths;
    for (const ThingResource &resource : result.resources) {
        if (!path.match(resource.path).hasMatch())
            fail(QStringLiteral(
                     "The resource \"%1\" has no path like \"preview.jpg\" or \"scans/\".")
                     .arg(resource.path));
        if (!resource.get && !resource.remove)
            fail(QStringLiteral("The resource \"%1\" can neither be read nor removed.")
                     .arg(resource.path));
        const bool isTaken = paths.contains(resource.path) || result.property(resource.path)
                             || result.action(resource.path) || result.stream(resource.path);
        if (isTaken)
            fail(QStringLiteral("'%1' is declared twice: a resource has that path.")
                     .arg(resource.path));
        paths << resource.path;
    }
}

void AffordanceReader::fail(const QString &message) const
{
    throw DeclarationError(
        QStringLiteral("Thing '%1' (%2): %3")
            .arg(m_thing.name(), QString::fromUtf8(m_meta->className()), message));
}

} // namespace Holdfast
