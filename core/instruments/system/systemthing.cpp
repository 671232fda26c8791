// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/system/systemthing.h"

#include "core/thing/affordances/runtimeaffordances.h"

#include <QDir>
#include <QFile>
#include <QSysInfo>
#include <QUuid>

#include <utility>

namespace Holdfast {

SystemThing::SystemThing(const SystemThingOptions &options, const PowerSwitch &power,
                         QString hardwareFolder)
    : m_allowsPower(options.allowPower)
    , m_power(power)
    , m_hardwareFolder(std::move(hardwareFolder))
{
    describeThing(tr("The computer, the program, and what is recorded with each picture."),
                  tr("System"));
    describe("hostname", tr("The name of the computer."));
    describe("versionData", tr("The version of Holdfast."));
    describe("isRaspberrypi", tr("Whether the computer is a Raspberry Pi."));
    describe("microscopeId", tr("What distinguishes this instrument from all others: a UUID."))
        .setting();
    describe("hardwareId", tr("The serial number of the computer's board, where it has one."));
    describe("osVersion", tr("The operating system."));
    // None of them disturbs a running operation, and an operator wants to add to the notes of a scan.
    describe("sample", tr("What is under the microscope. Recorded with each picture."))
        .length(0, longestLine)
        .withoutGlobalLock()
        .setting();
    describe("operatorName", tr("Who works at the instrument. Recorded with each picture."))
        .wireName(QStringLiteral("operator"))
        .length(0, longestLine)
        .withoutGlobalLock()
        .setting();
    describe("notes", tr("Anything else that is to be recorded with each picture."))
        .length(0, longestNotes)
        .withoutGlobalLock()
        .setting();
    Annotation &shutdown = describe("shutdown", tr("Switches the computer off.")).onlyForAdmins();
    Annotation &reboot = describe("reboot", tr("Restarts the computer.")).onlyForAdmins();
    if (!options.allowPower) {
        shutdown.absent();
        reboot.absent();
    }
    addGetThingsState();
}

void SystemThing::addGetThingsState()
{
    RuntimeAction action;
    action.name = QStringLiteral("get_things_state");
    action.description = tr("What the Things record with each picture, by their names.");
    action.output = Json {{"type", "object"}};
    action.usesGlobalLock = false;
    action.run = [this](const Json &, const QList<Blob> &) { return Payload {thingStates(), {}}; };
    addAction(std::move(action));
}

QString SystemThing::hostname() const
{
    return QSysInfo::machineHostName();
}

VersionData SystemThing::versionData() const
{
    return {.version = QStringLiteral(HOLDFAST_VERSION),
            .versionSource = QStringLiteral("Holdfast")};
}

// The kernel ends its texts with a zero.
QString SystemThing::hardwareText(const char *file) const
{
    constexpr qint64 longest = 256;
    QFile text(QDir(m_hardwareFolder).filePath(QLatin1String(file)));
    if (!text.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(text.read(longest).replace('\0', "")).trimmed();
}

bool SystemThing::isRaspberrypi() const
{
    return hardwareText("model").contains(QStringLiteral("Raspberry Pi"));
}

std::optional<QString> SystemThing::hardwareId() const
{
    const QString serial = hardwareText("serial-number");
    return serial.isEmpty() ? std::nullopt : std::optional(serial);
}

std::optional<QString> SystemThing::osVersion() const
{
    return QSysInfo::prettyProductName();
}

void SystemThing::setSample(const QString &sample)
{
    m_sample = sample;
}

void SystemThing::setOperatorName(const QString &name)
{
    m_operatorName = name;
}

void SystemThing::setNotes(const QString &notes)
{
    m_notes = notes;
}

void SystemThing::open()
{
    if (!microscopeId() || QUuid::fromString(*microscopeId()).isNull())
        m_microscopeId = QUuid::createUuid().toString(QUuid::WithoutBraces);
}

Json SystemThing::state() const
{
    const VersionData version = versionData();
    Json state {
        {"hostname", toUtf8String(hostname())},
        {"microscope-uuid", microscopeId() ? Json(toUtf8String(*microscopeId())) : Json(nullptr)},
        {"version", toUtf8String(version.version)},
        {"version_source", toUtf8String(version.versionSource)}};
    for (const auto &[key, text] :
         {std::pair {"sample", sample()}, {"operator", operatorName()}, {"notes", notes()}}) {
        if (!text.isEmpty())
            state[key] = toUtf8String(text);
    }
    return state;
}

PowerAnswer SystemThing::shutdown()
{
    return givePower(PowerSwitch::Command::PowerOff);
}

PowerAnswer SystemThing::reboot()
{
    return givePower(PowerSwitch::Command::Reboot);
}

PowerAnswer SystemThing::givePower(PowerSwitch::Command command) const
{
    const auto hold = holdGlobalLock();
    if (!m_allowsPower) // for a caller in C++: clients have no such action
        throw ThingError(QStringLiteral("PowerNotAllowedError"),
                         tr("This station does not let clients switch its computer off. The option "
                            "allow_power of the Thing %1 would allow it.")
                             .arg(name()));
    const PowerAnswer answer = m_power.give(command);
    if (!answer.error.isEmpty())
        logError(answer.error);
    return answer;
}

} // namespace Holdfast
