// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/thing/action/blobview.h"
#include "ui/thing/action/resultview.h"

#include <QBuffer>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

namespace tst_blobview {

using namespace Holdfast;

namespace {

QByteArray png(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::gray);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QString textOf(const QWidget &view, const char *name)
{
    return view.findChild<QLabel *>(QLatin1StringView(name))->text();
}

QPixmap pictureOf(const BlobView &view)
{
    return view.findChild<QLabel *>(QStringLiteral("xPicture"))->pixmap(Qt::ReturnByValue);
}

} // namespace

class TestBlobView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void anImageIsShownAsWideAsThereIsRoom()
    {
        BlobView view(QStringLiteral("x"));
        view.resize(200, 300);
        view.show();
        view.setBlob(Blob(png(4000, 2000), QStringLiteral("image/png")));
        QTRY_VERIFY_WITH_TIMEOUT(!pictureOf(view).isNull(), 30'000);
        QCOMPARE(pictureOf(view).deviceIndependentSize().width(), double(view.width()));
        view.setBlob({});
        QCOMPARE(textOf(view, "xText"), QStringLiteral("no data"));
        QVERIFY(view.findChild<QPushButton *>(QStringLiteral("xSave"))->isHidden());
    }

    void whatIsNoImageIsSaidToBeWhatItIs()
    {
        BlobView view(QStringLiteral("x"));
        view.setBlob(Blob("a,b\n", QStringLiteral("text/csv")));
        QVERIFY(textOf(view, "xText").startsWith(QStringLiteral("text/csv, 4")));
        QVERIFY(pictureOf(view).isNull());
        // Data that only has the media type of a picture is no picture.
        view.setBlob(Blob("no picture", QStringLiteral("image/jpeg")));
        QVERIFY(QThreadPool::globalInstance()->waitForDone(30'000));
        QCoreApplication::sendPostedEvents();
        QVERIFY(pictureOf(view).isNull());
    }

    void itIsSavedWhereTheOperatorWants()
    {
        const QTemporaryDir folder;
        const QByteArray data = png(4, 4);
        BlobView view(QStringLiteral("x"));
        view.setBlob(Blob(data, QStringLiteral("image/png")));
        view.findChild<QPushButton *>(QStringLiteral("xSave"))->click();
        auto *dialog = view.findChild<QFileDialog *>(QStringLiteral("saveBlobDialog"));
        QVERIFY(dialog);
        QVERIFY(dialog->selectedFiles().first().endsWith(QStringLiteral(".png")));
        const QString path = folder.filePath(QStringLiteral("picture.png"));
        Q_EMIT dialog->fileSelected(path);
        QTRY_COMPARE_WITH_TIMEOUT(textOf(view, "xText"), QStringLiteral("Saved as ") + path,
                                  30'000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), data);
        dialog->close();
    }

    void whatCannotBeSavedIsSaid()
    {
        BlobView view(QStringLiteral("x"));
        view.setBlob(Blob("x", QStringLiteral("text/plain")));
        view.save(QStringLiteral("/proc/self/nowhere/x"));
        QTRY_VERIFY_WITH_TIMEOUT(textOf(view, "xText").startsWith(QStringLiteral("Not saved: ")),
                                 30'000);
    }

    void aResultIsTextAndBlobs()
    {
        ResultView view(QStringLiteral("r"));
        auto *text = view.findChild<QPlainTextEdit *>(QStringLiteral("rResultText"));
        QVERIFY(view.isHidden());
        view.setOutput({Json {{"a", "<b>"}}, {}});
        QVERIFY(!view.isHidden());
        QCOMPARE(text->toPlainText(), QStringLiteral("{\n  \"a\": \"<b>\"\n}"));
        const Blob blob(png(4, 4), QStringLiteral("image/png"));
        view.setOutput({Json {{"href", "/blob/1"}}, {blob}});
        QVERIFY(text->isHidden());
        QVERIFY(view.findChild<BlobView *>(QStringLiteral("rBlob0")));
        view.setOutput({nullptr, {}});
        QVERIFY(view.isHidden());
    }
};

HOLDFAST_TEST(TestBlobView)

} // namespace tst_blobview

#include "tst_blobview.moc"
