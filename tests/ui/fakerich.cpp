// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/fakerich.h"

#include <QBuffer>
#include <QImage>

#include <thread>

using namespace Holdfast;

namespace Fake {

Rich::Rich(ControlsPtr controls)
    : m_controls(std::move(controls))
{
    describeThing(QStringLiteral("Has <b>everything</b>."), QStringLiteral("Rich Thing"));
    describe("exposure", QStringLiteral("How long it looks."))
        .unit(Unit::Microsecond)
        .range({1, 1000});
    describe("temperature", QStringLiteral("Of the chip.")).unit(Unit::Celsius);
    describe("sum", QStringLiteral("Adds up.")).input("first", Unit::Micrometre, Range {-9, 9});
    m_controls->rich = this;
}

Rich::~Rich()
{
    m_controls->rich = nullptr;
}

double Rich::gain() const
{
    ++m_controls->getterCalls;
    return m_gain;
}

int Rich::broken() const
{
    throw ThingError(QStringLiteral("RichError"), QStringLiteral("The wire is cut."));
}

int Rich::slow() const
{
    while (m_controls->blockGetter)
        std::this_thread::sleep_for(std::chrono::milliseconds {2});
    return 7;
}

Blob Rich::picture() const
{
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::gray);
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return Blob(png, QStringLiteral("image/png"));
}

void Rich::fail()
{
    throw ThingError(QStringLiteral("RichError"), QStringLiteral("It does <i>not</i> work."));
}

void Rich::sweep()
{
    reportProgress(50, QStringLiteral("half of it"));
    while (m_controls->blockMoves)
        cancellableSleep(std::chrono::milliseconds {2});
}

Json Rich::echo(const Example::Capture &capture)
{
    return Json {{"exposure", capture.exposureTime}, {"tags", capture.tags.size()}};
}

} // namespace Fake
