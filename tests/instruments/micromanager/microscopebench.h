// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/micromanager/micromanager.h"
#include "core/thing/affordances/affordanceaccess.h"
#include "core/thing/testing/runningaction.h"
#include "core/thing/testing/thingfixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <stdexcept>

namespace Holdfast {

//! \brief A MicroManager with the Things of its devices, as a program would host them.
class MicroscopeBench
{
public:
    //! Hosts it with \a options.
    explicit MicroscopeBench(const MicroManagerOptions &options)
        : m_fixture([options] { return std::make_unique<MicroManager>(options); }, {},
                    ThingFixture::Lock::Enabled, QStringLiteral("microscope"))
    {
    }

    ThingFixture &fixture() { return m_fixture; }
    MicroManager &manager() { return m_fixture.thing<MicroManager>(); }
    //! Returns the Thing \a name: the MicroManager itself, or one of its parts.
    Thing &thing(const QString &name) const
    {
        return name == u"microscope" ? m_fixture.thing() : m_fixture.neighbour<Thing>(name);
    }

    Json read(const QString &name, const QString &property) const
    {
        return readProperty(thing(name), found(thing(name).affordances().property(property))).json;
    }
    void write(const QString &name, const QString &property, const Json &value) const
    {
        writeProperty(thing(name), found(thing(name).affordances().property(property)), value);
    }
    Payload invoke(const QString &name, const QString &action,
                   const Json &input = Json::object()) const
    {
        return runAction(thing(name), found(thing(name).affordances().action(action)), input, {});
    }
    //! Starts an action in a thread of its own.
    std::unique_ptr<RunningAction> start(const QString &name, const QString &action,
                                         const Json &input = Json::object()) const
    {
        return std::make_unique<RunningAction>(
            action, [this, name, action, input] { return invoke(name, action, input); });
    }

    //! Returns what the fault of the MicroManager says; empty when it has none.
    QString fault() { return manager().fault() ? manager().fault()->what : QString(); }
    //! Returns what the reader of the fault can do.
    QString remedy() { return manager().fault() ? manager().fault()->remedy : QString(); }

private:
    template<typename T>
    static const T &found(const T *affordance)
    {
        if (!affordance)
            throw std::invalid_argument("There is no such affordance.");
        return *affordance;
    }

    ThingFixture m_fixture;
};

//! \brief The files of the fake bridge: a folder for its adapters, and its configuration, which says what faults it has.
class FakeMicroscope
{
public:
    //! Writes the configuration.
    explicit FakeMicroscope(const Json &config = Json::object()) { configure(config); }
    Q_DISABLE_COPY_MOVE(FakeMicroscope)

    void configure(Json config)
    {
        config["log"] = logPath().toStdString();
        QFile file(m_folder.filePath(QStringLiteral("fake.cfg")));
        if (!file.open(QIODevice::WriteOnly))
            throw std::runtime_error("The configuration cannot be written.");
        file.write(toBytes(config));
    }

    MicroManagerOptions options() const
    {
        MicroManagerOptions options;
        options.adapters = QStringList {m_folder.path()};
        options.config = QStringLiteral("fake.cfg");
        options.program = QStringLiteral(FAKE_BRIDGE);
        return options;
    }

    //! Returns the lines that the bridge has received.
    QList<QByteArray> received() const
    {
        QFile file(logPath());
        return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
    }
    //! Returns how often the bridge has received a line with \a text.
    qsizetype count(const QByteArray &text) const
    {
        const QList<QByteArray> lines = received();
        return std::count_if(lines.begin(), lines.end(),
                             [&text](const QByteArray &line) { return line.contains(text); });
    }

private:
    QString logPath() const { return m_folder.filePath(QStringLiteral("log")); }

    QTemporaryDir m_folder;
};

//! Returns the name of the exception that \a function throws, and its message; empty when it throws none.
inline QString thrownBy(const std::function<void()> &function)
{
    try {
        function();
    } catch (const ThingError &error) {
        return error.title() + QStringLiteral(": ") + error.message();
    } catch (const InvocationCancelled &) {
        return QStringLiteral("InvocationCancelled");
    } catch (const std::exception &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace Holdfast
