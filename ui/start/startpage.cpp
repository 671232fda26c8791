// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/start/startpage.h"

#include "ui/base/elsewhere.h"
#include "ui/base/suffix.h"
#include "ui/base/text/literal.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/textbox.h"
#include "ui/base/theme/icon.h"
#include "ui/base/wholefile.h"
#include "ui/settings/usersettings.h"
#include "ui/start/startnotice.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace Holdfast {

namespace {

enum class Kind { Simulation, File, Example };

constexpr int kindRole = Qt::UserRole;
constexpr int fileRole = Qt::UserRole + 1;
constexpr int recentRole = Qt::UserRole + 2;
constexpr int exampleRole = Qt::UserRole + 3;

QString suffixOfConfigurations()
{
    return QStringLiteral("json");
}

Kind kindOf(const QListWidgetItem *item)
{
    return static_cast<Kind>(item->data(kindRole).toInt());
}

QString fileOf(const QListWidgetItem *item)
{
    return item->data(fileRole).toString();
}

struct ExampleWords
{
    QString title;
    QString purpose;
};

ExampleWords wordsOf(StartExample::Kind kind)
{
    switch (kind) {
    case StartExample::Kind::Simulation:
        return {StartPage::tr("Simulated microscope, with a comment for each key"),
                StartPage::tr("Everything that a configuration may say, with its meaning and what "
                              "is allowed.")};
    case StartExample::Kind::OpenFlexure:
        return {
            StartPage::tr("OpenFlexure microscope with a Sangaboard"),
            StartPage::tr("A Sangaboard and a camera on USB, with autofocus, mapping and scans. "
                          "It needs the packages holdfast-sangaboard and holdfast-gstreamer.")};
    case StartExample::Kind::FolderCamera:
        return {
            StartPage::tr("Pictures in a folder"),
            StartPage::tr("A camera that shows the pictures in a folder, one after the other.")};
    }
    return {};
}

} // namespace

StartPage::StartPage(UserSettings *settings, const StartOffer &offer, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_offer(offer)
    , m_neighbour(new StartNotice(this))
    , m_list(new QListWidget(this))
    , m_note(new TextBox(5, QStringLiteral("startNote"), this))
    , m_progress(new QProgressBar(this))
{
    setObjectName(QStringLiteral("startPage"));
    setWindowTitle(tr("Holdfast: choose an instrument"));
    setFocusPolicy(Qt::ClickFocus);
    m_list->setObjectName(QStringLiteral("startList"));
    m_list->setAccessibleName(tr("Instruments to start"));
    m_list->setToolTip(tr("Return or a double-click starts the chosen one"));
    m_list->setAlternatingRowColors(true);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_note->setAccessibleName(tr("About the chosen one"));
    m_progress->setObjectName(QStringLiteral("startProgress"));
    m_progress->setAccessibleName(tr("The configuration is being checked"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    QSizePolicy keepsItsPlace = m_progress->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsItsPlace);
    m_progress->setMaximumHeight(6);
    m_progress->hide();

    auto *question = new PlainLabel(tr("What do you want to operate?"), this);
    QFont large = question->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    question->setFont(large);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(question);
    layout->addWidget(m_neighbour);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_note);
    createButtons();

    connect(m_list, &QListWidget::currentItemChanged, this, &StartPage::refresh);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &StartPage::activate);
    connect(m_neighbour, &StartNotice::pageWanted, this, &StartPage::openWanted);
    fill();
    m_list->setFocus();
    constexpr QSize usual(680, 560);
    resize(usual);
}

QPushButton *StartPage::createButton(const QString &objectName, const QString &text,
                                     const QString &toolTip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setToolTip(toolTip);
    return button;
}

