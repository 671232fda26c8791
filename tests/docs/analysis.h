// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/blob.h"
#include "core/thing/thing.h"

namespace Holdfast {

//! \brief The Thing with an action that takes a picture, of which docs/write-a-thing.md and docs/script.md tell.
class Analysis : public Thing
{
    Q_OBJECT

public:
    Analysis();

    Q_INVOKABLE double sharpness(const Holdfast::Blob &picture);
};

} // namespace Holdfast
