// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/property/propertyrow.h"

#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/text/thingtext.h"
#include "ui/thing/action/blobview.h"
#include "ui/thing/editor/valueeditor.h"
#include "ui/thing/property/changemark.h"
#include "ui/thing/property/propertylink.h"
#include "ui/thing/property/propertymenu.h"
#include "ui/thing/property/sparkline.h"
#include "ui/thing/property/valuetext.h"
#include "ui/thing/thingrule.h"

#include <QGridLayout>
#include <QPushButton>

namespace Holdfast {

namespace {

QString helpOf(const PropertyAffordance &property)
{
    QStringList lines;
    for (const QString &line : {thingText(property.description), limitsOf(property.schema)}) {
        if (!line.isEmpty())
            lines << line;
    }
    if (!property.observable)
        lines << PropertyRow::tr("This property does not report its changes: F5 reads it again.");
    return lines.isEmpty() ? thingText(property.title) : lines.join(u'\n');
}

} // namespace

PropertyRow::PropertyRow(const Session &session, PropertyLink *link, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_link(link)
    , m_id(link->thing() + u'.' + link->property().name)
    , m_mark(new ChangeMark(m_id + QStringLiteral("Mark"), this))
    , m_state(new PlainLabel(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(m_id + QStringLiteral("Row"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 2, 0, 6);
    layout->setVerticalSpacing(2);
    layout->setColumnStretch(0, 1);
    createHead(layout);
    createValue(layout);
    createPlot(layout);
    createState(layout);
    connect(link, &PropertyLink::valueChanged, this, &PropertyRow::showValue);
    connect(link, &PropertyLink::changed, this, &PropertyRow::follow);
    connect(link, &PropertyLink::written, this, &PropertyRow::end);
    refreshPermission();
    showState();
}

void PropertyRow::createHead(QGridLayout *layout)
{
    auto *title = new PlainLabel(thingText(m_link->property().title), this);
    title->setObjectName(m_id + QStringLiteral("Title"));
    title->setToolTip(plainToolTip(helpOf(m_link->property())));
    title->setMinimumWidth(1);
    layout->addWidget(title, 0, 0);
    std::function<Json()> entered;
    if (!m_link->property().readOnly)
        entered = [this] { return m_editor ? m_editor->value() : Json(); };
    m_menu = new PropertyMenu(m_link, entered, this);
    connect(m_menu, &PropertyMenu::takenBack, this, [this] { setEntry(Entry::Shown); });
    connect(m_menu, &PropertyMenu::copied, this, [this] {
        m_note = tr("Copied.");
        showState();
    });
    layout->addWidget(m_menu, 0, 1, Qt::AlignRight | Qt::AlignTop);
}

void PropertyRow::createValue(QGridLayout *layout)
{
    const PropertyAffordance &property = m_link->property();
    if (property.schema.isBlob) {
        m_blob = new BlobView(m_id, this);
        layout->addWidget(m_blob, 1, 0, 1, 2);
    } else if (property.readOnly) {
        m_shown = new PlainLabel(QStringLiteral("\u2013"), this);
        m_shown->setObjectName(m_id);
        m_shown->setAccessibleName(thingText(property.title));
        m_shown->setToolTip(plainToolTip(helpOf(property)));
        m_shown->setWordWrap(true);
        m_shown->setMinimumWidth(1);
        m_shown->setTextInteractionFlags(Qt::TextSelectableByMouse);
        QFont large = font();
        large.setPointSizeF(large.pointSizeF() * 1.15);
        m_shown->setFont(large);
        layout->addWidget(m_shown, 1, 0, 1, 2);
    } else {
        auto *row = new QHBoxLayout;
        createEditor(row);
        layout->addLayout(row, 1, 0, 1, 2);
    }
}

void PropertyRow::createEditor(QBoxLayout *layout)
{
    const PropertyAffordance &property = m_link->property();
    m_editor = Holdfast::createEditor(
        property.schema, {m_id, thingText(property.title), helpOf(m_link->property())}, this);
    layout->addWidget(m_editor, 1);
    connect(m_editor, &ValueEditor::edited, this, [this] { setEntry(Entry::Edited); });
    connect(m_editor, &ValueEditor::committed, this, &PropertyRow::commit);
    if (m_editor->commitsAtOnce())
        return;
    m_set = new QPushButton(tr("Set"), this);
    m_set->setObjectName(m_id + QStringLiteral("Set"));
    m_set->setAccessibleName(tr("Set %1").arg(thingText(property.title)));
    m_set->setMaximumWidth(m_set->fontMetrics().horizontalAdvance(m_set->text()) + 24);
    layout->addWidget(m_set, 0, Qt::AlignTop);
    connect(m_set, &QPushButton::clicked, this, &PropertyRow::commit);
}

void PropertyRow::createPlot(QGridLayout *layout)
{
    const PropertyAffordance &property = m_link->property();
    const bool isNumber = property.schema.type == DataSchema::Type::Integer
                          || property.schema.type == DataSchema::Type::Number;
    if (!property.observable || !isNumber)
        return;
    m_plot = new Sparkline(m_id + QStringLiteral("Plot"), thingText(property.title),
                           property.schema.unitSymbol(), this);
    m_plot->hide(); // a number that has never moved is no plot
    layout->addWidget(m_plot, 2, 0, 1, 2);
}

void PropertyRow::createState(QGridLayout *layout)
{
    m_state->setObjectName(m_id + QStringLiteral("State"));
    m_state->setAccessibleName(tr("%1: outcome").arg(thingText(m_link->property().title)));
    m_state->setToolTip(tr("The outcome of the last attempt to set the property"));
    m_state->setWordWrap(true);
    m_state->setMinimumWidth(1);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_cancel->setObjectName(m_id + QStringLiteral("Cancel"));
    m_cancel->setAccessibleName(tr("%1: cancel").arg(thingText(m_link->property().title)));
    m_cancel->setToolTip(tr("Leave the line: nothing is set"));
    connect(m_cancel, &QPushButton::clicked, m_link, &PropertyLink::cancel);
    layout->addWidget(m_mark, 3, 0, 1, 2);
    layout->addWidget(m_state, 4, 0, 1, 2);
    layout->addWidget(m_cancel, 5, 0, 1, 2, Qt::AlignLeft);
}

void PropertyRow::refreshPermission()
{
    m_menu->refreshPermission(m_session);
    if (!m_editor)
        return;
    const Permission write = ThingRule::mayWrite(m_session, m_link->property());
    const QString refusal = write.allowed ? QString() : u'\n' + tr("Not now: %1").arg(write.reason);
    m_editor->setEnabled(write.allowed);
    m_editor->setToolTip(plainToolTip(helpOf(m_link->property()) + refusal));
    if (m_set) {
        m_set->setEnabled(write.allowed);
        m_set->setToolTip(
            plainToolTip(tr("Set the property to what is entered (Return)") + refusal));
    }
}

void PropertyRow::setServer(const QUrl &server)
{
    m_menu->setServer(server);
}

void PropertyRow::interruptPlot()
{
    if (m_plot)
        m_plot->interrupt();
}

void PropertyRow::showValue()
{
    const Payload &value = *m_link->value();
    if (m_blob)
        m_blob->setBlob(value.blobs.isEmpty() ? Blob() : value.blobs.first());
    if (m_shown) {
        m_shown->setText(ValueText::brief(m_link->property().schema, value.json));
        m_shown->setToolTip(plainToolTip(helpOf(m_link->property())));
    }
    if (m_editor && m_entry == Entry::Shown)
        m_editor->setValue(value.json);
    if (m_plot && value.json.is_number()) {
        m_plot->add(value.json.get<double>());
        m_plot->setVisible(m_plot->history().hasMoved());
    }
}

void PropertyRow::showState()
{
    const QString text = stateText();
    m_state->setText(text);
    if (!text.isEmpty())
        m_state->setToolTip(plainToolTip(text));
    m_state->setVisible(!text.isEmpty());
    m_cancel->setVisible(m_link->writing().isWaiting());
    m_mark->setChangedBy(m_link->changedBy());
    m_menu->setEdited(m_entry == Entry::Edited);
}

QString PropertyRow::stateText() const
{
    const Operation &writing = m_link->writing();
    if (writing.isUnderWay())
        return writing.isWaiting() ? writing.waitingText() : tr("Setting \u2026");
    QStringList lines;
    const DataSchema &schema = m_link->property().schema;
    const auto &value = m_link->value();
    if (!m_link->readProblem().isEmpty())
        lines << tr("The value cannot be read. %1").arg(m_link->readProblem());
    else if (!value)
        lines << (m_link->isReading() ? tr("Reading \u2026") : tr("No value yet"));
    else if (m_editor && !ValueText::isSame(m_editor->value(), value->json))
        lines << (m_entry == Entry::Edited ? tr("Not set yet. The value is %1.")
                                           : tr("The value is %1."))
                     .arg(ValueText::brief(schema, value->json));
    // As soon as it is typed, and not only when it is sent.
    const QString entryProblem =
        m_editor && m_entry == Entry::Edited ? m_editor->problem() : QString();
    for (const QString &line : {entryProblem, m_link->problem(), m_link->remark(), m_note}) {
        if (!line.isEmpty())
            lines << line;
    }
    return lines.join(u'\n');
}

void PropertyRow::setEntry(Entry entry)
{
    m_entry = entry;
    m_note.clear();
    if (m_editor && entry == Entry::Shown && m_link->value())
        m_editor->setValue(m_link->value()->json);
    showState();
}

void PropertyRow::commit()
{
    if (!m_editor->problem().isEmpty()) {
        setEntry(Entry::Edited); // which says the problem
        return;
    }
    setEntry(Entry::Sent);
    m_link->write(m_editor->value());
}

void PropertyRow::end(bool done)
{
    if (m_entry != Entry::Sent)
        return; // something else has been entered meanwhile
    if (done)
        m_entry = Entry::Taken;
    else // to be tried again, unless that takes a click anyway
        setEntry(m_editor->commitsAtOnce() ? Entry::Shown : Entry::Edited);
}

void PropertyRow::follow()
{
    if (m_entry == Entry::Taken && !m_link->isReading() && !m_link->writing().isUnderWay())
        setEntry(Entry::Shown);
    else
        showState();
}

} // namespace Holdfast
