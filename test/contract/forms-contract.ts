import { describe, expect, it } from "vitest";
import type { ActionPressed } from "../../src/core/inbound.ts";
import type { ChatHarness, FormsHarness } from "./chat-harness.ts";
import type { InboundRecorder } from "./inbound-recorder.ts";
import { buttonOf, formOf, freshId, postOrder, whisperOrder } from "./orders.ts";

export interface Asked {
  readonly world: ChatHarness;
  readonly heard: InboundRecorder;
}

/** What forms promise wherever an adapter opens them (ports.ts, Forms; core/form.ts). */
export const formsContract = (asked: () => Asked): void => {
  describe("opens forms", () => {
    const withForms =
      (check: (asked: Asked & { readonly forms: FormsHarness }) => Promise<void>) =>
      async (context: { readonly skip: (why: string) => void }): Promise<void> => {
        const { world, heard } = asked();
        if (world.forms === undefined) return context.skip("this adapter opens no forms yet");
        await check({ world, heard, forms: world.forms });
      };

    const button = () => buttonOf({ action: "handoff_draft", subject: freshId() });

    const pressOn = async (world: ChatHarness, pressed = button()): Promise<typeof pressed> => {
      const { messages } = await world.chat.deliver(
        postOrder(world.place, "Hand it off?", { buttons: [pressed] }),
      );
      const message = messages.at(-1);
      if (message === undefined) throw new Error("The receipt names no message.");
      await world.press(message, pressed.action);
      return pressed;
    };

    it(
      "a press that opens a form shows it, filled in, and is not told itself",
      withForms(async ({ world, heard, forms }) => {
        const presses: Partial<ActionPressed>[] = [];
        forms.answer(async (press) => {
          presses.push(press);
          return formOf(press);
        });
        const pressed = await pressOn(world);
        const form = await forms.open();
        expect(form.title).toBe("Hand off");
        expect(form.text).toContain("Nothing happens before the customer confirms.");
        expect(form.fields).toEqual([
          { name: "subject", label: "Subject", value: "" },
          { name: "request", label: "Request", value: "Add an MX record" },
          { name: "category", label: "Category", value: "dns" },
        ]);
        expect(presses).toMatchObject([
          {
            action: pressed.action,
            conversationId: pressed.conversationId,
            subject: pressed.subject,
            place: world.place,
            author: { userId: world.person.userId },
          },
        ]);
        await world.write(world.place, "marker");
        await heard.next("MessagePosted", ({ text }) => text === "marker");
        expect(heard.of("ActionPressed")).toEqual([]);
      }),
    );

    it(
      "what was typed comes back, with what the form is about, and by whom",
      withForms(async ({ world, heard, forms }) => {
        forms.answer(async (press) => formOf(press));
        const pressed = await pressOn(world);
        await forms.open();
        await forms.send({
          subject: "  MX for example.org ",
          request: "mx1 & <b>mx2</b>",
          category: "server",
        });
        const submitted = await heard.next("FormSubmitted");
        expect(submitted).toMatchObject({
          action: "handoff_draft",
          conversationId: pressed.conversationId,
          subject: pressed.subject,
          fields: { subject: "MX for example.org", request: "mx1 & <b>mx2</b>", category: "server" },
          place: world.place,
          author: { platform: world.person.platform, userId: world.person.userId },
        });
        expect(submitted.key).not.toBe("");
        expect(Number.isInteger(submitted.at)).toBe(true);
      }),
    );

    it(
      "a field that nobody has to fill in comes back empty",
      withForms(async ({ world, heard, forms }) => {
        forms.answer(async (press) => {
          const form = formOf(press);
          return { ...form, fields: form.fields.map((field) => ({ ...field, value: "", required: false })) };
        });
        await pressOn(world);
        await forms.open();
        await forms.send({});
        const { fields } = await heard.next("FormSubmitted");
        expect(fields).toEqual({ subject: "", request: "", category: "" });
      }),
    );

    it(
      "texts of any length, each bounded to what the platform takes",
      withForms(async ({ world, forms }) => {
        const long = "long ".repeat(2_000);
        forms.answer(async (press) => {
          const form = formOf(press, { title: long, text: long, submit: long });
          const fields = form.fields.map((field) => ({
            ...field,
            label: long,
            hint: long,
            value: field.kind === "choice" ? field.value : long,
            maxLength: 4_000,
            choices: field.choices.map((one) => ({ ...one, label: long })),
          }));
          return { ...form, fields };
        });
        await pressOn(world);
        const form = await forms.open();
        expect(form.fields.map(({ name }) => name)).toEqual(["subject", "request", "category"]);
      }),
    );

    it(
      "five fields and a text beside them",
      withForms(async ({ world, forms }) => {
        forms.answer(async (press) => {
          const [first, ...others] = formOf(press).fields;
          if (first === undefined) throw new Error("The form has no field.");
          const more = ["a", "b"].map((name) => ({ ...first, name, label: name }));
          return formOf(press, { text: "Read this first.", fields: [first, ...others, ...more] });
        });
        await pressOn(world);
        const form = await forms.open();
        expect(form.fields).toHaveLength(5);
        expect(form.text).toContain("Read this first.");
      }),
    );

    it.each([
      ["that is not ready in time", () => new Promise<null>(() => undefined)],
      ["that cannot be made", () => Promise.reject(new Error("The database is away."))],
      ["that there is none of", () => Promise.resolve(null)],
    ])("a form %s: the press is told like any other", async (_, make) => {
      const { world, heard } = asked();
      world.forms?.answer(make);
      const pressed = await pressOn(world);
      const told = await heard.next("ActionPressed");
      expect(told).toMatchObject({
        action: pressed.action,
        conversationId: pressed.conversationId,
        subject: pressed.subject,
        place: world.place,
      });
      expect(heard.of("FormSubmitted")).toEqual([]);
    });

    it(
      "a form's answer reaches whoever sent it, alone",
      withForms(async ({ world, heard, forms }) => {
        forms.answer(async (press) => formOf(press));
        await pressOn(world);
        await forms.open();
        await forms.send({ subject: "MX for example.org" });
        const { reply } = await heard.next("FormSubmitted");
        const before = await world.shown(world.place);
        await world.chat.deliver(
          whisperOrder(world.place, world.person.userId, "The draft is ready.", { reply }),
        );
        expect(await forms.whispered(world.place)).toContain("The draft is ready.");
        expect(await world.shown(world.place)).toEqual(before);
      }),
    );
  });
};
