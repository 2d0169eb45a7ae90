import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AppHandle, createSlackEmulator, type Person, type SlackEmulator } from "./slack/index.ts";

const plain = (text: string) => ({ type: "plain_text", text });

const input = (id: string, more: object = {}, block: object = {}) => ({
  type: "input",
  block_id: id,
  label: plain(id),
  element: { type: "plain_text_input", action_id: id, ...more },
  ...block,
});

const modal = (...blocks: readonly object[]) => ({
  type: "modal",
  callback_id: "test",
  title: plain("A form"),
  submit: plain("Send"),
  blocks,
});

describe("modals of Slack's", () => {
  let slack: SlackEmulator;
  let app: AppHandle;
  let rosa: Person;

  beforeEach(async () => {
    slack = await createSlackEmulator({ limits: { enabled: false }, ackTimeoutMs: 50 });
    app = slack.addApp();
    rosa = slack.addUser({ name: "rosa" });
  });
  afterEach(() => slack.close());

  const call = async (method: string, args: object): Promise<Readonly<Record<string, unknown>>> => {
    const response = await fetch(new URL(method, slack.apiUrl), {
      method: "POST",
      headers: { authorization: `Bearer ${app.botToken}`, "content-type": "application/json" },
      body: JSON.stringify(args),
    });
    return (await response.json()) as Readonly<Record<string, unknown>>;
  };
  const trigger = async (): Promise<string> => {
    const channel = slack.addChannel({
      name: `c${slack.deliveries.length}`,
      members: [rosa, app],
    });
    await rosa.usesShortcut("any", rosa.posts(channel, "hello"));
    const sent = slack.deliveries.at(-1)?.payload as { readonly trigger_id: string };
    return sent.trigger_id;
  };
  const opened = async (...blocks: readonly object[]) =>
    call("views.open", { trigger_id: await trigger(), view: modal(...blocks) });
  const idOf = (answer: Readonly<Record<string, unknown>>): string => (answer["view"] as { id: string }).id;

  it.each([
    ["more than 3,000 characters", input("a", { max_length: 3_001 })],
    ["a value longer than the field", input("a", { max_length: 3, initial_value: "four" })],
    [
      "an initial option that is none of the options",
      {
        ...input("a"),
        element: {
          type: "static_select",
          action_id: "a",
          options: [{ text: plain("A"), value: "a" }],
          initial_option: { text: plain("B"), value: "b" },
        },
      },
    ],
  ])("an input with %s is refused", async (_, block) => {
    expect(await opened(block)).toMatchObject({ ok: false });
    expect(rosa.modals()).toEqual([]);
  });

  it("what was typed stays where the ids stay, and goes where they change", async () => {
    const view = idOf(await opened(input("a"), input("b")));
    await rosa.entersInto("a", "kept");
    await rosa.entersInto("b", "lost");
    await call("views.update", {
      view_id: view,
      view: modal(input("a"), input("c", {}, { optional: true })),
    });
    await rosa.submitsView();
    expect(slack.deliveries.at(-1)?.payload).toMatchObject({
      view: { state: { values: { a: { a: { value: "kept" } }, c: { c: { value: null } } } } },
    });
  });

  it("keystrokes are told where the input asks for them, and nowhere else", async () => {
    const asks = { dispatch_action_config: { trigger_actions_on: ["on_character_entered"] } };
    await opened(
      input("a", asks, { dispatch_action: true }),
      input("b"),
      input("c", {}, { dispatch_action: true }),
    );
    const before = slack.deliveries.length;
    await rosa.entersInto("b", "silent");
    await rosa.entersInto("c", "waits for enter");
    expect(slack.deliveries).toHaveLength(before);
    await rosa.entersInto("a", "told");
    expect(slack.deliveries.at(-1)?.payload).toMatchObject({
      type: "block_actions",
      container: { type: "view" },
      actions: [{ type: "plain_text_input", block_id: "a", value: "told" }],
      view: { state: { values: { b: { b: { value: "silent" } } } } },
    });
  });

  it("the client lets nothing go that is empty or too long", async () => {
    await opened(input("a", { max_length: 3 }));
    await expect(rosa.submitsView()).rejects.toThrow("required");
    await expect(rosa.submitsView({ a: "four" })).rejects.toThrow("at most 3");
  });

  it("a trigger serves once", async () => {
    const once = await trigger();
    expect(await call("views.open", { trigger_id: once, view: modal(input("a")) })).toMatchObject({
      ok: true,
    });
    expect(await call("views.open", { trigger_id: once, view: modal(input("a")) })).toMatchObject({
      error: "exchanged_trigger_id",
    });
  });

  it("a shortcut that the app did not register is not in the menu", async () => {
    const other = await createSlackEmulator({ ackTimeoutMs: 50 });
    const desk = other.addApp({ shortcuts: ["handoff"] });
    const sam = other.addUser({ name: "sam" });
    const channel = other.addChannel({ name: "desk", members: [sam, desk] });
    const message = sam.posts(channel, "hello");
    await expect(sam.usesShortcut("another", message)).rejects.toThrow("does not offer it");
    await other.close();
  });
});
