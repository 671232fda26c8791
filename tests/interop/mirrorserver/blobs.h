// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/blob.h"
#include "core/thing/thing.h"

#include <QList>

namespace Mirror {

//! \brief Makes and takes blobs.
class Blobs : public Holdfast::Thing
{
    Q_OBJECT
public:
    Blobs();

    Q_INVOKABLE Holdfast::Blob fromMemory();
    Q_INVOKABLE Holdfast::Blob fromFile();
    Q_INVOKABLE Holdfast::Blob fromFolder();
    Q_INVOKABLE Holdfast::Blob binary();
    Q_INVOKABLE QList<Holdfast::Blob> both();
    Q_INVOKABLE QString read(const Holdfast::Blob &blob);
    Q_INVOKABLE int size(const Holdfast::Blob &blob);
    Q_INVOKABLE Holdfast::Blob passedOn(const Holdfast::Blob &blob);
    Q_INVOKABLE Holdfast::Blob forgotten();
};

} // namespace Mirror
