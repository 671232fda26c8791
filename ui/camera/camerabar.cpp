// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/camerabar.h"

#include "core/session/stationmonitor.h"
#include "ui/base/keys/keycommand.h"
#include "ui/base/number/wheelguard.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/textbox.h"
#include "ui/base/theme/icon.h"
#include "ui/camera/camerarule.h"
#include "ui/camera/camerasetting.h"
#include "ui/camera/picture/pictureactions.h"
#include "ui/camera/picture/snapper.h"
#include "ui/settings/usersettings.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QGridLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace Holdfast {

CameraBar::CameraBar(const OperatorAccess &access, PictureActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_session(access.session)
    , m_actions(actions)
    , m_snapper(new Snapper(access, actions->store(), actions->settings(), this))
    , m_format(new QComboBox(this))
    , m_folder(new QToolButton(this))
    , m_snap(new QToolButton(this))
    , m_key(new QAction(this))
    , m_text(new TextBox(2, QStringLiteral("cameraText"), this))
{
    setObjectName(QStringLiteral("cameraBar"));
    auto *snap = new QHBoxLayout;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(4);
    addSettings(layout, access);
    layout->addLayout(snap);
    addSnap(snap);
    addState(layout);
    layout->addStretch(1);
    connect(m_snapper, &Snapper::changed, this, [this] {
        m_problem.clear();
        refreshPermission();
        refresh();
    });
    connect(actions, &PictureActions::problem, this, [this](const QString &problem) {
        m_problem = problem;
        refresh();
    });
    connect(actions->settings(), &UserSettings::changed, this, &CameraBar::showSettings);
    connect(access.monitor, &StationMonitor::lockChanged, this, [this](const LockStatus &status) {
        if (status.mode.mode == m_mode)
            return;
        m_mode = status.mode.mode;
        refreshPermission();
    });
    connect(access.monitor, &StationMonitor::faultChanged, this, &CameraBar::refreshPermission);
    const bool isThere = m_session.affordances(CameraRule::thing());
    for (QWidget *control : {static_cast<QWidget *>(m_format), static_cast<QWidget *>(m_folder),
                             static_cast<QWidget *>(m_snap)})
        control->setVisible(isThere);
    showSettings();
    refreshPermission();
    refresh();
}

void CameraBar::addSettings(QBoxLayout *row, const OperatorAccess &access)
{
    addSetting(row, access, QStringLiteral("exposure_time"), QStringLiteral("exposureBox"),
               tr("E&xposure"), tr("Exposure"));
    addSetting(row, access, QStringLiteral("analogue_gain"), QStringLiteral("gainBox"), tr("&Gain"),
               tr("Gain"));
}

void CameraBar::addSetting(QBoxLayout *row, const OperatorAccess &access, const QString &property,
                           const QString &id, const QString &label, const QString &text)
{
    const PropertyAffordance *found = CameraRule::property(m_session, property);
    if (!found)
        return;
    auto *setting = new CameraSetting(access, *found, {id, label, text}, this);
    m_settings << setting;
    row->addWidget(setting);
    connect(setting, &CameraSetting::changed, this, &CameraBar::refresh);
    connect(setting, &CameraSetting::entered, this, &CameraBar::entered);
}

void CameraBar::addSnap(QBoxLayout *row)
{
    m_format->setObjectName(QStringLiteral("snapFormat"));
    new WheelGuard(m_format);
    m_format->setAccessibleName(tr("Format of pictures"));
    m_format->setToolTip(tr("JPEG is smaller, PNG loses nothing"));
    m_format->addItem(QStringLiteral("JPEG"), QStringLiteral("jpeg"));
    m_format->addItem(QStringLiteral("PNG"), QStringLiteral("png"));
    connect(m_format, &QComboBox::activated, this, [this](int index) {
        m_actions->settings()->setPictureFormat(m_format->itemData(index).toString());
    });
    m_folder->setObjectName(QStringLiteral("chooseSnapFolder"));
    m_folder->setAccessibleName(tr("Folder for pictures"));
    m_folder->setIcon(toIcon(Icon::Folder));
    connect(m_folder, &QToolButton::clicked, m_actions, &PictureActions::chooseFolder);
    m_snap->setObjectName(QStringLiteral("snapButton"));
    m_snap->setText(tr("Snap"));
    m_snap->setAccessibleName(tr("Take a picture"));
    m_snap->setIcon(toIcon(Icon::Snap));
    m_snap->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_snap, &QToolButton::clicked, m_snapper, &Snapper::snap);
    // Of the window: it works also while this is behind a tab, or hidden.
    m_key->setObjectName(QStringLiteral("snapAction"));
    m_key->setShortcuts(usualKeys(m_key->objectName()));
    m_key->setAutoRepeat(false);
    connect(m_key, &QAction::triggered, m_snapper, &Snapper::snap);
    connect(m_key, &QAction::changed, this, &CameraBar::refreshPermission);
    window()->addAction(m_key);
    m_snap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    row->addWidget(m_snap, 1);
    row->addWidget(m_format);
    row->addWidget(m_folder);
}