void StartPage::createButtons()
{
    m_other = createButton(QStringLiteral("startOtherButton"), tr("&Other file \u2026"),
                           tr("Starts with another configuration file"));
    m_other->setIcon(toIcon(Icon::Folder));
    m_edit = createButton(QStringLiteral("startEditButton"), tr("&Edit"),
                          tr("Opens the file in the editor of the desktop"));
    m_remove = createButton(QStringLiteral("startRemoveButton"), tr("&Remove from the list"),
                            tr("Forgets that this file was used; the file stays (Delete)"));
    auto *end = createButton(QStringLiteral("startEndButton"), tr("&End Holdfast"),
                             tr("Ends without starting anything (Escape)"));
    m_start = createButton(QStringLiteral("startButton"), {}, {});
    m_start->setIcon(toIcon(Icon::Play));
    m_start->setDefault(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_other);
    row->addWidget(m_edit);
    row->addWidget(m_remove);
    row->addStretch(1);
    row->addWidget(end);
    row->addWidget(m_start);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    connect(m_other, &QPushButton::clicked, this, &StartPage::chooseFile);
    connect(m_edit, &QPushButton::clicked, this, &StartPage::edit);
    connect(m_remove, &QPushButton::clicked, this, &StartPage::remove);
    connect(end, &QPushButton::clicked, this, &QWidget::close);
    connect(m_start, &QPushButton::clicked, this, &StartPage::activate);
}

void StartPage::addHeading(const QString &text)
{
    auto *item = new QListWidgetItem(text, m_list);
    item->setFlags(Qt::NoItemFlags);
    QFont bold = m_list->font();
    bold.setBold(true);
    item->setFont(bold);
}

QListWidgetItem *StartPage::addFile(const QString &path, bool isRecent)
{
    const QFileInfo file(path);
    auto *item = new QListWidgetItem(
        toIcon(Icon::Details),
        literal(file.fileName()) + u'\n' + literal(QDir::toNativeSeparators(file.path())), m_list);
    item->setData(kindRole, int(Kind::File));
    item->setData(fileRole, path);
    item->setData(recentRole, isRecent);
    item->setToolTip(plainToolTip(path));
    return item;
}

void StartPage::addExamples()
{
    if (m_offer.examples.isEmpty())
        return;
    addHeading(tr("Examples to save and adapt"));
    for (qsizetype i = 0; i < m_offer.examples.size(); ++i) {
        const ExampleWords words = wordsOf(m_offer.examples[i].kind);
        auto *item = new QListWidgetItem(toIcon(Icon::Copy), words.title, m_list);
        item->setData(kindRole, int(Kind::Example));
        item->setData(exampleRole, int(i));
        item->setToolTip(words.purpose);
    }
}

void StartPage::fill()
{
    m_list->clear();
    const QStringList recent = m_settings->recentConfigurations();
    if (!recent.isEmpty())
        addHeading(tr("Recent"));
    for (const QString &path : recent)
        addFile(path, true);
    QStringList found = m_offer.found;
    for (const QString &path : recent)
        found.removeAll(path);
    if (!found.isEmpty())
        addHeading(tr("On this computer"));
    for (const QString &path : std::as_const(found))
        addFile(path, false);
    addHeading(tr("To try"));
    auto *simulation = new QListWidgetItem(toIcon(Icon::Live),
                                           tr("Simulated microscope\nNothing can break"), m_list);
    simulation->setData(kindRole, int(Kind::Simulation));
    addExamples();
    if (recent.isEmpty() && found.isEmpty())
        m_list->setCurrentItem(simulation);
    else
        select(recent.isEmpty() ? found.first() : recent.first());
}

void StartPage::select(const QString &path)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (fileOf(m_list->item(row)) == path && !path.isEmpty())
            m_list->setCurrentRow(row);
    }
}

void StartPage::refresh()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || m_isChecking)
        return;
    const Kind kind = kindOf(item);
    const bool isExample = kind == Kind::Example;
    m_start->setText(isExample ? tr("&Save as \u2026") : tr("&Start"));
    m_start->setToolTip(isExample ? tr("Saves the example as a file of your own (Return)")
                                  : tr("Starts the chosen instrument (Return)"));
    m_start->setEnabled(true);
    m_edit->setEnabled(kind == Kind::File);
    m_remove->setEnabled(item->data(recentRole).toBool());
    switch (kind) {
    case Kind::Simulation:
        m_note->setText(
            tr("A microscope that is simulated, with its stage, camera, light, autofocus "
               "and scans. No device is used, and no settings are kept."));
        break;
    case Kind::File:
        m_note->setText(
            tr("The configuration %1. It is checked before anything starts.").arg(fileOf(item)));
        break;
    case Kind::Example: {
        const StartExample &example = m_offer.examples.at(item->data(exampleRole).toInt());
        m_note->setText(wordsOf(example.kind).purpose + u' '
                        + tr("Save it, adapt it to your instrument in an editor, then start it."));
        break;
    }
    }
}

