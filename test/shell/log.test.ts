import { describe, expect, test } from "vitest";
import { createLog } from "../../src/shell/log.ts";

const lines = (level = "debug", pretty = false) => {
  const written: string[] = [];
  const log = createLog({ level, pretty, write: (line) => written.push(line) });
  return { log, written, last: (): Record<string, unknown> => JSON.parse(written.at(-1) ?? "{}") };
};

const BOT = "MTA0MjEwNDIxMDQyMTA0MjEw.GhIjKl.abcdefghijklmnopqrstuvwxyz0123456789AB";

describe("createLog", () => {
  test("writes one line of JSON an event, from its level on", () => {
    const { log, written, last } = lines("info");
    log.debug({}, "quiet");
    log.info({ conversationId: "c1", ms: 12 }, "relayed");
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/\n$/);
    expect(last()).toMatchObject({ level: "info", msg: "relayed", conversationId: "c1", ms: 12 });
    expect(String(last()["time"])).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test("hides what people wrote and every secret, however deep", () => {
    const { log, written } = lines();
    log.warn(
      {
        inbound: { type: "MessagePosted", text: "my pw is hunter2", author: { userId: "1" } },
        order: { body: { kind: "text", text: "hunter2" } },
        subject: "hunter2",
        list: [{ description: "hunter2" }, new Map([["content", "hunter2"]])],
        headers: { Authorization: "Bot hunter2", "x-slack-signature": "ok" },
        botToken: "hunter2",
        signing_secret: "hunter2",
        email: "hunter2",
      },
      "handled",
    );
    expect(written[0]).not.toContain("hunter2");
    expect(written[0]).toContain("MessagePosted");
  });

  test("hides tokens and addresses inside of other texts", () => {
    const { log, written, last } = lines();
    log.error(
      {
        why: `token ${BOT} refused, xoxb-12-34-abcDEF and xapp-1-A-2-abc too`,
        url: "https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24/messages/@original",
        response: "https://hooks.slack.com/actions/T1/2/abc",
        database: "postgres://desk:hunter2@db:5432/desk",
      },
      "told ana.b+c@mail.example.co.uk about it",
    );
    expect(written[0]).not.toMatch(/GhIjKl|12-34|xapp-1|aW50|T1\/2|hunter2|example\.co/);
    expect(last()).toMatchObject({
      msg: "told [e-mail] about it",
      why: "token [discord token] refused, [slack token] and [slack token] too",
      database: "postgres://desk:[password]@db:5432/desk",
    });
  });

  test("tells of an error what helps, and neither its request nor the query's values", () => {
    const { log, written, last } = lines();
    const cause = Object.assign(new Error("no 50007"), {
      code: 50007,
      requestBody: { json: { content: "hunter2" } },
    });
    const error = new Error(
      "Failed query: insert into message values ($1)\nparams: hunter2,\nhunter2 again",
      { cause },
    );
    log.error({ err: error }, "failed");
    expect(written[0]).not.toContain("hunter2");
    expect(last()).toMatchObject({
      err: {
        type: "Error",
        message: "Failed query: insert into message values ($1)\nparams: [hidden]",
        stack: expect.stringContaining("log.test.ts"),
        cause: { message: "no 50007", code: 50007 },
      },
    });
  });

  test("survives what JSON cannot hold", () => {
    const { log, last } = lines();
    const loop: Record<string, unknown> = { big: 12n, run: () => 1, bytes: new Uint8Array(3), nothing: null };
    loop["self"] = loop;
    log.info(loop, "odd");
    expect(last()).toMatchObject({ big: "12", bytes: "[3 bytes]", nothing: null });
  });

  test("a person at a terminal reads short lines", () => {
    const { log, written } = lines("info", true);
    log.warn({ code: 50007, why: "it is closed", err: new Error("boom") }, "not sent");
    expect(written[0]).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} WARN {2}not sent {2}code=50007 why="it is closed" err=\n {4}Error: boom/,
    );
  });
});
