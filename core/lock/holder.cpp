// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/holder.h"

#include <atomic>
#include <utility>

namespace Holdfast {

namespace {

thread_local const Holder *s_current = nullptr;

const std::shared_ptr<const HolderLabel> &noLabel()
{
    static const auto none = std::make_shared<const HolderLabel>();
    return none;
}

quint64 nextId()
{
    static std::atomic<quint64> last {0};
    return ++last;
}

} // namespace

QString toWord(HolderLabel::Kind kind)
{
    switch (kind) {
    case HolderLabel::Kind::Operator:
        return QStringLiteral("operator");
    case HolderLabel::Kind::Client:
        return QStringLiteral("client");
    case HolderLabel::Kind::System:
        break;
    }
    return QStringLiteral("system");
}

QString HolderLabel::toString() const
{
    const QString who = name.isEmpty() ? toWord(kind) : name;
    return address.isEmpty() ? who : QStringLiteral("%1 (%2)").arg(who, address);
}

QString HolderLabel::clientKey() const
{
    if (kind != Kind::Client)
        return {};
    // Only an address in brackets, or one without further colons, ends with a port.
    const qsizetype colon = address.lastIndexOf(QLatin1Char(':'));
    const bool hasPort = colon >= 0
                         && (address.indexOf(QLatin1Char(':')) == colon
                             || address.at(colon - 1) == QLatin1Char(']'));
    return name + QLatin1Char('@') + (hasPort ? address.left(colon) : address);
}

Holder::Holder()
    : m_id(nextId())
    , m_label(noLabel())
{
}

Holder::Holder(HolderLabel label)
    : m_id(nextId())
    , m_label(std::make_shared<const HolderLabel>(std::move(label)))
{
}

Holder Holder::current()
{
    if (s_current)
        return *s_current;
    thread_local const Holder own;
    return own;
}

HolderScope::HolderScope(const Holder &holder)
    : m_holder(holder)
    , m_scope(s_current, &m_holder)
{
}

} // namespace Holdfast
