// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// node-wot with one small Thing. Usage: servenodewot.js FOLDER PORT; its packages are in FOLDER.

const { createRequire } = require("node:module");

const [folder, port] = process.argv.slice(2);
const fromFolder = createRequire(`${folder}/`);
const { Servient } = fromFolder("@node-wot/core");
const { HttpServer } = fromFolder("@node-wot/binding-http");

async function serve() {
    let number = 42;
    const servient = new Servient();
    servient.addServer(new HttpServer({ address: "127.0.0.1", port: Number(port) }));
    const wot = await servient.start();
    const thing = await wot.produce({
        title: "bench",
        properties: { number: { type: "integer" } },
        actions: { noop: {} },
    });
    thing.setPropertyReadHandler("number", async () => number);
    thing.setPropertyWriteHandler("number", async (input) => {
        number = await input.value();
    });
    thing.setActionHandler("noop", async () => undefined);
    await thing.expose();
}

serve();
