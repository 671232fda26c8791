// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/system/powerswitch.h"
#include "core/instruments/system/systemthingoptions.h"
#include "core/thing/thing.h"
#include "core/thing/value.h"

#include <optional>

namespace Holdfast {

//! \brief Which version of the program serves the instrument.
struct VersionData
{
    Q_GADGET
    Q_PROPERTY(QString version MEMBER version)
    Q_PROPERTY(QString versionSource MEMBER versionSource)
public:
    QString version;       //!< "0.2.0"
    QString versionSource; //!< the program that has this version
};

//! \brief The computer and the station as a whole, under the names that OpenFlexure's programs ask for; and what is to be recorded
//! with each picture: the sample, the operator and notes.
//!
//! The computer can be switched off only where the option `allow_power` says so.
class SystemThing : public Thing
{
    Q_OBJECT
    Q_PROPERTY(QString hostname READ hostname CONSTANT)
    Q_PROPERTY(Holdfast::VersionData versionData READ versionData CONSTANT)
    Q_PROPERTY(bool isRaspberrypi READ isRaspberrypi CONSTANT)
    Q_PROPERTY(std::optional<QString> microscopeId READ microscopeId NOTIFY microscopeIdChanged)
    Q_PROPERTY(std::optional<QString> hardwareId READ hardwareId CONSTANT)
    Q_PROPERTY(std::optional<QString> osVersion READ osVersion CONSTANT)
    Q_PROPERTY(QString sample READ sample WRITE setSample NOTIFY sampleChanged)
    Q_PROPERTY(
        QString operatorName READ operatorName WRITE setOperatorName NOTIFY operatorNameChanged)
    Q_PROPERTY(QString notes READ notes WRITE setNotes NOTIFY notesChanged)
public:
    //! How many characters of a line and of notes are recorded with each picture at most.
    static constexpr int longestLine = 200;
    static constexpr int longestNotes = 4000;

    //! \a power and \a hardwareFolder, where the kernel describes the board, are for tests.
    explicit SystemThing(const SystemThingOptions &options = {},
                         const PowerSwitch &power = PowerSwitch(),
                         QString hardwareFolder = QStringLiteral("/proc/device-tree"));

    QString hostname() const;
    VersionData versionData() const;
    //! Returns whether the computer is a Raspberry Pi, by what its kernel says of the board.
    bool isRaspberrypi() const;
    //! Returns a UUID that the instrument keeps, if its settings are kept.
    std::optional<QString> microscopeId() const { return m_microscopeId; }
    //! Returns the serial number of the board; empty where it has none.
    std::optional<QString> hardwareId() const;
    std::optional<QString> osVersion() const;
    QString sample() const { return m_sample; }
    void setSample(const QString &sample);
    QString operatorName() const { return m_operatorName; }
    void setOperatorName(const QString &name);
    QString notes() const { return m_notes; }
    void setNotes(const QString &notes);

    Q_INVOKABLE Holdfast::PowerAnswer shutdown();
    Q_INVOKABLE Holdfast::PowerAnswer reboot();

    Json state() const override;
    void open() override;

Q_SIGNALS:
    void microscopeIdChanged(const std::optional<QString> &id);
    void sampleChanged(const QString &sample);
    void operatorNameChanged(const QString &name);
    void notesChanged(const QString &notes);

private:
    PowerAnswer givePower(PowerSwitch::Command command) const;
    void addGetThingsState();
    QString hardwareText(const char *file) const;

    const bool m_allowsPower;
    const PowerSwitch m_power;
    const QString m_hardwareFolder;
    Value<std::optional<QString>> m_microscopeId {this, &SystemThing::microscopeIdChanged};
    Value<QString> m_sample {this, &SystemThing::sampleChanged};
    Value<QString> m_operatorName {this, &SystemThing::operatorNameChanged};
    Value<QString> m_notes {this, &SystemThing::notesChanged};
};

} // namespace Holdfast
