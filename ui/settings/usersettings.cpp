// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/usersettings.h"

#include "ui/base/elsewhere.h"
#include "ui/base/wholefile.h"
#include "ui/settings/inifile.h"

#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <utility>

namespace Holdfast {

namespace {

// In the order of SchemeWish.
const std::array schemes {QStringLiteral("desktop"), QStringLiteral("light"),
                          QStringLiteral("dark")};

const QString schemeKey = QStringLiteral("look/scheme");
const QString languageKey = QStringLiteral("look/language");
const QString recentKey = QStringLiteral("start/recent");
const QString folderKey = QStringLiteral("pictures/folder");
const QString formatKey = QStringLiteral("pictures/format");
const QString timeLapseIntervalKey = QStringLiteral("time_lapse/interval");
const QString timeLapseCountKey = QStringLiteral("time_lapse/count");
const QString stepXYKey = QStringLiteral("stage/step_xy");
const QString stepZKey = QStringLiteral("stage/step_z");
const QString stepPresetKey = QStringLiteral("stage/step_preset_%1_%2");
const QString gamepadKey = QStringLiteral("stage/gamepad");
const QString keysGroup = QStringLiteral("keys/");
const QString usualKeysText = QStringLiteral("usual");
const QString lengthUnitKey = QStringLiteral("stage/length_unit");
const QString invertedKey = QStringLiteral("stage/inverted_");
const QString welcomeKey = QStringLiteral("window/welcome_read");
const QString geometryKey = QStringLiteral("window/geometry");
const QString lockPinnedKey = QStringLiteral("window/lock_pinned");
const QString docksKey = QStringLiteral("window/docks");

Q_LOGGING_CATEGORY(settingsLog, "holdfast.window")

//! Returns the new content of the file. Another window of this user may have written it meanwhile:
//! its values stay unless they were changed here.
QByteArray textWith(const QString &file, const QVariantMap &values)
{
    QVariantMap all = IniFile::read(file);
    all.insert(values);
    return IniFile::toText(all);
}

constexpr std::array usualPresets {StepPreset {10, 5}, StepPreset {50, 20}, StepPreset {200, 50},
                                   StepPreset {1000, 200}};
static_assert(usualPresets.size() == UserSettings::stepPresets);

QString presetKey(int preset, const QString &axis)
{
    return stepPresetKey.arg(preset + 1).arg(axis);
}

KeyMap toKeys(const QVariantMap &values)
{
    QMap<QString, QString> texts;
    for (auto value = values.constBegin(); value != values.constEnd(); ++value) {
        if (value.key().startsWith(keysGroup) && value->toString() != usualKeysText)
            texts[value.key().mid(keysGroup.size())] = value->toString();
    }
    return texts.isEmpty() ? KeyMap() : KeyMap::fromTexts(texts);
}

QString fromRoot(const QString &folder)
{
    const QString trimmed = folder.trimmed();
    if (trimmed == u"~" || trimmed.startsWith(QStringLiteral("~/")))
        return QDir::cleanPath(QDir::homePath() + trimmed.mid(1));
    return QDir::cleanPath(QDir::home().absoluteFilePath(trimmed));
}

} // namespace

//! \brief The changes that are not on the disk yet, for the thread that writes them and the one
//! that makes them.
class UserSettings::Unsaved
{
public:
    void insert(const QVariantMap &values)
    {
        const std::lock_guard lock(m_mutex);
        m_values.insert(values);
    }
    bool isEmpty() const
    {
        const std::lock_guard lock(m_mutex);
        return m_values.isEmpty();
    }
    //! Writes all changes; keeps those that could not be written.
    QString write(const QString &file, const Write &how)
    {
        const std::lock_guard oneAtATime(m_writing); // or an older value might be the last
        const QVariantMap values = take();
        if (values.isEmpty())
            return {};
        QDir().mkpath(QFileInfo(file).absolutePath()); // if that fails, writing says why
        const QString problem = how(file, textWith(file, values));
        if (!problem.isEmpty())
            putBack(values);
        return problem;
    }

private:
    QVariantMap take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_values, {});
    }
    void putBack(QVariantMap values)
    {
        const std::lock_guard lock(m_mutex);
        values.insert(m_values); // which are newer
        m_values = values;
    }

    std::mutex m_writing;
    mutable std::mutex m_mutex; //!< never held for longer than it takes to copy
    QVariantMap m_values;
};

