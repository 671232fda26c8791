// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/editor/jsoneditor.h"

#include "core/thing/json/foreignjson.h"
#include "core/thing/validation/validation.h"
#include "ui/base/text/errortext.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/thing/property/valuetext.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace Holdfast {

JsonEditor::JsonEditor(const DataSchema &schema, const EditorName &name, QWidget *parent)
    : ValueEditor(parent)
    , m_schema(schema)
    , m_text(new QPlainTextEdit(this))
    , m_remark(new PlainLabel(this))
{
    m_text->setObjectName(name.id);
    m_text->setAccessibleName(tr("%1, as JSON").arg(name.text));
    m_text->setToolTip(
        plainToolTip(name.help + u'\n' + tr("Enter the value as JSON; Ctrl+Return sets it")));
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    const bool isShort =
        schema.type == DataSchema::Type::Integer || schema.type == DataSchema::Type::Null;
    m_text->setFixedHeight((isShort ? 2 : 5) * m_text->fontMetrics().lineSpacing() + 10);
    m_text->installEventFilter(this);
    m_remark->setObjectName(name.id + QStringLiteral("Remark"));
    m_remark->setWordWrap(true);
    m_remark->setMinimumWidth(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(m_text);
    layout->addWidget(m_remark);
    setFocusProxy(m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        check();
        Q_EMIT edited();
    });
    m_text->setPlaceholderText(QStringLiteral("null"));
    check();
}

void JsonEditor::setValue(const Json &value)
{
    const QSignalBlocker quiet(m_text);
    m_text->setPlainText(ValueText::pretty(value));
    check();
}

bool JsonEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<const QKeyEvent *>(event);
        const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isReturn && key->modifiers().testFlag(Qt::ControlModifier)) {
            Q_EMIT committed();
            return true;
        }
    }
    return ValueEditor::eventFilter(watched, event);
}

void JsonEditor::check()
{
    const QByteArray text = m_text->toPlainText().trimmed().toUtf8();
    m_problem.clear();
    if (text.isEmpty()) {
        m_value = nullptr;
    } else {
        ParsedJson parsed = parseForeignJson(text);
        if (const auto *flaw = std::get_if<JsonFlaw>(&parsed)) {
            m_problem = flaw->kind == JsonFlaw::Kind::Excess
                            ? tr("This is too large, or nested too deep.")
                            : tr("This is not JSON yet.");
        } else {
            m_value = std::get<Json>(std::move(parsed));
            const Validated validated = validate(m_schema, m_value);
            if (!validated.isValid())
                m_problem = ErrorText::issues(validated.issues);
        }
    }
    m_remark->setText(m_problem);
    m_remark->setVisible(!m_problem.isEmpty());
}

} // namespace Holdfast
