import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkDiscord } from "../../adapters/discord/index.ts";
import { modalOf } from "../../adapters/discord/modal.ts";
import { FORM_ACTIONS } from "../../src/core/actions.ts";
import type { Form, FormField } from "../../src/core/form.ts";
import type { Place } from "../../src/core/platform.ts";
import type { Chat, Forms, Receive } from "../../src/ports.ts";
import { buttonOf, deleteOrder, fieldOf, formOf, postOrder, whisperOrder } from "../contract/orders.ts";
import type { Message, Reaction } from "../emulators/discord/index.ts";
import { modalOf as asDiscordReads } from "../emulators/discord/modal-form.ts";
import { createScene, customIdOf, openThread, refTo, type Scene, TOKEN } from "./scene.ts";

describe("forms on Discord", () => {
  let scene: Scene;
  let chat: Chat;
  let place: Place;
  let forms: Forms;
  let receive: Receive;

  beforeEach(async () => {
    forms = async (press) => formOf(press);
    scene = await createScene();
    receive = scene.heard.receive;
    chat = scene.createChat(scene.desk, { forms: (press) => forms(press) });
    await chat.start((inbound) => receive(inbound));
    place = await openThread({ ...scene, chat });
  });
  afterEach(async () => {
    await chat.stop();
    await scene.close();
  });

  const pressed = async (): Promise<Reaction> => {
    const button = buttonOf({ action: "gate_ticket", subject: "m1" });
    await chat.deliver(postOrder(place, "Shall we?", { buttons: [button] }));
    const message: Message | undefined = scene.discord.messagesIn({ id: place.channel }).at(-1);
    if (message === undefined) throw new Error("There is no message.");
    return scene.anna.presses(message, customIdOf(message, "gate_ticket"));
  };
  const inThread = () => scene.discord.messagesIn({ id: place.channel }).map(({ content }) => content);

  it("who is named in a form comes by name; a choice comes as it was offered", async () => {
    const modal = await (await pressed()).modal();
    const request = `ask ${scene.anna.mention} about <#${scene.support.id}>`;
    scene.anna.submitsModal(modal, { subject: "MX for example.org", request, category: "server" });
    expect(await scene.heard.next("FormSubmitted")).toMatchObject({
      fields: { request: "ask @Anna about #support", category: "server" },
    });
  });

  it("a form's answer is for its sender alone, and the message behind it stays as it was", async () => {
    const before = await pressed();
    const submitted = scene.anna.submitsModal(await before.modal(), { subject: "MX for example.org" });
    expect((await submitted.answer()).kind).toBe("deferred-update");
    const { reply } = await scene.heard.next("FormSubmitted");
    const said = inThread();
    await chat.deliver(whisperOrder(place, scene.anna.id, "Ticket drafted.", { reply }));
    expect(inThread()).toEqual(said);
    const alone = scene.anna.messagesIn(place.channel).filter(({ ephemeralFor }) => ephemeralFor !== null);
    expect(alone.map(({ content }) => content)).toEqual(["Ticket drafted."]);
  });

  it("a form that Discord would refuse is told as a press", async () => {
    const twice = [
      { value: "dns", label: "DNS" },
      { value: "dns", label: "DNS again" },
    ];
    forms = async (press) =>
      formOf(press, { fields: [fieldOf({ name: "a", kind: "choice", choices: twice })] });
    expect((await (await pressed()).answer()).kind).toBe("deferred-update");
    expect(await scene.heard.next("ActionPressed")).toMatchObject({ action: "gate_ticket", subject: "m1" });
  });

  it("a form whose ids do not fit into a custom id is told as a press", async () => {
    forms = async (press) => formOf(press, { subject: "x".repeat(100) });
    await pressed();
    expect(await scene.heard.next("ActionPressed")).toMatchObject({ action: "gate_ticket", subject: "m1" });
  });

  it("neither a form in time nor the database: the press is acknowledged before Discord gives up, and taken later", async () => {
    forms = () => new Promise(() => undefined);
    let away = true;
    receive = async (inbound) => {
      if (away) throw new Error("The database is away.");
      await scene.heard.receive(inbound);
    };
    const before = performance.now();
    expect((await (await pressed()).answer()).kind).toBe("deferred-update");
    expect(performance.now() - before).toBeLessThan(3_000);
    away = false;
    expect(await scene.heard.next("ActionPressed")).toMatchObject({ action: "gate_ticket" });
  });

  it("what is sent while the database is away is acknowledged in time, and taken when it is back", async () => {
    const modal = await (await pressed()).modal();
    let away = true;
    receive = async (inbound) => {
      if (away) throw new Error("The database is away.");
      await scene.heard.receive(inbound);
    };
    await scene.anna.submitsModal(modal, { subject: "MX for example.org" }).answer();
    away = false;
    expect((await scene.heard.next("FormSubmitted")).fields["subject"]).toBe("MX for example.org");
  });

  it("what the desk cannot take any more because it stops is given back to whoever typed it", async () => {
    forms = async (press) => {
      const form = formOf(press);
      return { ...form, fields: form.fields.map((field) => ({ ...field, maxLength: 4_000 })) };
    };
    const modal = await (await pressed()).modal();
    receive = async () => {
      throw new Error("The database is away.");
    };
    const request = "the whole story ".repeat(200).trim();
    await scene.anna.submitsModal(modal, { subject: "MX for example.org", request }).answer();
    await chat.stop();
    const given = (): string =>
      scene.anna
        .messagesIn(place.channel)
        .filter(({ ephemeralFor }) => ephemeralFor !== null)
        .map(({ content }) => content.replace(/^> /gm, ""))
        .join(" ");
    await scene.discord.until(() => given().split("the whole story").length === 201);
    expect(given()).toContain("MX for example.org");
  });

  it("nothing that is typed is ever logged", async () => {
    const modal = await (await pressed()).modal();
    receive = async () => {
      throw new Error("The database is away.");
    };
    await scene.anna.submitsModal(modal, { subject: "hunter2 for example.org" }).answer();
    await chat.stop();
    expect(scene.log.lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(scene.log.lines)).not.toContain("hunter2");
  });

  it("every form of the core fits into a modal as Discord takes it", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 200 });
    const field: fc.Arbitrary<Omit<FormField, "name">> = fc.record({
      label: fc.string({ minLength: 1, maxLength: 60 }),
      hint: fc.option(text),
      value: text,
      kind: fc.constantFrom("line" as const, "paragraph" as const, "choice" as const),
      choices: fc
        .uniqueArray(fc.integer(), { minLength: 1, maxLength: 25 })
        .map((ids) => ids.map((id) => ({ value: String(id), label: `Choice ${id} `.repeat(12) }))),
      required: fc.boolean(),
      maxLength: fc.integer({ min: 1, max: 9_000 }),
      advice: fc.constant(null),
    });
    const form: fc.Arbitrary<Form> = fc.record({
      action: fc.constantFrom(...FORM_ACTIONS),
      conversationId: fc.stringMatching(/^[a-z0-9-]{0,25}$/),
      subject: fc.option(fc.stringMatching(/^[a-z0-9:-]{1,25}$/)),
      title: fc.string({ minLength: 1, maxLength: 80 }),
      submit: text,
      text: fc.option(text.map((one) => one.repeat(30))),
      fields: fc
        .array(field, { minLength: 1, maxLength: 5 })
        .map((fields) => fields.map((one, index) => ({ ...one, name: `f${index}` }))),
    });
    fc.assert(
      fc.property(form, (one) => {
        expect(asDiscordReads(modalOf(one)).components.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe("a secret that a customer pasted", () => {
  const CUSTOMER_CHANNEL = [
    "ViewChannel",
    "SendMessages",
    "SendMessagesInThreads",
    "CreatePrivateThreads",
    "ManageThreads",
    "ReadMessageHistory",
  ] as const;
  let scene: Scene;
  let place: Place;

  const start = async (
    permissions: NonNullable<Parameters<Scene["discord"]["addBot"]>[0]["permissions"]>,
  ) => {
    scene = await createScene({ bot: { permissions } });
    scene.discord.overwrite(
      scene.support,
      { id: scene.bot.id, type: 1 },
      { allow: ["SendMessages", "CreatePrivateThreads"] },
    );
    await scene.chat.start(scene.heard.receive);
    place = await openThread(scene);
  };
  afterEach(async () => {
    await scene.chat.stop();
    await scene.close();
  });

  const pastes = async () => {
    const message = scene.anna.sends(place.channel, "my password is hunter2");
    await scene.heard.next("MessagePosted");
    return message;
  };
  const secrets = async () =>
    (
      await checkDiscord({
        desks: [scene.desk],
        token: TOKEN,
        apiUrl: scene.discord.apiUrl,
        clock: { now: scene.discord.world.now },
      })
    ).find(({ name }) => name.endsWith("secrets that customers paste"));

  it("is deleted where the desk may manage messages; that it goes is no news", async () => {
    await start([...CUSTOMER_CHANNEL, "ManageMessages"]);
    const message = await pastes();
    await scene.chat.deliver({ ...deleteOrder([refTo(message)]), by: "person" });
    expect(scene.anna.messagesIn(place.channel).map(({ id }) => id)).not.toContain(message.id);
    scene.anna.sends(place.channel, "marker");
    await scene.heard.next("MessagePosted", ({ text }) => text === "marker");
    expect(scene.heard.of("MessageDeleted")).toEqual([]);
    expect(await secrets()).toMatchObject({ ok: true, detail: expect.stringContaining("can delete") });
  });

  it("stays where it may not, which is told, and is gone when its author deletes it", async () => {
    await start(CUSTOMER_CHANNEL);
    const message = await pastes();
    await expect(
      scene.chat.deliver({ ...deleteOrder([refTo(message)]), by: "person" }),
    ).rejects.toMatchObject({ kind: "refused", failure: { reason: "forbidden", code: "50013" } });
    scene.anna.deletes(message);
    expect(await scene.heard.next("MessageDeleted")).toMatchObject({ message: refTo(message) });
    expect(await secrets()).toMatchObject({ ok: true, detail: expect.stringContaining('"Manage Messages"') });
  });

  it("cannot be deleted in direct messages, by nobody but its author", async () => {
    await start([...CUSTOMER_CHANNEL, "ManageMessages"]);
    const message = scene.anna.sendsDm(scene.bot, "my password is hunter2");
    await scene.heard.next("MessagePosted", ({ direct }) => direct);
    await expect(
      scene.chat.deliver({ ...deleteOrder([refTo(message)]), by: "person" }),
    ).rejects.toMatchObject({ kind: "refused", failure: { reason: "forbidden", code: "50003" } });
  });
});
