// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/settings/settingsloader.h"

#include "core/session/log.h"
#include "core/session/settings/settingsstore.h"
#include "core/thing/affordances/affordanceaccess.h"
#include "core/thing/affordances/settingsloading.h"
#include "core/thing/error.h"
#include "core/thing/thing.h"

#include <algorithm>

namespace Holdfast {

namespace {

constexpr int s_mostNamed = 10; // unknown settings; more are counted

//! Loads one file into a Thing.
class Loading
{
public:
    Loading(Thing &thing, const SettingsFile &file)
        : m_thing(thing)
        , m_file(file)
    {
    }

    void run(SettingsStore &store)
    {
        m_mayWrite = store.mayWrite();
        if (m_mayWrite)
            m_file.removeLeftovers();
        SettingsFile::Contents contents = m_file.read();
        for (const auto &[name, value] : contents.values.items())
            apply(toQString(name), value);
        if (m_unknown > s_mostNamed)
            warn(QStringLiteral("'%1' has no %2 other settings either. They stay in the file.")
                     .arg(m_thing.name())
                     .arg(m_unknown - s_mostNamed));
        if (!contents.problem.isEmpty())
            keepAside({contents.problem}, SettingsFile::Aside::Move);
        else if (!m_wrong.isEmpty())
            keepAside(m_wrong, SettingsFile::Aside::Copy);
        store.begin(m_thing.name(), m_file, asTheyAre(std::move(contents.values)), m_begin);
    }

private:
    void apply(const QString &name, const Json &value)
    {
        const PropertyAffordance *setting = m_thing.affordances().property(name);
        if (!setting || !setting->isSetting) {
            if (++m_unknown > s_mostNamed)
                return;
            warn(name
                 + QStringLiteral(": '%1' has no such setting. It stays in the file.")
                       .arg(m_thing.name()));
            return;
        }
        const Validated checked = validate(setting->schema, value);
        if (!checked.isValid()) {
            noteWrong(name, checked.issues.first().message + u'.');
            return;
        }
        try {
            restoreProperty(m_thing, *setting, checked.value);
        } catch (...) {
            noteWrong(name, Error::fromException(std::current_exception()).message());
        }
    }

    void noteWrong(const QString &name, const QString &why)
    {
        m_wrong << name + QStringLiteral(": ") + why;
        m_wrongNames << name;
    }

    void keepAside(const QStringList &problems, SettingsFile::Aside aside)
    {
        const QString kept = m_mayWrite ? m_file.keepAside(aside) : QString();
        for (const QString &problem : problems) {
            warn(problem
                 + (kept.isEmpty()
                        ? QStringLiteral(" The file could not be kept aside; so as not to lose it, "
                                         "nothing is saved there.")
                        : QStringLiteral(" The value in use is another; the file as it was is "
                                         "kept as %1.")
                              .arg(kept)));
        }
        if (kept.isEmpty())
            m_begin = SettingsStore::Begin::Sealed;
        else if (aside == SettingsFile::Aside::Copy)
            m_begin = SettingsStore::Begin::Dirty;
    }

    void warn(const QString &what) const
    {
        writeLog(LogLevel::Warning, m_file.path() + QStringLiteral(": ") + what);
    }

    //! Returns \a values with those that are in use now; a value that only a getter knows is the
    //! one of the file, unless that was wrong: then it is left out, or it would be wrong again at every start.
    Json asTheyAre(Json values) const
    {
        for (const QString &name : m_wrongNames)
            values.erase(toUtf8String(name));
        for (const PropertyAffordance &property : m_thing.affordances().properties) {
            if (property.isSetting && property.readNow)
                values[toUtf8String(property.name)] = toPayload(property.readNow()).json;
        }
        return values;
    }

    Thing &m_thing;
    const SettingsFile m_file;
    bool m_mayWrite = true;   //!< false: another program keeps the file
    int m_unknown = 0;        //!< keys that are no settings
    QStringList m_wrong;      //!< errors of single values, each a sentence that begins with the key
    QStringList m_wrongNames; //!< the keys of those
    SettingsStore::Begin m_begin = SettingsStore::Begin::Clean;
};

bool hasSettings(const Thing &thing)
{
    const auto &properties = thing.affordances().properties;
    return std::any_of(properties.begin(), properties.end(),
                       [](const PropertyAffordance &property) { return property.isSetting; });
}

} // namespace

void loadSettings(Thing &thing, const QString &className, SettingsStore &store)
{
    if (!hasSettings(thing))
        return;
    const QString cppClass = QString::fromUtf8(thing.metaObject()->className());
    const QString name =
        className.isEmpty() ? cppClass.section(QStringLiteral("::"), -1) : className;
    const SettingsLoading loading;
    Loading(thing, store.file(thing.name(), name)).run(store);
}

} // namespace Holdfast
