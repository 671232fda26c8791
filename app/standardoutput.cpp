// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/standardoutput.h"

#include <QDeadlineTimer>

#include <unistd.h>

namespace Holdfast {

namespace {

QByteArray droppedNote(quint64 dropped)
{
    return "holdfast: " + QByteArray::number(dropped) + (dropped == 1 ? " line is" : " lines are")
           + " missing here, because the output was not read fast enough.\n";
}

OutputWriter::Options writerOptions()
{
    OutputWriter::Options options;
    options.dropNote = droppedNote;
    return options;
}

} // namespace

StandardOutput::StandardOutput()
    : m_output(STDOUT_FILENO, writerOptions())
    , m_errors(STDERR_FILENO, writerOptions())
{
}

StandardOutput::~StandardOutput()
{
    flush();
}

void StandardOutput::print(const QString &line)
{
    m_output.write((line + u'\n').toLocal8Bit());
}

void StandardOutput::complain(const QString &line)
{
    m_errors.write((QStringLiteral("holdfast: ") + line + u'\n').toLocal8Bit());
}

void StandardOutput::flush() const
{
    const QDeadlineTimer deadline(std::chrono::milliseconds {500});
    m_output.flush(deadline);
    m_errors.flush(deadline);
}

} // namespace Holdfast
