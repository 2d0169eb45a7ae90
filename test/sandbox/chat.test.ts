import postgres from "postgres";
import { plainText } from "../../adapters/sandbox/render/rich.ts";
import { LONGEST } from "../../adapters/sandbox/split.ts";
import type { MessageRef, Person, Place } from "../../src/core/platform.ts";
import type { Forms } from "../../src/ports.ts";
import { chatContract } from "../contract/chat-contract.ts";
import type { ChatHarness, Trouble } from "../contract/chat-harness.ts";
import { createCuttingProxy } from "./cutting-proxy.ts";
import { listen } from "./page-events.ts";
import { type Answer, createWorld, HOST, type ShownMessage } from "./world.ts";

const ada: Person = { platform: "sandbox", userId: "ada", name: "Ada Okoro", accountCreatedAt: null };
const staff: Place = { platform: "sandbox", channel: "staff", thread: null };

const harness = async (): Promise<ChatHarness> => {
  let answerForms: Forms = async () => null;
  let opened: Answer["body"]["form"] = null;
  let page: ReturnType<typeof listen> | null = null;
  const proxies: Awaited<ReturnType<typeof createCuttingProxy>>[] = [];
  const world = await createWorld({
    forms: (press) => answerForms(press),
    proxy: async (url) => {
      const proxy = await createCuttingProxy(url);
      proxies.push(proxy);
      return proxy.url;
    },
  });
  const [proxy] = proxies;
  const admin = postgres(world.databaseUrl, { max: 1, onnotice: () => undefined });
  let customer: Person | null = null;

  /** A real refusal of the database's, once: a sequence moves on even when the rest is rolled back. */
  const refuseOnce = (sqlState: string): Promise<unknown> =>
    admin
      .unsafe(`
        create sequence if not exists sandbox.refused;
        select setval('sandbox.refused', 1, false);
        create or replace function sandbox.refuse() returns trigger language plpgsql as $$
        begin
          if nextval('sandbox.refused') = 1 then raise exception 'not now' using errcode = '${sqlState}'; end if;
          return new;
        end $$;
        create or replace trigger refuse before insert on sandbox.delivery
          for each row execute function sandbox.refuse();`)
      .simple();
  let pending: Promise<unknown> = Promise.resolve();

  const messages = async (): Promise<readonly ShownMessage[]> => (await world.get("state")).body.messages;
  const ok = (answer: Answer) => {
    if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  const chat: ChatHarness["chat"] = {
    ...world.chat,
    start: async (receive) => {
      await world.chat.start(receive);
      const made = await world.post("customers", { name: "Max Berger" });
      customer = {
        platform: "sandbox",
        userId: made.body.userId,
        name: "Max Berger",
        accountCreatedAt: null,
      };
    },
    deliver: async (order) => {
      await pending;
      return world.chat.deliver(order);
    },
  };

  return {
    chat,
    place: staff,
    missing: { platform: "sandbox", channel: "gone", thread: null },
    person: ada,
    get opens() {
      return customer === null ? null : { channel: "support", customer };
    },
    longest: LONGEST,
    shown: async (place) =>
      (await messages())
        .filter((one) => one.channel === place.channel && one.thread === place.thread && !one.deleted)
        .filter((one) => one.author === null || one.relayed)
        .map((one) => ({ id: one.id, text: plainText(one.content).trimEnd() })),
    write: async (place, text): Promise<MessageRef> => {
      const { channel, thread } = place;
      const { id } = ok(await world.post("messages", { as: "ada", channel, thread, text }));
      return { place, id };
    },
    editOwn: async ({ id }, text) =>
      void ok(await world.call("PATCH", `messages/${id}`, { as: "ada", text })),
    deleteOwn: async ({ id }) => void ok(await world.call("DELETE", `messages/${id}`, { as: "ada" })),
    press: async ({ id }, action) => {
      opened = ok(await world.post("press", { as: "ada", messageId: id, action })).form;
    },
    forms: {
      answer: (forms) => {
        answerForms = forms;
      },
      open: async () => {
        if (opened === null) throw new Error("The last press opened no form.");
        const { title, text, fields } = opened;
        return {
          title,
          text: plainText(text),
          fields: fields.map(({ name, label, value }) => ({ name, label, value })),
        };
      },
      send: async (values) => {
        const filled = Object.fromEntries(opened?.fields.map(({ name, value }) => [name, value]) ?? []);
        const body = { as: "ada", form: opened?.id, fields: { ...filled, ...values } };
        page = listen(await world.routes(new Request(`${HOST}/api/sandbox/events`)));
        await page.next("state");
        ok(await world.post("form", body));
      },
      whispered: async () => {
        const { content } = (await page?.next("whisper"))?.data ?? {};
        return content === undefined ? [] : [plainText(content).trimEnd()];
      },
    },
    pinged: async () => (await messages()).flatMap((one) => one.mentions),
    trouble: (trouble: Trouble) => {
      if (trouble === "cut_before") proxy?.cut("before");
      else if (trouble === "cut_after") proxy?.cut("after");
      else pending = refuseOnce(trouble === "rate_limited" ? "53300" : "XX000");
    },
    // This platform's feed tells an event again only after a crash: the pump's own test covers it.
    duplicateNextEvent: () => undefined,
    close: async () => {
      await page?.leave();
      await admin.end();
      await world.close();
      await proxy?.close();
    },
  };
};

chatContract("The sandbox", harness);
