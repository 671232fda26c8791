// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/usersettings.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <array>

namespace Holdfast {

namespace {

// In the order of SchemeWish.
const std::array schemes {QStringLiteral("desktop"), QStringLiteral("light"),
                          QStringLiteral("dark")};

const QString schemeKey = QStringLiteral("look/scheme");
const QString languageKey = QStringLiteral("look/language");
const QString folderKey = QStringLiteral("pictures/folder");
const QString formatKey = QStringLiteral("pictures/format");
const QString timeLapseIntervalKey = QStringLiteral("time_lapse/interval");
const QString timeLapseCountKey = QStringLiteral("time_lapse/count");
const QString stepXYKey = QStringLiteral("stage/step_xy");
const QString stepZKey = QStringLiteral("stage/step_z");
const QString invertedKey = QStringLiteral("stage/inverted_");
const QString welcomeKey = QStringLiteral("window/welcome_read");
const QString geometryKey = QStringLiteral("window/geometry");
const QString docksKey = QStringLiteral("window/docks");

} // namespace

UserSettings::UserSettings(const QString &file, QObject *parent)
    : QObject(parent)
    , m_store(file.isEmpty() ? nullptr : std::make_unique<QSettings>(file, QSettings::IniFormat))
{
}

UserSettings::~UserSettings() = default;

QString UserSettings::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
           + QStringLiteral("/holdfast/window.ini");
}

QString UserSettings::file() const
{
    return m_store ? m_store->fileName() : QString();
}

QVariant UserSettings::value(const QString &key, const QVariant &otherwise) const
{
    return m_store ? m_store->value(key, otherwise) : m_memory.value(key, otherwise);
}

void UserSettings::set(const QString &key, const QVariant &value)
{
    if (m_store)
        m_store->setValue(key, value);
    else
        m_memory.insert(key, value);
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

QString UserSettings::pictureFolder() const
{
    const QString chosen = value(folderKey).toString();
    if (!chosen.isEmpty())
        return chosen;
    const QString own = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    return (own.isEmpty() ? QDir::homePath() : own) + QStringLiteral("/Holdfast");
}

void UserSettings::setPictureFolder(const QString &folder)
{
    set(folderKey, folder);
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
    return std::clamp(value(stepXYKey, 200).toInt(), 1, 100'000);
}

int UserSettings::stepZ() const
{
    return std::clamp(value(stepZKey, 50).toInt(), 1, 100'000);
}

void UserSettings::setSteps(int stepXY, int stepZ)
{
    set(stepXYKey, stepXY);
    set(stepZKey, stepZ);
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
