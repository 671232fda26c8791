// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

const { Servient } = require("@node-wot/core");
const { HttpClientFactory } = require("@node-wot/binding-http");

const server = process.env.HOLDFAST_URL;
const generous = 30_000;

// A consumer that knows one address: that of the server's own description. It learns everything else from
// Thing Descriptions.
class Consumer {
    async start() {
        this.servient = new Servient();
        this.servient.addClientFactory(new HttpClientFactory());
        this.wot = await this.servient.start();
        this.directory = await this.thing(new URL("/.well-known/wot", server).href);
    }

    async thing(url) {
        return this.wot.consume(await this.wot.requestThingDescription(url));
    }

    // The Thing that the server's own description links to under this title.
    async find(title) {
        const { base, links } = this.directory.getThingDescription();
        for (const link of links.filter((each) => each.rel === "item")) {
            const description = await this.wot.requestThingDescription(new URL(link.href, base).href);
            if (description.title === title)
                return this.wot.consume(description);
        }
        throw new Error(`no Thing is called ${title}`);
    }

    async end() {
        await this.servient.shutdown();
    }
}

// Polls fulfil() until its value is not undefined, and returns that.
async function eventually(fulfil) {
    const end = Date.now() + generous;
    for (;;) {
        const value = await fulfil();
        if (value !== undefined)
            return value;
        if (Date.now() > end)
            throw new Error(`waited in vain: ${fulfil}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

// The notifications, in order; next() waits for the one after those that it has returned.
class Told {
    constructor() {
        this.values = [];
        this.errors = [];
        this.listener = async (output) => this.values.push(await output.value());
        this.onError = (error) => this.errors.push(error);
    }

    next() {
        return eventually(() => this.values.shift());
    }
}

// Returns the index of the form with this subprotocol among an affordance's forms.
function formWith(affordance, subprotocol) {
    const index = affordance.forms.findIndex((form) => form.subprotocol === subprotocol);
    if (index < 0)
        throw new Error(`no form has the subprotocol ${subprotocol}`);
    return { formIndex: index };
}

// Follows the queryaction form of an action's answer, and returns the invocation once it is over.
async function ended(thing, action, invocation) {
    const { base, actions } = thing.getThingDescription();
    const form = actions[action].forms.find((each) => [each.op].flat().includes("queryaction"));
    const url = new URL(form.href.replace("{id}", invocation.id), base);
    return eventually(async () => {
        const now = await (await fetch(url)).json();
        return ["pending", "running"].includes(now.status) ? undefined : now;
    });
}

module.exports = { Consumer, Told, ended, eventually, formWith };
