// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/positions/positionspanel.h"

#include "ui/base/elsewhere.h"
#include "ui/base/length/lengthscale.h"
#include "ui/base/plaintable.h"
#include "ui/base/propertyfollower.h"
#include "ui/base/suffix.h"
#include "ui/base/text/literal.h"
#include "ui/base/text/textbox.h"
#include "ui/base/theme/icon.h"
#include "ui/base/wholefile.h"
#include "ui/stage/positions/keptpositions.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QTableView>

#include <cmath>

namespace Holdfast {

namespace {

//! \brief What is in a file with positions.
struct ReadFile
{
    QByteArray contents {};
    QString problem {};
};

ReadFile readFile(const QString &path)
{
    constexpr qint64 largest = 10'000'000;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, file.errorString()};
    return {file.read(largest), {}};
}

QString suffixOfPositions()
{
    return QStringLiteral("json");
}

std::optional<StageSteps> positionFrom(const Json &json)
{
    if (!json.is_object())
        return {};
    StageSteps position;
    for (const Axis axis : allAxes) {
        const auto found = json.find(toUtf8String(toString(axis)));
        if (found != json.end() && found->is_number())
            position[axis] = std::llround(found->get<double>());
    }
    return position;
}

} // namespace

PositionsPanel::PositionsPanel(const StageAccess &access, const LengthScale *lengths,
                               QWidget *parent)
    : QWidget(parent)
    , m_stage(access.stage)
    , m_unit(stageUnit(access.session, access.stage))
    , m_model(new PositionsModel(lengths, this))
    , m_table(createPlainTable(this))
    , m_remark(new TextBox(3, QStringLiteral("positionsRemark"), this))
{
    setObjectName(QStringLiteral("positionsPanel"));
    createTable();
    m_remark->setAccessibleName(tr("State of the positions"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->addWidget(m_table, 1);
    layout->addWidget(createButtons());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &PositionsPanel::refresh);
    connect(m_model, &PositionsModel::positionsChanged, this, &PositionsPanel::refresh);
    follow(access);
    refresh();
}

void PositionsPanel::createTable()
{
    m_table->setObjectName(QStringLiteral("positionsTable"));
    m_table->setAccessibleName(tr("Named positions"));
    m_table->setToolTip(tr("Marked positions (Return or a double-click goes there, F2 renames, "
                           "Delete removes)"));
    m_table->setModel(m_model);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_table->installEventFilter(this);
    const QString number = QStringLiteral("-12345.67");
    setColumnWidths(m_table, {QStringLiteral("Position 12345678"), number, number, number});
    m_table->horizontalHeader()->setSectionResizeMode(PositionsModel::NameColumn,
                                                      QHeaderView::Stretch);
    connect(m_table, &QTableView::doubleClicked, this, &PositionsPanel::go);
}

QPushButton *PositionsPanel::createButton(const QString &objectName, const QString &text,
                                          const QString &toolTip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setToolTip(toolTip);
    return button;
}

QWidget *PositionsPanel::createButtons()
{
    auto *side = new QWidget(this);
    auto *grid = new QGridLayout(side);
    grid->setContentsMargins({});
    grid->setSpacing(4);
    m_mark =
        createButton(QStringLiteral("markButton"), tr("Mark"), tr("Marks where the stage is (M)"));
    m_go = createButton(QStringLiteral("goToMarkButton"), tr("Go"),
                        tr("Goes to the chosen position, also along z (Return)"));
    m_go->setIcon(toIcon(Icon::GoTo));
    auto *back = createButton(QStringLiteral("goBackButton"), tr("Back"),
                              tr("Goes to where the stage was before it went somewhere; again: "
                                 "there and back (Ctrl+Z)"));
    m_rename = createButton(QStringLiteral("renameMarkButton"), tr("Rename"),
                            tr("Gives the chosen position another name (F2)"));
    m_remove = createButton(QStringLiteral("removeMarkButton"), tr("Remove"),
                            tr("Removes the chosen position from the list (Delete)"));
    auto *load = createButton(QStringLiteral("loadMarksButton"), tr("Load \u2026"),
                              tr("Adds the positions in a file"));
    m_save = createButton(QStringLiteral("saveMarksButton"), tr("Save \u2026"),
                          tr("Writes all positions into a file"));
    const QList<QPushButton *> buttons {m_mark, m_go, back, m_rename, m_remove, load, m_save};
    constexpr int columns = 2;
    for (int i = 0; i < buttons.size(); ++i)
        grid->addWidget(buttons[i], i / columns, i % columns);
    grid->addWidget(m_remark, (int(buttons.size()) + columns - 1) / columns, 0, 1, columns);
    grid->setRowStretch(grid->rowCount(), 1);
    constexpr int width = 250;
    side->setFixedWidth(width);
    connect(m_mark, &QPushButton::clicked, this, &PositionsPanel::mark);
    connect(m_go, &QPushButton::clicked, this, &PositionsPanel::go);
    connect(back, &QPushButton::clicked, this, &PositionsPanel::backWanted);
    connect(m_rename, &QPushButton::clicked, this, &PositionsPanel::rename);
    connect(m_remove, &QPushButton::clicked, this, &PositionsPanel::remove);
    connect(load, &QPushButton::clicked, this, [this] { chooseFile(true); });
    connect(m_save, &QPushButton::clicked, this, [this] { chooseFile(false); });
    return side;
}

void PositionsPanel::follow(const OperatorAccess &access)
{
    auto *follower = new PropertyFollower(access, this);
    follower->follow(m_stage, QStringLiteral("position"), [this](const Json &value) {
        m_position = positionFrom(value);
        refresh();
    });
    follower->follow(m_stage, QStringLiteral("soft_limits"), [this](const Json &value) {
        m_frame.setLimits(value);
        m_model->setFrame(m_frame);
    });
    follower->follow(m_stage, QStringLiteral("axis_inverted"), [this](const Json &value) {
        m_frame.setInverted(value);
        m_model->setFrame(m_frame);
    });
}

void PositionsPanel::mark()
{
    if (m_position)
        add(*m_position);
    else
        say(tr("Not marked: the position of the stage is not known."));
}

void PositionsPanel::markAt(qint64 x, qint64 y)
{
    StageSteps position = m_position.value_or(StageSteps());
    position[Axis::X] = x;
    position[Axis::Y] = y;
    add(position);
}

void PositionsPanel::add(const StageSteps &position)
{
    const int row = m_model->mark(position);
    if (row < 0) {
        say(tr("Not marked: there are %1 positions already.").arg(PositionList::most));
        return;
    }
    m_table->selectRow(row);
    say(tr("Marked: %1").arg(literal(m_model->name(row))));
}

QString PositionsPanel::remark() const
{
    return m_remark->text();
}

void PositionsPanel::say(const QString &remark)
{
    m_remark->setText(remark);
    Q_EMIT said(remark);
}

std::optional<int> PositionsPanel::chosen() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? std::optional(current.row()) : std::nullopt;
}

