// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thingerror.h"

namespace Holdfast {

ThingError::ThingError(const QString &message)
    : std::runtime_error(message.toStdString())
{
}

ThingError::ThingError(const QString &title, const QString &message)
    : std::runtime_error(message.toStdString())
    , m_title(title)
{
}

QString ThingError::message() const
{
    return QString::fromUtf8(what());
}

InvocationCancelled::InvocationCancelled()
    : std::runtime_error("The action was cancelled.")
{
}

GlobalLockDisabledError::GlobalLockDisabledError()
    : std::runtime_error("The global lock is required, but is not enabled.")
{
}

DeclarationError::DeclarationError(const QString &message)
    : std::logic_error(message.toStdString())
{
}

QString DeclarationError::message() const
{
    return QString::fromUtf8(what());
}

} // namespace Holdfast
