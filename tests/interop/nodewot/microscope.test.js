// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

const assert = require("node:assert/strict");
const { after, before, test } = require("node:test");
const { Consumer, Told, ended, eventually, formWith } = require("./consumer.js");

const consumer = new Consumer();
let stage, camera;

before(async () => {
    await consumer.start();
    stage = await consumer.find("Stage");
    camera = await consumer.find("Camera");
});

after(() => consumer.end());

// node-wot decides by "type" what a value is; one that may be null has none.
async function read(thing, property) {
    const output = await thing.readProperty(property);
    if (thing.getThingDescription().properties[property].type === undefined)
        return JSON.parse(Buffer.from(await output.arrayBuffer()).toString());
    return output.value();
}

async function invoke(thing, action, input) {
    return (await thing.invokeAction(action, input)).value();
}

async function lockOwner() {
    return (await read(consumer.directory, "lock")).owner;
}

// The owner of a move releases the lock a moment after the invocation is over.
async function lockIsFree() {
    await eventually(async () => (await lockOwner()) === null || undefined);
}

test("the server's own description can be consumed", async () => {
    assert.equal(consumer.directory.getThingDescription().title, "Holdfast");
    assert.ok("stage" in (await read(consumer.directory, "things")));
    assert.equal(await lockOwner(), null);
});

test("every property of every Thing can be read, and is as its schema says", async () => {
    for (const thing of [stage, camera, await consumer.find("Grid scan")]) {
        const names = Object.keys(thing.getThingDescription().properties);
        assert.ok(names.length > 0);
        for (const name of names)
            assert.notEqual(await read(thing, name), undefined, name);
    }
});

test("a property that was written reads as written", async () => {
    for (const gain of [8, 1]) {
        await camera.writeProperty("analogue_gain", gain);
        assert.equal(await read(camera, "analogue_gain"), gain);
    }
});

test("a value out of range is refused", async () => {
    const before = await read(camera, "analogue_gain");
    await assert.rejects(camera.writeProperty("analogue_gain", 99), /Unprocessable/);
    assert.equal(await read(camera, "analogue_gain"), before);
});

test("all properties can be read at once", async () => {
    const all = await camera.readAllProperties();
    assert.equal(await all.get("analogue_gain").value(), await read(camera, "analogue_gain"));
});

// Observes a property while body() runs.
async function observing(thing, property, options, body) {
    const told = new Told();
    const subscription = await thing.observeProperty(property, told.listener, told.onError, options);
    try {
        await body(told);
    } finally {
        await subscription.stop();
    }
    assert.deepEqual(told.errors.filter((error) => error.name !== "AbortError"), []);
}

for (const subprotocol of ["longpoll", "sse"]) {
    test(`a property can be observed by ${subprotocol}`, async () => {
        const options = formWith(camera.getThingDescription().properties.exposure_time, subprotocol);
        await observing(camera, "exposure_time", options, async (told) => {
            if (subprotocol === "sse")
                assert.equal(await told.next(), await read(camera, "exposure_time"), "first the value");
            // A long poll is only told of changes that happen while it waits, and the test cannot see when it does.
            for (const exposure of [5000, 6000]) {
                await eventually(async () => {
                    await camera.writeProperty("exposure_time", exposure);
                    return told.values.includes(exposure) || undefined;
                });
            }
        });
    });
}

test("a property is observed when no form is chosen", async () => {
    await observing(stage, "moving", {}, async (told) => {
        await eventually(async () => {
            await ended(stage, "move_relative", await invoke(stage, "move_relative", { z: 50 }));
            return told.values.shift();
        });
    });
});

test("an action with inputs does what they say", async () => {
    const before = await read(stage, "position");
    const invocation = await invoke(stage, "move_relative", { x: 120, y: -30 });
    assert.equal((await ended(stage, "move_relative", invocation)).status, "completed");
    assert.deepEqual(await read(stage, "position"), { x: before.x + 120, y: before.y - 30, z: before.z });
});

test("an action without inputs or output completes", async () => {
    const invocation = await invoke(stage, "set_zero_position");
    const done = await ended(stage, "set_zero_position", invocation);
    assert.equal(done.status, "completed");
    assert.equal(done.output, null);
    assert.deepEqual(await read(stage, "position"), { x: 0, y: 0, z: 0 });
});

test("an action's output is found in its invocation", async () => {
    const invocation = await invoke(stage, "get_xyz_position");
    const { x, y, z } = await read(stage, "position");
    assert.deepEqual((await ended(stage, "get_xyz_position", invocation)).output, [x, y, z]);
});

test("a picture that was captured can be fetched", async () => {
    const capture = await ended(camera, "grab_jpeg", await invoke(camera, "grab_jpeg"));
    assert.equal(capture.status, "completed");
    const picture = await fetch(new URL(capture.output.href, camera.getThingDescription().base));
    assert.equal(picture.headers.get("content-type"), "image/jpeg");
});

test("inputs that do not fit are refused", async () => {
    await assert.rejects(stage.invokeAction("move_relative", { x: "far" }), /Unprocessable/);
});

test("a write is refused while a client has the lock", async () => {
    await lockIsFree();
    const move = await invoke(stage, "move_relative", { x: 60_000 });
    await eventually(async () => (await lockOwner()) ?? undefined);
    await assert.rejects(camera.writeProperty("exposure_time", 7000), /Conflict/);
    // Reading needs no lock.
    assert.equal(await read(stage, "moving"), true);
    await invoke(stage, "stop");
    await ended(stage, "move_relative", move);
    await lockIsFree();
    await camera.writeProperty("exposure_time", 7000);
    assert.equal(await read(camera, "exposure_time"), 7000);
});
