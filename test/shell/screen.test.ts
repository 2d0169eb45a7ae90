import { expect, test } from "vitest";
import { WITHHELD, WITHHELD_NAME } from "../../src/core/gate/secrets/removed.ts";
import { findSecrets } from "../../src/core/gate/secrets.ts";
import type { DeskCommanded, Inbound, MessageEdited, MessagePosted } from "../../src/core/inbound.ts";
import type { Person, Place } from "../../src/core/platform.ts";
import { createScreen } from "../../src/shell/screen.ts";
import { quietLog } from "../support/quiet-log.ts";

const place: Place = { platform: "sandbox", channel: "support", thread: null };
const author: Person = { platform: "sandbox", userId: "anna", name: "Anna", accountCreatedAt: null };
const screen = createScreen({ find: async (text) => findSecrets(text), log: quietLog });

const posted = (text: string, files: readonly string[] = []): MessagePosted => ({
  type: "MessagePosted",
  key: "m1",
  at: 0,
  message: { place, id: "1" },
  author,
  text,
  attachments: files.map((name) => ({
    name,
    url: `https://cdn.example.org/attachments/1/2/${name}?ex=1`,
    size: 1,
    mimeType: null,
  })),
  direct: false,
  mentionsDesk: false,
  addressedTo: null,
});
const edited = (text: string): MessageEdited => ({
  type: "MessageEdited",
  key: "e1",
  at: 0,
  message: { place, id: "1" },
  text,
});
const commanded = (words: readonly string[]): DeskCommanded => ({
  type: "DeskCommanded",
  key: "c1",
  at: 0,
  verb: "handoff",
  words,
  place,
  author,
  reply: null,
});

test("a message keeps what was said around its secrets, and names their kinds once", async () => {
  expect(await screen(posted("pw: hunter2, pin 4821, old pw: hunter3"))).toMatchObject({
    text: "pw: [password removed], pin [code removed], old pw: [password removed]",
    secrets: ["code", "password"],
  });
});

test("a message without secrets stays the same to the letter, and names none", async () => {
  const inbound = posted("My site is down", ["screenshot.png", "password-reset-error.png"]);
  expect(await screen(inbound)).toEqual(inbound);
});

test("a file's name is read too, and its link goes where it repeats the name", async () => {
  const { attachments, secrets } = (await screen(
    posted("", ["my_password_is_Kestrel44.txt"]),
  )) as MessagePosted;
  expect(JSON.stringify(attachments)).not.toContain("Kestrel44");
  expect(attachments[0]?.url).toBe("https://cdn.example.org/");
  expect(secrets).toEqual(["password"]);
});

test("an edit is read", async () => {
  expect(await screen(edited("my password is hunter2"))).toMatchObject({
    text: "my password is [password removed]",
    secrets: ["password"],
  });
});

test("both fields of a request are read", async () => {
  const inbound: Inbound = {
    type: "ConversationRequested",
    key: "r1",
    at: 0,
    door: "panel",
    place,
    author,
    description: "my pin is 4821",
    subject: "password: hunter2",
    reply: null,
  };
  expect(await screen(inbound)).toMatchObject({
    description: "my pin is [code removed]",
    subject: "password: [password removed]",
    secrets: ["code", "password"],
  });
});

test("the words of a command are read as one text", async () => {
  expect(await screen(commanded(["12", "password", "is", "hunter2"]))).toMatchObject({
    words: ["12", "password", "is", "[password", "removed]"],
    secrets: ["password"],
  });
  expect(await screen(commanded(["12", "access"]))).toEqual(commanded(["12", "access"]));
});

test("screening twice changes nothing more", async () => {
  const once = (await screen(posted("pw: hunter2"))) as MessagePosted;
  expect(((await screen(once)) as MessagePosted).text).toBe(once.text);
});

test("a text that cannot be searched is withheld, not the event, and no log line repeats it", async () => {
  const lines: unknown[] = [];
  const failing = createScreen({
    find: async (text) => {
      throw new Error(`no rule for ${text}`);
    },
    log: { ...quietLog, error: (fields, message) => void lines.push(fields, message) },
  });
  const inbound = await failing(posted("pw: hunter2", ["hunter2.txt"]));
  expect(inbound).toMatchObject({ key: "m1", text: WITHHELD, attachments: [{ name: WITHHELD_NAME }] });
  expect(lines).not.toHaveLength(0);
  expect(JSON.stringify([inbound, lines])).not.toContain("hunter2");
});
