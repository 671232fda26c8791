// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/routes/testthing.h"

#include <QFile>

#include <stdexcept>

namespace Holdfast {

TestThing::TestThing()
{
    describeThing(QStringLiteral("Something to try."), QStringLiteral("Test bench"));
    describe("level", QStringLiteral("How high it is.")).unit(Unit::Percent).range({0, 100});
    describe("speed", QString()).withoutGlobalLock();
    describe("looseOffset", QString()).withoutGlobalLock();
    describe("nudge", QStringLiteral("Moves a little."))
        .input("by", Unit::Step, Range {-10, 10}, QStringLiteral("How far."));
    describe("look", QString()).withoutGlobalLock();
    describe("zero", QString()).onlyForAdmins();
    describe("meddle", QString()).withoutGlobalLock();
    describe("develop", QString())
        .inputMediaType(QStringLiteral("negative"), QStringLiteral("image/*"));
}

void TestThing::setLevel(int level)
{
    const auto hold = holdGlobalLock();
    m_level = level;
}

void TestThing::setOffset(double offset)
{
    const auto hold = holdGlobalLock();
    m_offset = offset;
}

int TestThing::broken() const
{
    throw std::runtime_error("The wire is cut.");
}

void TestThing::setBroken(int)
{
    throw ThingError(QStringLiteral("WireError"), QStringLiteral("The wire is cut."));
}

void TestThing::hold()
{
    const auto hold = holdGlobalLock();
    while (!m_letGo)
        cancellableSleep(std::chrono::milliseconds {5});
}

int TestThing::nudge(int by)
{
    const auto hold = holdGlobalLock();
    m_level.update([by](int &level) { level += by; });
    return m_level;
}

QString TestThing::look()
{
    logInfo(QStringLiteral("looking"));
    reportProgress(50, QStringLiteral("half way"));
    return QStringLiteral("nothing to see");
}

void TestThing::meddle()
{
    setLevel(99);
}

void TestThing::jam()
{
    throw ThingError(QStringLiteral("JamError"), QStringLiteral("It is jammed."));
}

int TestThing::zero()
{
    return 0;
}

Blob TestThing::picture()
{
    return {QByteArrayLiteral("\xff\xd8 a picture \xff\xd9"), QStringLiteral("image/jpeg"),
            QStringLiteral("A picture.")};
}

QList<Blob> TestThing::pictures()
{
    return {Blob(QByteArrayLiteral("one"), QStringLiteral("text/plain")),
            Blob(QByteArrayLiteral("two"), QStringLiteral("image/png"))};
}

Blob TestThing::archive()
{
    QFile file(m_folder.filePath(QUuid::createUuid().toString(QUuid::WithoutBraces)));
    if (!file.open(QIODevice::WriteOnly) || file.write("0123456789") != 10)
        throw ThingError(file.errorString());
    file.close();
    return Blob::fromFile(file.fileName(), QStringLiteral("application/zip"), {},
                          Blob::FileEnd::Deleted);
}

Blob TestThing::pass(const Blob &blob)
{
    return blob;
}

int TestThing::develop(const Blob &negative)
{
    return int(negative.size());
}

int TestThing::weigh(const QList<Blob> &parts)
{
    int weight = 0;
    for (const Blob &part : parts)
        weight += int(part.data().size());
    return weight;
}

QString TestThing::hang(const Hanging &hanging)
{
    return QString::fromUtf8(hanging.picture.data()) + QStringLiteral(" at ") + hanging.wall;
}

} // namespace Holdfast
