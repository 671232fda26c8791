// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/validationblob.h"

#include "core/thing/affordances/mediatype.h"
#include "core/thing/json/jsonconversion.h"
#include "core/thing/validation/validationissues.h"

#include <QRegularExpression>

namespace Holdfast {

namespace {

//! The issues with the members that identify the blob.
class Members
{
public:
    explicit Members(const Json &object)
        : m_object(object)
    {
    }

    void checkText(const char *name, bool isRequired)
    {
        const auto member = m_object.find(name);
        if (member == m_object.end() && isRequired)
            add(name, Issue::missing(m_object));
        else if (member != m_object.end() && !member->is_string())
            add(name, Issue::notAString(*member));
    }

    void checkRel()
    {
        const auto rel = m_object.find("rel");
        if (rel != m_object.end() && *rel != "output")
            add("rel", Issue::notAWord({QStringLiteral("output")}, *rel));
    }

    const QList<ValidationIssue> &issues() const { return m_issues; }

private:
    void add(const char *name, ValidationIssue issue)
    {
        issue.location = Json::array({name});
        m_issues << std::move(issue);
    }

    const Json &m_object;
    QList<ValidationIssue> m_issues;
};

// The id may stand anywhere in the address: the host may be a proxy's.
QString idTextIn(const QString &address)
{
    static const QRegularExpression pattern(QStringLiteral("blob/([0-9a-z-]+)"));
    return pattern.match(address).captured(1);
}

// Parses an id as Python does: 32 hexadecimal digits, with hyphens anywhere.
QUuid idFrom(QString text)
{
    text.remove(u'-');
    if (text.size() != 32)
        return {};
    for (const int at : {20, 16, 12, 8})
        text.insert(at, u'-');
    return QUuid::fromString(text);
}

} // namespace

Validated validateBlob(const DataSchema &schema, const Json &value, const FindBlob &find)
{
    if (!find)
        return {nullptr, {Issue::blobNotAccepted(value)}};
    if (!value.is_object())
        return {nullptr, {Issue::notAnObject(value)}};
    Members members(value);
    members.checkText("href", true);
    members.checkText("media_type", true);
    members.checkRel();
    members.checkText("description", false);
    if (!members.issues().isEmpty())
        return {nullptr, members.issues()};

    const QString idText = idTextIn(value["href"].get<QString>());
    if (idText.isEmpty())
        return {nullptr, {Issue::blobAddressWithoutId(value)}};
    const QUuid id = idFrom(idText);
    if (id.isNull())
        return {nullptr, {Issue::blobIdUnreadable(value)}};
    const Blob blob = find(id);
    if (blob.isNull())
        return {nullptr, {Issue::blobUnknown(id.toString(QUuid::WithoutBraces), value)}};
    if (!matchesMediaType(blob.mediaType(), schema.mediaType))
        return {nullptr, {Issue::blobOfOtherType(blob.mediaType(), schema.mediaType, value)}};
    Payload canonical = toPayload(QVariant::fromValue(blob));
    return {std::move(canonical.json), {}, std::move(canonical.blobs)};
}

} // namespace Holdfast