void StartPage::activate()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || m_isChecking)
        return;
    if (kindOf(item) == Kind::Example)
        chooseExampleFile(m_offer.examples.at(item->data(exampleRole).toInt()).text);
    else
        start(fileOf(item));
}

void StartPage::start(const QString &file)
{
    if (!file.isEmpty())
        setChecking(file);
    Q_EMIT startWanted(file);
}

void StartPage::setChecking(const QString &file)
{
    m_isChecking = !file.isEmpty();
    m_progress->setVisible(m_isChecking);
    if (m_isChecking)
        setFocus(); // a disabled list would pass it on to a button
    m_list->setEnabled(!m_isChecking);
    for (QPushButton *button : {m_start, m_other, m_edit, m_remove})
        button->setEnabled(!m_isChecking);
    if (m_isChecking) {
        m_note->setText(
            tr("Checking %1 \u2026 Escape cancels.").arg(QDir::toNativeSeparators(file)));
    } else {
        refresh();
        m_list->setFocus();
    }
}

void StartPage::showProblem(const QString &problem)
{
    setChecking({});
    m_note->setText(problem);
}

void StartPage::showNotOpened(const QUrl &url)
{
    m_note->setText(
        tr("The desktop knows no program that opens %1.")
            .arg(url.isLocalFile() ? QDir::toNativeSeparators(url.toLocalFile()) : url.toString()));
}

void StartPage::showNeighbour(const QUrl &page)
{
    m_neighbour->name(page);
}

void StartPage::chooseFile()
{
    const QStringList recent = m_settings->recentConfigurations();
    const QString folder =
        recent.isEmpty() ? QDir::homePath() : QFileInfo(recent.first()).absolutePath();
    auto *dialog = new QFileDialog(this, tr("Start with a configuration"), folder,
                                   tr("Configurations (*.json);;All files (*)"));
    dialog->setObjectName(QStringLiteral("startFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (!m_isChecking)
            start(path);
    });
    dialog->open();
}

void StartPage::chooseExampleFile(const QByteArray &text)
{
    auto *dialog = new QFileDialog(this, tr("Save the example"),
                                   QDir::homePath() + QStringLiteral("/microscope.json"),
                                   tr("Configurations (*.json)"));
    dialog->setObjectName(QStringLiteral("startExampleDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it replaces a file
    dialog->setDefaultSuffix(suffixOfConfigurations());
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, text](const QString &path) { saveExample(path, text); });
    dialog->open();
}

void StartPage::saveExample(const QString &path, const QByteArray &text)
{
    const QString file = withSuffix(path, suffixOfConfigurations());
    elsewhere(
        this, [file, text] { return writeWholeFile(file, text); },
        [this, file](const QString &problem) {
            const QString shown = QDir::toNativeSeparators(file);
            if (!problem.isEmpty()) {
                m_note->setText(tr("%1 was not written. %2").arg(shown, problem));
                return;
            }
            m_settings->addRecentConfiguration(file);
            fill();
            m_note->setText(tr("The example is in %1. Adapt it to your instrument (Edit), then "
                               "start it.")
                                .arg(shown));
        });
}

void StartPage::edit()
{
    if (const QListWidgetItem *item = m_list->currentItem(); item && !fileOf(item).isEmpty())
        Q_EMIT openWanted(QUrl::fromLocalFile(fileOf(item)));
}

void StartPage::remove()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || m_isChecking || !item->data(recentRole).toBool())
        return;
    m_settings->forgetRecentConfiguration(fileOf(item));
    fill();
    m_list->setFocus();
}

void StartPage::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (m_isChecking) {
            Q_EMIT withdrawn();
            setChecking({});
        } else {
            close();
        }
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // Of a button with the focus it is the button's own.
        if (auto *button = qobject_cast<QPushButton *>(focusWidget());
            button && button->isEnabled())
            button->click();
        else
            activate();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool StartPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Delete:
            remove();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            activate();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void StartPage::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

} // namespace Holdfast
