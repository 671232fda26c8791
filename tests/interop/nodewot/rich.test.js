// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

const assert = require("node:assert/strict");
const { after, before, test } = require("node:test");
const { Consumer, Told, ended, eventually, formWith } = require("./consumer.js");

const consumer = new Consumer();
let rich;

before(async () => {
    await consumer.start();
    rich = await consumer.find("Rich");
});

after(() => consumer.end());

async function read(property) {
    return (await rich.readProperty(property)).value();
}

async function text(output) {
    return Buffer.from(await output.arrayBuffer()).toString();
}

async function invoke(action, input) {
    return ended(rich, action, await (await rich.invokeAction(action, input)).value());
}

test("properties of every type are read", async () => {
    const expected = {
        flag: true, count: 1, small: 2, number: 1.5, single: 0.5, text: "text", direction: "forwards",
        list: [1, 2], words: [], maybe: null,
    };
    for (const [name, value] of Object.entries(expected))
        assert.deepEqual(await read(name), value, name);
    assert.deepEqual(await read("point"), { x: 1, y: 0, label: null });
    assert.equal((await read("capture")).area, 20);
    assert.equal((await read("picture")).media_type, "text/plain");
});

test("a property that may be anything is read as bytes", async () => {
    // node-wot has no value() for data without a type, such as any JSON.
    await assert.rejects(read("anything"), /No schema type defined/);
    assert.equal(await text(await rich.readProperty("anything")), "null");
});

test("properties of several types are written", async () => {
    await rich.writeProperty("flag", false);
    assert.equal(await read("flag"), false);
    await rich.writeProperty("number", 2);
    assert.equal(await read("number"), 2);
    await rich.writeProperty("point", { x: 1, y: 2, label: "here" });
    await rich.writeProperty("text", "ä€ \"quoted\"");
});

for (const subprotocol of ["longpoll", "sse"]) {
    test(`an event is heard by ${subprotocol}`, async () => {
        const told = new Told();
        const options = formWith(rich.getThingDescription().events.jammed, subprotocol);
        const subscription = await rich.subscribeEvent("jammed", told.listener, told.onError, options);
        try {
            const reason = await eventually(async () => {
                assert.equal((await invoke("nothing")).status, "completed");
                return told.values.shift();
            });
            assert.deepEqual(reason, "There was nothing to do.");
        } finally {
            await subscription.stop();
        }
    });
}

test("an action takes inputs of several types, and returns one", async () => {
    assert.equal((await invoke("sum", { first: 1, second: 2.5, name: "n", really: true })).output, 3);
});

test("an action takes any JSON, and returns it", async () => {
    const anything = { list: [1, "two", null, { deep: true }], text: "ä€" };
    const answer = JSON.parse(await text(await rich.invokeAction("echo", { anything })));
    assert.deepEqual((await ended(rich, "echo", answer)).output, anything);
});

test("an action takes structures with defaults", async () => {
    assert.deepEqual((await invoke("develop", { exposure_time: 20, focus_point: { x: 1 } })).output, []);
});

test("inputs of a wrong type or beyond a limit are refused", async () => {
    for (const first of ["one", 7])
        await assert.rejects(rich.invokeAction("sum", { first, second: 1, name: "", really: false }),
            /Unprocessable/);
});
