// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Replays inputs without a fuzzer: fuzz_replay TARGET FILE-OR-FOLDER ...

#include "tests/fuzz/fuzztarget.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <cstdio>

namespace {

using namespace Holdfast::Fuzz;

int usage(const char *program)
{
    std::fprintf(stderr,
                 "Usage: %s TARGET FILE ...\n\nreplays inputs, or all those in a folder. The "
                 "targets are:\n",
                 program);
    for (const auto &[name, run] : targets())
        std::fprintf(stderr, "  %s\n", name.c_str());
    return 2;
}

QStringList filesIn(const QString &path)
{
    if (!QFileInfo(path).isDir())
        return {path};
    QStringList files;
    for (const QString &name : QDir(path).entryList(QDir::Files | QDir::Hidden, QDir::Name))
        files << QDir(path).filePath(name);
    return files;
}

} // namespace

int main(int argc, char **argv)
{
    const auto target = argc > 2 ? targets().find(argv[1]) : targets().end();
    if (target == targets().end())
        return usage(argv[0]);
    prepare();
    int replayed = 0;
    for (int i = 2; i < argc; ++i) {
        for (const QString &name : filesIn(QFile::decodeName(argv[i]))) {
            QFile file(name);
            if (!file.open(QIODevice::ReadOnly)) {
                std::fprintf(stderr, "%s cannot be read: %s\n", qUtf8Printable(name),
                             qUtf8Printable(file.errorString()));
                return 1;
            }
            // The last name says which input ended the program.
            std::printf("%s\n", qUtf8Printable(name));
            std::fflush(stdout);
            const QByteArray input = file.readAll();
            target->second(input);
            ++replayed;
        }
    }
    if (replayed == 0) {
        std::fprintf(stderr, "There is no input there.\n");
        return 1;
    }
    std::fflush(stdout);
    std::_Exit(0); // without the destructors of what a target keeps from input to input
}