void CameraBar::addState(QBoxLayout *row)
{
    row->addWidget(m_text);
    // Below everything else: they come and go, and move nothing.
    auto *buttons = new QGridLayout;
    buttons->setSpacing(4);
    row->addLayout(buttons);
    m_cancel = addButton(buttons, 0, tr("Cancel"), QStringLiteral("cancelCameraButton"),
                         tr("Cancel the camera's waiting request"),
                         tr("Leave the line: nothing is set, and no picture is taken"));
    m_tryAgain = addButton(buttons, 1, tr("Try again"), QStringLiteral("trySnapAgainButton"),
                           tr("Try again to save the picture"),
                           tr("Save the picture into the folder that is chosen now"));
    m_saveAs = addButton(buttons, 2, tr("Save as \u2026"), QStringLiteral("saveSnapAsButton"),
                         tr("Save the picture elsewhere"), tr("Choose a file for the picture"));
    m_show = addButton(buttons, 3, tr("Show folder"), QStringLiteral("showSnapFolderButton"),
                       tr("Show the folder of the last picture"),
                       tr("Open the folder in which the last picture is"));
    connect(m_cancel, &QPushButton::clicked, this, &CameraBar::cancel);
    connect(m_tryAgain, &QPushButton::clicked, this,
            [this] { m_actions->tryAgain(m_snapper->unsaved()); });
    connect(m_saveAs, &QPushButton::clicked, this,
            [this] { m_actions->saveAs(m_snapper->unsaved()); });
    connect(m_show, &QPushButton::clicked, this,
            [this] { m_actions->showFolderOf(m_snapper->last()); });
}

QPushButton *CameraBar::addButton(QGridLayout *grid, int place, const QString &text,
                                  const QString &objectName, const QString &name,
                                  const QString &toolTip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    constexpr int inARow = 2;
    grid->addWidget(button, place / inARow, place % inARow);
    return button;
}

void CameraBar::showSettings()
{
    const UserSettings *settings = m_actions->settings();
    m_format->setCurrentIndex(m_format->findData(settings->pictureFormat()));
    m_folder->setToolTip(
        plainToolTip(tr("Pictures are saved in %1. Click to choose another folder; it is created "
                        "when it is needed.")
                         .arg(QDir::toNativeSeparators(settings->pictureFolder()))));
}

void CameraBar::refreshPermission()
{
    const Permission may = m_snapper->maySnap();
    m_snap->setEnabled(may.allowed);
    QString toolTip = withKeys(tr("Take a picture; its file also records the state of every Thing"),
                               m_key->shortcuts());
    if (!may.allowed)
        toolTip += u'\n' + tr("Not now: %1").arg(may.reason);
    m_snap->setToolTip(plainToolTip(toolTip));
    for (CameraSetting *setting : std::as_const(m_settings))
        setting->refreshPermission();
    refresh();
}

QString CameraBar::text() const
{
    QStringList lines;
    for (const CameraSetting *setting : m_settings)
        lines << setting->text();
    lines << m_snapper->text() << m_problem;
    lines.removeAll(QString());
    if (lines.isEmpty()) {
        const QString missing = CameraRule::missing(m_session);
        const Permission may = CameraRule::mayCapture(m_session);
        return missing.isEmpty() ? may.reason : missing;
    }
    return lines.join(u'\n');
}

void CameraBar::refresh()
{
    m_text->setText(text());
    m_cancel->setVisible(m_snapper->isWaiting()
                         || std::any_of(m_settings.begin(), m_settings.end(),
                                        [](const CameraSetting *s) { return s->isWaiting(); }));
    m_tryAgain->setVisible(m_snapper->unsaved() != 0);
    m_saveAs->setVisible(m_snapper->unsaved() != 0);
    m_show->setVisible(!m_snapper->lastPath().isEmpty());
}

void CameraBar::cancel()
{
    for (CameraSetting *setting : std::as_const(m_settings))
        setting->cancel();
    if (m_snapper->isWaiting())
        m_snapper->cancel();
}

} // namespace Holdfast