UserSettings::UserSettings(const QString &file, QObject *parent, Write write)
    : QObject(parent)
    , m_file(file)
    , m_write(write ? std::move(write) : Write(writeWholeFile))
    , m_values(file.isEmpty() ? QVariantMap() : IniFile::read(file))
    , m_keys(toKeys(m_values))
    , m_unsaved(std::make_shared<Unsaved>())
{
    constexpr std::chrono::milliseconds pause {200}; // of many changes one file
    m_soon.setSingleShot(true);
    m_soon.setInterval(pause);
    connect(&m_soon, &QTimer::timeout, this, &UserSettings::write);
}

UserSettings::~UserSettings()
{
    if (m_file.isEmpty())
        return;
    if (const QString problem = m_unsaved->write(m_file, m_write); !problem.isEmpty())
        qCWarning(settingsLog, "The settings of this window were not saved in %s: %s",
                  qPrintable(m_file), qPrintable(problem));
}

QString UserSettings::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
           + QStringLiteral("/holdfast/window.ini");
}

QVariant UserSettings::value(const QString &key, const QVariant &otherwise) const
{
    return m_values.value(key, otherwise);
}

void UserSettings::set(const QString &key, const QVariant &value)
{
    if (m_values.contains(key) && m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    if (m_file.isEmpty())
        return;
    m_unsaved->insert({{key, value}});
    save();
}

void UserSettings::save()
{
    if (!m_soon.isActive() && !m_isWriting)
        m_soon.start();
}

void UserSettings::write()
{
    m_isWriting = true;
    elsewhere(
        this,
        [unsaved = m_unsaved, file = m_file, write = m_write] {
            return unsaved->write(file, write);
        },
        [this](const QString &problem) {
            m_isWriting = false;
            setProblem(problem);
            if (problem.isEmpty() && !m_unsaved->isEmpty())
                save();
        });
}

void UserSettings::setProblem(const QString &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    if (!problem.isEmpty())
        qCWarning(settingsLog, "The settings of this window cannot be saved in %s: %s",
                  qPrintable(m_file), qPrintable(problem));
    Q_EMIT problemChanged(problem);
}

SchemeWish UserSettings::scheme() const
{
    const auto found = std::find(schemes.begin(), schemes.end(), value(schemeKey).toString());
    return found == schemes.end() ? SchemeWish::AsDesktop
                                  : static_cast<SchemeWish>(found - schemes.begin());
}

void UserSettings::setScheme(SchemeWish wish)
{
    set(schemeKey, schemes[static_cast<std::size_t>(wish)]);
    Q_EMIT changed();
}

QString UserSettings::language() const
{
    return value(languageKey).toString();
}

void UserSettings::setLanguage(const QString &language)
{
    set(languageKey, language);
    Q_EMIT changed();
}

QStringList UserSettings::recentConfigurations() const
{
    QStringList files = value(recentKey).toString().split(u'\n', Qt::SkipEmptyParts);
    files.removeDuplicates();
    return files.mid(0, mostRecent);
}

void UserSettings::addRecentConfiguration(const QString &file)
{
    if (file.isEmpty() || file.contains(u'\n'))
        return;
    QStringList files = recentConfigurations();
    files.removeAll(file);
    files.prepend(file);
    set(recentKey, files.mid(0, mostRecent).join(u'\n'));
}

void UserSettings::forgetRecentConfiguration(const QString &file)
{
    QStringList files = recentConfigurations();
    files.removeAll(file);
    set(recentKey, files.join(u'\n'));
}

QString UserSettings::pictureFolder() const
{
    const QString chosen = value(folderKey).toString();
    if (!chosen.trimmed().isEmpty())
        return fromRoot(chosen); // a user may have written it into the file by hand
    const QString own = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    return (own.isEmpty() ? QDir::homePath() : own) + QStringLiteral("/Holdfast");
}

void UserSettings::setPictureFolder(const QString &folder)
{
    set(folderKey, folder.trimmed().isEmpty() ? QString() : fromRoot(folder));
    Q_EMIT changed();
}

QString UserSettings::pictureFormat() const
{
    const QString chosen = value(formatKey).toString();
    return chosen == u"png" ? chosen : QStringLiteral("jpeg");
}

void UserSettings::setPictureFormat(const QString &format)
{
    set(formatKey, format);
    Q_EMIT changed();
}

int UserSettings::timeLapseInterval() const
{
    return std::clamp(value(timeLapseIntervalKey, 10).toInt(), 1, 24 * 3600);
}

int UserSettings::timeLapseCount() const
{
    return std::clamp(value(timeLapseCountKey, 20).toInt(), 0, 9999);
}

void UserSettings::setTimeLapse(int interval, int count)
{
    set(timeLapseIntervalKey, interval);
    set(timeLapseCountKey, count);
    Q_EMIT changed();
}

int UserSettings::stepXY() const
{
    return std::clamp(value(stepXYKey, 200).toInt(), 1, longestStep);
}

int UserSettings::stepZ() const
{
    return std::clamp(value(stepZKey, 50).toInt(), 1, longestStep);
}

void UserSettings::setSteps(int stepXY, int stepZ)
{
    set(stepXYKey, stepXY);
    set(stepZKey, stepZ);
    Q_EMIT changed();
}

StepPreset UserSettings::stepPreset(int preset) const
{
    const StepPreset usual = usualPresets.at(std::size_t(preset));
    const auto read = [&](const QString &axis, int otherwise) {
        return std::clamp(value(presetKey(preset, axis), otherwise).toInt(), 1, longestStep);
    };
    return {read(QStringLiteral("xy"), usual.stepXY), read(QStringLiteral("z"), usual.stepZ)};
}

void UserSettings::setStepPreset(int preset, const StepPreset &steps)
{
    set(presetKey(preset, QStringLiteral("xy")), steps.stepXY);
    set(presetKey(preset, QStringLiteral("z")), steps.stepZ);
    Q_EMIT changed();
}

void UserSettings::useStepPreset(int preset)
{
    const StepPreset steps = stepPreset(preset);
    setSteps(steps.stepXY, steps.stepZ);
}

void UserSettings::stepThroughPresets(bool isCoarser)
{
    std::optional<StepPreset> next;
    for (int i = 0; i < stepPresets; ++i) {
        const StepPreset preset = stepPreset(i);
        const bool isOnTheWay = isCoarser ? preset.stepXY > stepXY() : preset.stepXY < stepXY();
        if (isOnTheWay && (!next || (preset.stepXY < next->stepXY) == isCoarser))
            next = preset;
    }
    if (next)
        setSteps(next->stepXY, next->stepZ);
}

LengthUnit UserSettings::lengthUnit() const
{
    return value(lengthUnitKey).toString() == u"steps" ? LengthUnit::Steps
                                                       : LengthUnit::Micrometres;
}

void UserSettings::setLengthUnit(LengthUnit unit)
{
    set(lengthUnitKey,
        unit == LengthUnit::Steps ? QStringLiteral("steps") : QStringLiteral("micrometres"));
    Q_EMIT changed();
}

void UserSettings::setKeys(const KeyMap &keys)
{
    QMap<QString, QString> texts = keys.toTexts();
    for (auto value = m_values.constBegin(); value != m_values.constEnd(); ++value) {
        const QString command = value.key().mid(keysGroup.size());
        if (value.key().startsWith(keysGroup) && !texts.contains(command))
            texts[command] = usualKeysText;
    }
    m_keys = keys;
    for (auto text = texts.constBegin(); text != texts.constEnd(); ++text)
        set(keysGroup + text.key(), *text);
    Q_EMIT changed();
}

bool UserSettings::isGamepadUsed() const
{
    return value(gamepadKey).toBool();
}

void UserSettings::setGamepadUsed(bool used)
{
    set(gamepadKey, used);
    Q_EMIT changed();
}

bool UserSettings::isInverted(Axis axis) const
{
    return value(invertedKey + toString(axis)).toBool();
}

void UserSettings::setInverted(Axis axis, bool inverted)
{
    set(invertedKey + toString(axis), inverted);
    Q_EMIT changed();
}

bool UserSettings::isWelcomeRead() const
{
    return value(welcomeKey).toBool();
}

void UserSettings::setWelcomeRead()
{
    set(welcomeKey, true);
}

bool UserSettings::isLockPinned() const
{
    return value(lockPinnedKey).toBool();
}

void UserSettings::setLockPinned(bool pinned)
{
    set(lockPinnedKey, pinned);
}

QByteArray UserSettings::windowGeometry() const
{
    return value(geometryKey).toByteArray();
}

QByteArray UserSettings::dockLayout() const
{
    return value(docksKey).toByteArray();
}

void UserSettings::setWindow(const QByteArray &geometry, const QByteArray &docks)
{
    set(geometryKey, geometry);
    set(docksKey, docks);
}

} // namespace Holdfast
