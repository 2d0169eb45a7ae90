import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ShownForm } from "../../adapters/sandbox/platform.ts";
import { createInboundRecorder, type InboundRecorder } from "../contract/inbound-recorder.ts";
import { buttonOf, formOf, postOrder, whisperOrder } from "../contract/orders.ts";
import { createWorld, type World } from "./world.ts";

const staff = { platform: "sandbox", channel: "staff", thread: null } as const;

describe("a form in the sandbox", () => {
  let world: World;
  let heard: InboundRecorder;

  beforeEach(async () => {
    world = await createWorld({ forms: async (press) => formOf(press) });
    heard = createInboundRecorder();
    await world.chat.start(heard.receive);
  });
  afterEach(async () => {
    await world.chat.stop();
    await world.close();
  });

  const press = async (messageId: string | undefined): Promise<ShownForm> => {
    const { body } = await world.post("press", { as: "ada", messageId, action: "handoff_draft" });
    if (body.form === null) throw new Error("The press opened no form.");
    return body.form;
  };

  const open = async (): Promise<ShownForm> => {
    const buttons = [buttonOf({ action: "handoff_draft" })];
    const { messages } = await world.chat.deliver(postOrder(staff, "Hand it off?", { buttons }));
    return press(messages[0]?.id);
  };

  const typed = { subject: "MX for example.org", request: "mx1", category: "dns" };

  it("says of each field what is wrong with it, and stays open", async () => {
    const form = await open();
    const fields = { subject: "  ", request: "x".repeat(5_000), category: "none of these" };
    const refused = await world.post("form", { as: "ada", form: form.id, fields });
    expect(refused.status).toBe(400);
    expect(refused.body.error).toMatchObject({
      code: "form_faults",
      fields: {
        subject: expect.stringContaining("write something"),
        request: expect.stringContaining("5,000"),
        category: expect.stringContaining("write something"),
      },
    });
    expect((await world.post("form", { as: "ada", form: form.id, fields: typed })).status).toBe(202);
    expect((await heard.next("FormSubmitted")).fields).toEqual(typed);
  });

  it("is sent once, and by nobody else", async () => {
    const form = await open();
    const by = (as: string) => world.post("form", { as, form: form.id, fields: typed });
    expect((await by("ben")).body.error.code).toBe("unknown_form");
    expect((await by("ada")).status).toBe(202);
    expect((await by("ada")).body.error.message).toContain("press its button again");
  });

  it("leaves the whisper that it came from until it is sent: closed by mistake, it opens again", async () => {
    const order = whisperOrder(staff, "ada", "Why?", { buttons: [buttonOf({ action: "handoff_draft" })] });
    await world.chat.deliver(order);
    const whisper = `whisper-${order.id}`;
    await press(whisper);
    const form = await press(whisper);
    await world.post("form", { as: "ada", form: form.id, fields: typed });
    const again = await world.post("press", { as: "ada", messageId: whisper, action: "handoff_draft" });
    expect(again.body.error.code).toBe("unknown_message");
  });

  it("advises on a subject while it is typed", async () => {
    const advise = async (subject: string, request: string) =>
      (await world.post("advice", { subject, request })).body.advice;
    expect(await advise("help", "please add an MX record for example.org")).toMatchObject({
      text: expect.stringContaining("could be any ticket"),
      suggestion: expect.stringContaining("MX record"),
    });
    expect(await advise("Add an MX record for example.org", "please")).toBeNull();
  });
});
