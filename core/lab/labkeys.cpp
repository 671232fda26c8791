// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labkeys.h"

namespace Holdfast {

namespace {

char letterOf(LabKeys::Kind kind)
{
    using enum LabKeys::Kind;
    switch (kind) {
    case Resource:
        return 'r';
    case Station:
        return 's';
    case Ticket:
        return 'q';
    case Owner:
        return 'o';
    case Row:
        return 'n';
    case Notice:
        return 'b';
    }
    return '?';
}

} // namespace

LabKeys::LabKeys(const QString &lab)
    : m_prefix("hf/v1/" + lab.toUtf8() + '/')
{
}

QByteArray LabKeys::key(Kind kind, const QString &name) const
{
    return m_prefix + letterOf(kind) + '/' + name.toUtf8();
}

EtcdKeys LabKeys::tickets() const
{
    return EtcdKeys::withPrefix(key(Kind::Ticket, {}));
}

std::optional<LabKeys::Name> LabKeys::read(const QByteArray &key) const
{
    using enum Kind;
    if (!key.startsWith(m_prefix) || key.size() < m_prefix.size() + 3
        || key[m_prefix.size() + 1] != '/')
        return {};
    const QString name = QString::fromUtf8(key.mid(m_prefix.size() + 2));
    for (const Kind kind : {Resource, Station, Ticket, Owner, Row, Notice}) {
        if (letterOf(kind) == key[m_prefix.size()])
            return Name {kind, name};
    }
    return {};
}

} // namespace Holdfast
