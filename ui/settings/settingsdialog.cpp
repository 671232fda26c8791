// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingsdialog.h"

#include "ui/base/number/wheelguard.h"
#include "ui/base/text/plainlabel.h"
#include "ui/settings/usersettings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Holdfast {

namespace {

QComboBox *choice(QWidget *parent, const QString &objectName, const QString &name,
                  const QString &toolTip)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setToolTip(toolTip);
    new WheelGuard(box);
    return box;
}

} // namespace

SettingsDialog::SettingsDialog(UserSettings *settings, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_folder(new QLineEdit(settings->pictureFolder(), this))
    , m_note(new PlainLabel(this))
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    auto *form = new QFormLayout;
    addLook(form);
    addPictures(form);
    addAxes(form);
    m_note->setObjectName(QStringLiteral("settingsNote"));
    m_note->setWordWrap(true);
    m_note->setMinimumWidth(1); // a path may have no place for a line break
    connect(settings, &UserSettings::problemChanged, this, &SettingsDialog::showNote);
    showNote();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeSettings"));
    buttons->button(QDialogButtonBox::Close)
        ->setToolTip(tr("Closes this window; all changes are saved already (Escape)"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
    setMinimumWidth(460);
}

void SettingsDialog::addLook(QFormLayout *form)
{
    auto *scheme = choice(this, QStringLiteral("schemeChoice"), tr("Light or dark"),
                          tr("Whether the window is light or dark"));
    scheme->addItems({tr("As the desktop"), tr("Light"), tr("Dark")});
    scheme->setCurrentIndex(static_cast<int>(m_settings->scheme()));
    connect(scheme, &QComboBox::activated, this,
            [this](int index) { m_settings->setScheme(static_cast<SchemeWish>(index)); });
    form->addRow(tr("Colo&urs"), scheme);

    auto *language = choice(this, QStringLiteral("languageChoice"), tr("Language"),
                            tr("Takes effect when Holdfast is started again"));
    language->addItem(tr("As the desktop"), QString());
    language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    language->setCurrentIndex(std::max(0, language->findData(m_settings->language())));
    connect(language, &QComboBox::activated, this, [this, language](int index) {
        m_settings->setLanguage(language->itemData(index).toString());
    });
    form->addRow(tr("&Language (at the next start)"), language);
}

void SettingsDialog::addPictures(QFormLayout *form)
{
    m_folder->setObjectName(QStringLiteral("pictureFolder"));
    m_folder->setAccessibleName(tr("Folder for pictures"));
    m_folder->setToolTip(
        tr("The folder for the pictures that you take; it is created when it is needed. A path "
           "that begins with ~, or not with /, is in your home folder."));
    auto *choose = new QPushButton(tr("Choose \u2026"), this);
    choose->setObjectName(QStringLiteral("choosePictureFolder"));
    choose->setAccessibleName(tr("Choose the folder for pictures"));
    choose->setToolTip(tr("Opens a list of folders"));
    choose->setAutoDefault(false);
    connect(m_folder, &QLineEdit::editingFinished, this, [this] {
        m_settings->setPictureFolder(m_folder->text());
        m_folder->setText(m_settings->pictureFolder()); // the real path for "~" and the like
    });
    connect(choose, &QPushButton::clicked, this, &SettingsDialog::chooseFolder);
    auto *row = new QHBoxLayout;
    row->addWidget(m_folder, 1);
    row->addWidget(choose);
    form->addRow(new PlainLabel(tr("&Pictures go to"), m_folder, this), row);

    auto *format = choice(this, QStringLiteral("pictureFormatChoice"), tr("Format of pictures"),
                          tr("JPEG is smaller, PNG loses nothing"));
    format->addItem(QStringLiteral("JPEG"), QStringLiteral("jpeg"));
    format->addItem(QStringLiteral("PNG"), QStringLiteral("png"));
    format->setCurrentIndex(format->findData(m_settings->pictureFormat()));
    connect(format, &QComboBox::activated, this, [this, format](int index) {
        m_settings->setPictureFormat(format->itemData(index).toString());
    });
    form->addRow(tr("&Format"), format);
}

void SettingsDialog::addAxes(QFormLayout *form)
{
    auto *unit = choice(this, QStringLiteral("lengthUnitChoice"), tr("Unit of lengths"),
                        tr("The unit of positions and steps of the stage. Micrometres need a "
                           "stage that says how long its steps are."));
    unit->addItems({tr("Micrometres"), tr("Motor steps")});
    unit->setCurrentIndex(static_cast<int>(m_settings->lengthUnit()));
    connect(unit, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_settings->setLengthUnit(static_cast<LengthUnit>(index)); });
    form->addRow(tr("Len&gths"), unit);
    auto *row = new QHBoxLayout;
    for (const Axis axis : allAxes) {
        auto *box = new QCheckBox(toString(axis), this);
        box->setObjectName(QStringLiteral("invert_") + toString(axis));
        box->setAccessibleName(tr("Invert %1").arg(toString(axis)));
        box->setToolTip(
            tr("The arrows and keys for %1 move the other way round").arg(toString(axis)));
        box->setChecked(m_settings->isInverted(axis));
        connect(box, &QCheckBox::toggled, this,
                [this, axis](bool inverted) { m_settings->setInverted(axis, inverted); });
        row->addWidget(box);
    }
    row->addStretch(1);
    form->addRow(tr("Inverted axes"), row);
    auto *gamepad = new QCheckBox(tr("Moves the stage when it is plugged in"), this);
    gamepad->setObjectName(QStringLiteral("useGamepad"));
    gamepad->setAccessibleName(tr("Use a gamepad"));
    gamepad->setToolTip(tr("The sticks of a gamepad move the stage, and its buttons stop, focus "
                           "and take pictures. The bar "
                           "at the top says so."));
    gamepad->setChecked(m_settings->isGamepadUsed());
    connect(gamepad, &QCheckBox::toggled, m_settings, &UserSettings::setGamepadUsed);
    form->addRow(tr("Gamepad"), gamepad);
}

void SettingsDialog::showNote()
{
    const QString file = QDir::toNativeSeparators(m_settings->file());
    if (file.isEmpty()) {
        m_note->setText(tr("These settings apply until the window is closed."));
    } else if (m_settings->problem().isEmpty()) {
        m_note->setText(tr("These settings are yours alone and are saved in %1. The instrument "
                           "itself is described in its configuration file.")
                            .arg(file));
    } else {
        m_note->setText(
            tr("These settings apply until the window is closed: they cannot be saved in %1. %2")
                .arg(file, m_settings->problem()));
    }
}

void SettingsDialog::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder for pictures"), m_settings->pictureFolder());
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        m_folder->setText(folder);
        m_settings->setPictureFolder(folder);
    });
    dialog->open();
}

} // namespace Holdfast
