// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/table/textexport.h"

#include "ui/base/elsewhere.h"
#include "ui/base/theme/icon.h"
#include "ui/base/wholefile.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

#include <utility>

namespace Holdfast {

TextExport::TextExport(const Names &names, std::function<Content()> chosen,
                       std::function<Content()> shown, QWidget *parent)
    : QWidget(parent)
    , m_names(names)
    , m_chosen(std::move(chosen))
    , m_shown(std::move(shown))
{
    setObjectName(names.id + QStringLiteral("Export"));
    auto *copyButton = createButton(QStringLiteral("copy"), tr("Copy"), names.copyName,
                                    tr("Copy what is selected; without a selection, all rows that "
                                       "are shown (Ctrl+C in the list)"));
    copyButton->setIcon(toIcon(Icon::Copy));
    auto *saveButton = createButton(QStringLiteral("save"), tr("Save \u2026"), names.saveName,
                                    tr("Write all rows that are shown into a text file"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(copyButton);
    layout->addWidget(saveButton);
    connect(copyButton, &QPushButton::clicked, this, &TextExport::copy);
    connect(saveButton, &QPushButton::clicked, this, &TextExport::save);
}

QPushButton *TextExport::createButton(const QString &verb, const QString &text,
                                      const QString &accessibleName, const QString &toolTip)
{
    auto *button = new QPushButton(text, this);
    QString part = m_names.id;
    part[0] = part[0].toUpper();
    button->setObjectName(verb + part + QStringLiteral("Button"));
    button->setAccessibleName(accessibleName);
    button->setToolTip(toolTip);
    return button;
}

void TextExport::copy()
{
    const Content content = m_chosen();
    if (content.count == 0) {
        Q_EMIT said(tr("Nothing was copied: nothing is shown."));
        return;
    }
    elsewhere(this, content.text, [this, count = content.count](const QString &text) {
        QGuiApplication::clipboard()->setText(text);
        Q_EMIT said(tr("%n row(s) copied.", nullptr, count));
    });
}

void TextExport::save()
{
    if (m_shown().count == 0) {
        Q_EMIT said(tr("Nothing was saved: nothing is shown."));
        return;
    }
    auto *dialog = new QFileDialog(this, m_names.saveName, QDir::homePath(), tr("Texts (*.txt)"));
    dialog->setObjectName(m_names.id + QStringLiteral("FileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it replaces a file
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(m_names.file);
    connect(dialog, &QFileDialog::fileSelected, this, &TextExport::saveAs);
    dialog->open();
}

void TextExport::saveAs(const QString &path)
{
    const Content content = m_shown();
    elsewhere(
        this, [path, text = content.text] { return writeWholeFile(path, text().toUtf8()); },
        [this, path, count = content.count](const QString &problem) {
            const QString shown = QDir::toNativeSeparators(path);
            Q_EMIT said(problem.isEmpty() ? tr("%n row(s) are in %1", nullptr, count).arg(shown)
                                          : tr("%1 was not written. %2").arg(shown, problem));
        });
}

} // namespace Holdfast
