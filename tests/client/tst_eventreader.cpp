// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/eventreader.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_eventreader {

using namespace Holdfast;

//! Server-sent events, cut out of what the network delivers.
class TestEventReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsEventsWhereverTheTextIsCut()
    {
        const QByteArray text = "retry: 1000\n\n: a comment\n\nid: 1\ndata: {\"a\":\ndata: 1}\n\n"
                                "event: refused\r\ndata:x\r\n\r\nevent: without data\n\ndata\n\n";
        for (qsizetype cut = 0; cut <= text.size(); ++cut) {
            EventReader reader;
            QList<ServerEvent> events;
            for (const QByteArray &piece : {text.first(cut), text.sliced(cut)}) {
                reader.add(piece);
                while (const auto event = reader.next())
                    events << *event;
            }
            QCOMPARE(events.size(), 3);
            QCOMPARE(events[0].name, QByteArray());
            QCOMPARE(events[0].data, QByteArray("{\"a\":\n1}"));
            QCOMPARE(events[1].name, QByteArray("refused"));
            QCOMPARE(events[1].data, QByteArray("x"));
            QCOMPARE(events[2].data, QByteArray());
        }
    }

    void noticesAnEventWithoutAnEnd()
    {
        EventReader reader;
        reader.add("data: " + QByteArray(EventReader::largest, 'x'));
        QVERIFY(!reader.next());
        QVERIFY(reader.isTooLong());
    }
};

HOLDFAST_APPLESS_TEST(TestEventReader)

} // namespace tst_eventreader

#include "tst_eventreader.moc"
