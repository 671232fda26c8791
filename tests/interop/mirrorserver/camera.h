// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/framestream.h"
#include "core/thing/thing.h"

#include <QTimer>

namespace Mirror {

//! \brief Streams one picture again and again.
class Camera : public Holdfast::Thing
{
    Q_OBJECT
public:
    Camera();

    void open() override;
    void close() override;

private:
    Holdfast::FrameStream m_stream {this, QStringLiteral("stream")};
    QTimer m_timer;
};

} // namespace Mirror
