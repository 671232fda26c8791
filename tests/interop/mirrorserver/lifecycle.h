// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"

#include <atomic>

namespace Mirror {

//! \brief What the configuration says about a Lifecycle: the file to write to.
struct LifecycleOptions
{
    Q_GADGET
    Q_PROPERTY(QString record MEMBER record)
public:
    QString record;
};

//! \brief Writes down when it is opened and closed.
class Lifecycle : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(bool opened READ opened)
public:
    explicit Lifecycle(const LifecycleOptions &options);

    bool opened() const { return m_open; }

    void open() override;
    void close() override;

private:
    void note(const QString &what) const;

    const QString m_record;
    std::atomic<bool> m_open {false};
};

} // namespace Mirror