void PositionsPanel::go()
{
    if (const auto row = chosen())
        Q_EMIT goWanted(m_model->position(*row));
}

void PositionsPanel::rename()
{
    if (const auto row = chosen()) {
        m_table->setFocus();
        m_table->edit(m_model->index(*row, PositionsModel::NameColumn));
    }
}

void PositionsPanel::remove()
{
    const auto row = chosen();
    if (!row)
        return;
    const QString name = literal(m_model->name(*row));
    m_model->remove(*row);
    m_table->setFocus();
    say(tr("Removed: %1").arg(name));
}

void PositionsPanel::chooseFile(bool isLoad)
{
    auto *dialog = new QFileDialog(this, isLoad ? tr("Load positions") : tr("Save the positions"),
                                   QDir::homePath(), tr("Positions (*.json)"));
    dialog->setObjectName(QStringLiteral("positionsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(isLoad ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    if (!isLoad) {
        dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it replaces a file
        dialog->setDefaultSuffix(suffixOfPositions());
    }
    connect(dialog, &QFileDialog::fileSelected, this, [this, isLoad](const QString &path) {
        if (isLoad)
            load(path);
        else
            save(path);
    });
    dialog->open();
}

void PositionsPanel::keepIn(const QString &file)
{
    delete m_kept;
    m_kept = new KeptPositions(file, m_unit, m_model, this);
    connect(m_kept, &KeptPositions::said, this, &PositionsPanel::say);
}

void PositionsPanel::keepNow()
{
    if (m_kept)
        m_kept->keepNow();
}

void PositionsPanel::load(const QString &path)
{
    elsewhere(
        this, [path] { return readFile(path); },
        [this, path](const ReadFile &read) {
            const QString file = QDir::toNativeSeparators(path);
            if (!read.problem.isEmpty()) {
                say(tr("%1 could not be read: %2").arg(file, read.problem));
                return;
            }
            const auto parsed = PositionList::fromText(read.contents);
            if (const auto *problem = std::get_if<QString>(&parsed))
                say(tr("%1 was not loaded. %2").arg(file, *problem));
            else
                take(std::get<PositionList>(parsed), file);
        });
}

void PositionsPanel::take(const PositionList &list, const QString &file)
{
    if (list.unit != m_unit) {
        const auto unitText = [](const QString &unit) {
            return unit.isEmpty() ? tr("motor steps") : literal(unit);
        };
        say(tr("%1 was not loaded. Its positions are counted in %2, and this stage counts in %3.")
                .arg(file, unitText(list.unit), unitText(m_unit)));
        return;
    }
    const int added = m_model->append(list.positions);
    say(added == list.positions.size() ? tr("%n position(s) from %1", nullptr, added).arg(file)
                                       : tr("Only %1 of the %2 positions in %3 have room.")
                                             .arg(added)
                                             .arg(list.positions.size())
                                             .arg(file));
}

void PositionsPanel::save(const QString &path)
{
    const QString file = withSuffix(path, suffixOfPositions());
    const QByteArray text =
        PositionList {.unit = m_unit, .positions = m_model->positions()}.toText(m_frame);
    elsewhere(
        this, [file, text] { return writeWholeFile(file, text); },
        [this, file](const QString &problem) {
            const QString shown = QDir::toNativeSeparators(file);
            say(problem.isEmpty() ? tr("The positions are in %1").arg(shown)
                                  : tr("%1 was not written. %2").arg(shown, problem));
        });
}

void PositionsPanel::refresh()
{
    const bool isChosen = chosen().has_value();
    m_mark->setEnabled(m_position.has_value());
    for (QPushButton *button : {m_go, m_rename, m_remove})
        button->setEnabled(isChosen);
    m_save->setEnabled(m_model->rowCount() > 0);
    if (m_model->rowCount() == 0 && m_remark->text().isEmpty())
        m_remark->setText(tr("Nothing is marked yet: M marks where the stage is."));
}

bool PositionsPanel::eventFilter(QObject *watched, QEvent *event)
{
    // A key that the editor of a name has left over comes here as well.
    if (watched == m_table && event->type() == QEvent::KeyPress && m_table->hasFocus()) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            go();
            return true;
        case Qt::Key_Delete:
            remove();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Holdfast
