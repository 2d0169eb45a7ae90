import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { actionIdOf } from "../../adapters/slack/action-id.ts";
import type { ActionPressed } from "../../src/core/inbound.ts";
import type { Forms, Log, Receive } from "../../src/ports.ts";
import { createInboundRecorder, type InboundRecorder } from "../contract/inbound-recorder.ts";
import { buttonOf, deleteOrder, fieldOf, formOf, postOrder, whisperOrder } from "../contract/orders.ts";
import type { Reaction, SeenView } from "../emulators/slack/index.ts";
import { adviceIn } from "./forms-of.ts";
import { channelPlace, createSlackWorld, refOf, type SlackWorld } from "./harness.ts";

const MX = "please add an MX record for example.org pointing to mx1.example.org";

const drafted: Forms = async (press) =>
  formOf(press, {
    fields: [
      fieldOf({ name: "subject", label: "Subject", advice: "subject", maxLength: 80 }),
      fieldOf({ name: "request", label: "Request", kind: "paragraph", value: MX, maxLength: 3_000 }),
    ],
  });

describe.each(["socket", "http"] as const)("forms over %s", (transport) => {
  let world: SlackWorld;
  let heard: InboundRecorder;
  let receive: Receive;
  let forms: Forms;
  let lines: string[];

  beforeEach(async () => {
    heard = createInboundRecorder();
    receive = heard.receive;
    forms = drafted;
    lines = [];
    const line = (fields: object, message: string): void => {
      lines.push(
        `${message} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? String(value) : value))}`,
      );
    };
    const log: Log = { debug: line, info: line, warn: line, error: line };
    world = await createSlackWorld({
      transport,
      emulator: { ackTimeoutMs: 2_000 },
      slack: { forms: (press) => forms(press), log },
    });
    await world.chat.start((inbound) => receive(inbound));
  });
  afterEach(async () => {
    await world.chat.stop();
    expect(world.emulator.violations).toEqual([]);
    await world.close();
  });

  const pressIn = async (place = world.thread): Promise<Reaction> => {
    const button = buttonOf({ action: "handoff_draft", subject: "authentication" });
    const { messages } = await world.chat.deliver(postOrder(place, "Hand it off?", { buttons: [button] }));
    return world.rosa.presses(
      { channel: place.channel, ts: messages[0]?.id ?? "" },
      actionIdOf(button.action),
    );
  };
  const top = (): SeenView => {
    const view = world.rosa.modals().at(-1);
    if (view === undefined) throw new Error("No modal is open.");
    return view;
  };
  const advised = (words: string | null): Promise<unknown> =>
    world.emulator.until(() =>
      words === null
        ? adviceIn(top()).length === 0
        : adviceIn(top()).some((advice) => advice.includes(words)),
    );
  const calls = (method: string) => world.emulator.calls.filter((call) => call.method === method);

  it("a subject is judged while it is typed, with a better one made from the request", async () => {
    await pressIn();
    expect(adviceIn(top())).toEqual([]);
    expect(await world.rosa.entersInto("subject", "urgent!!!")).toEqual({ ok: true });
    await advised("Add MX record for example.org");
    await world.rosa.entersInto("subject", "MX record for example.org");
    await advised(null);
    await world.rosa.submitsView();
    const { fields } = await heard.next("FormSubmitted");
    expect(fields).toEqual({ subject: "MX record for example.org", request: MX });
    expect(heard.of("ActionPressed")).toEqual([]);
  });

  it("what is advised follows the last word, however fast somebody types, and costs no needless call", async () => {
    await pressIn();
    const typed = "help me please with my problem".split("");
    await Promise.all(
      typed.map((_, end) => world.rosa.entersInto("subject", typed.slice(0, end + 1).join(""))),
    );
    await world.rosa.entersInto("subject", "Add MX record for example.org");
    await advised(null);
    expect(calls("views.update").length).toBeLessThan(typed.length);
  });

  it("a subject that is filled in is judged at once", async () => {
    forms = async (press) =>
      formOf(press, { fields: [fieldOf({ name: "subject", value: "help", advice: "subject" })] });
    await pressIn();
    expect(adviceIn(top())).toHaveLength(1);
  });

  it("blanks in a field that must be filled in are told under it, and what was typed stays", async () => {
    await pressIn();
    const refused = await world.rosa.submitsView({ subject: "   ", request: "Something else" });
    expect(refused).toEqual({ ok: false, errors: { subject: "Please write something here." } });
    expect(heard.of("FormSubmitted")).toEqual([]);
    expect(await world.rosa.submitsView({ subject: "MX for example.org" })).toEqual({ ok: true });
    const { fields } = await heard.next("FormSubmitted");
    expect(fields).toEqual({ subject: "MX for example.org", request: "Something else" });
    expect(world.rosa.modals()).toEqual([]);
  });

  it("what could not be made durable is not taken: the form stays open, and is sent again as the same", async () => {
    await pressIn();
    const keys: string[] = [];
    receive = async (inbound) => {
      if ("key" in inbound) keys.push(inbound.key);
      throw new Error("The database is away.");
    };
    expect(await world.rosa.submitsView({ subject: "MX for example.org" })).toMatchObject({ ok: false });
    expect(world.rosa.modals()).toHaveLength(1);
    receive = heard.receive;
    expect(await world.rosa.submitsView()).toEqual({ ok: true });
    const submitted = await heard.next("FormSubmitted");
    expect(submitted.fields["subject"]).toBe("MX for example.org");
    expect(new Set([...keys, submitted.key]).size).toBe(1);
  });

  it("a form whose opening was not answered is open, and its press is not told", async () => {
    world.emulator.apiFaults.inject(({ method }) => method === "views.open", { kind: "cut-after" });
    expect(await pressIn()).toEqual({ ok: true });
    expect(world.rosa.modals()).toHaveLength(1);
    expect(heard.of("ActionPressed")).toEqual([]);
  });

  it("a form that Slack refuses is told as a press", async () => {
    forms = async (press) => formOf(press, { fields: [], subject: "x".repeat(3_000) });
    expect(await pressIn()).toEqual({ ok: true });
    expect(await heard.next("ActionPressed")).toMatchObject({
      action: "handoff_draft",
      subject: "authentication",
    });
    expect(world.rosa.modals()).toEqual([]);
  });

  it("people and channels that are named in a form come by their names", async () => {
    await pressIn();
    const request = `ask <@${world.rosa.id}> in <#${world.staff.id}> & wait`;
    await world.rosa.submitsView({ subject: "MX for example.org", request });
    const { fields } = await heard.next("FormSubmitted");
    expect(fields["request"]).toBe("ask @rosa in #desk & wait");
  });

  it("a whisper stays while the form is open, and goes when it is sent; the answer comes where it was", async () => {
    const button = buttonOf({ action: "handoff_draft", subject: "access" });
    const place = channelPlace(world.staff);
    await world.chat.deliver(whisperOrder(place, world.rosa.id, "Who drafts it?", { buttons: [button] }));
    const whispers = () => world.rosa.sees(world.staff).filter(({ ephemeral }) => ephemeral);
    const [whisper] = whispers();
    if (whisper === undefined) throw new Error("Nothing was whispered.");
    await world.rosa.presses(whisper, actionIdOf(button.action));
    expect(whispers()).toHaveLength(1);
    await world.rosa.submitsView({ subject: "MX for example.org" });
    await world.emulator.until(() => whispers().length === 0);
    const { reply, place: sentFrom } = await heard.next("FormSubmitted");
    expect(sentFrom).toEqual(place);
    await world.chat.deliver(whisperOrder(place, world.rosa.id, "Drafted.", { reply }));
    expect(whispers().map(({ shown }) => shown)).toEqual(["Drafted."]);
    expect(calls("chat.postEphemeral")).toHaveLength(1);
  });

  it("a form that is closed is nothing to the desk", async () => {
    await pressIn();
    await world.rosa.closesView();
    expect(world.rosa.modals()).toEqual([]);
    expect(heard.all).toEqual([]);
  });

  it("nothing that is typed is ever logged, whatever goes wrong", async () => {
    const secret = "hunter2-of-example";
    await pressIn();
    world.emulator.apiFaults.inject(({ method }) => method === "views.update", {
      kind: "respond",
      status: 500,
      body: {},
    });
    await world.rosa.entersInto("subject", secret);
    await world.rosa.entersInto("subject", "help");
    await advised("any ticket");
    receive = async () => {
      throw new Error("The database is away.");
    };
    await world.rosa.submitsView({ subject: `${secret} for example.org`, request: secret });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("\n")).not.toContain(secret);
  });

  it("“Hand off…” on a message of a thread is a press at that place, of no conversation by name", async () => {
    const reply = world.rosa.repliesInThread(world.staff, world.thread.thread ?? "", "too long for a chat");
    expect(await world.rosa.usesShortcut("handoff", reply)).toEqual({ ok: true });
    const expected: Partial<ActionPressed> = {
      action: "handoff",
      conversationId: "",
      subject: null,
      place: world.thread,
      reply: null,
    };
    expect(await heard.next("ActionPressed")).toMatchObject(expected);
    await world.rosa.usesShortcut("handoff", { channel: world.staff.id, ts: world.thread.thread ?? "" });
    const onCard = await heard.next("ActionPressed", ({ key }) => !key.includes(reply.ts));
    expect(onCard).toMatchObject(expected);
  });

  it("a shortcut that the desk does not know is counted and acknowledged", async () => {
    const message = world.rosa.posts(world.staff, "hello");
    expect(await world.rosa.usesShortcut("of_another_time", message)).toEqual({ ok: true });
    expect(world.counted).toContainEqual({
      name: "inbound_ignored",
      labels: { platform: "slack", reason: "shortcut" },
    });
  });

  it("somebody else's message cannot be deleted by an app: refused without asking", async () => {
    const message = refOf(world.rosa.posts(world.staff, "my password is hunter2"));
    await expect(world.chat.deliver({ ...deleteOrder([message]), by: "person" })).rejects.toMatchObject({
      kind: "refused",
      failure: { reason: "forbidden", code: "cant_delete_message" },
    });
    expect(calls("chat.delete")).toEqual([]);
  });
});
