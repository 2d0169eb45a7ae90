import { setTimeout as delay } from "node:timers/promises";
import { type Button, isFormAction } from "../../src/core/actions.ts";
import type { Form, FormField, FormValues } from "../../src/core/form.ts";
import { faultOf } from "../../src/core/form-fault.ts";
import type { Person } from "../../src/core/platform.ts";
import type { FormPress } from "../../src/ports.ts";
import type { Access } from "./access.ts";
import type { OpenForm, PendingWhisper, Platform, Pressed } from "./platform.ts";
import { Refusal } from "./refusal.ts";
import { rich } from "./render/markdown.ts";
import { enqueue, nextTick } from "./store/feed.ts";
import { placeOf, type StoredMessage } from "./store/messages.ts";
import { commandReply, pressReply } from "./whisper-place.ts";

/** A press that has no form by then is told like any other (ports.ts, Forms), ms. */
const FORM_WAIT_MS = 2000;
/** Forms that can still be sent; older ones were closed long ago. */
const KEPT_FORMS = 200;

export interface Wanted {
  readonly action: string;
  readonly subject: string | null;
}

/** The answer to a whisper's button is shown where the whisper was. */
const replyTo = (id: string, whisper: PendingWhisper | undefined): string => {
  if (whisper === undefined) return pressReply(id);
  return whisper.near === null ? commandReply(whisper.channel, whisper.thread) : pressReply(whisper.near);
};

/** A choice that was not offered is none. */
const typedIn = ({ name, kind, choices }: FormField, fields: FormValues): string => {
  const typed = (fields[name] ?? "").trim();
  return kind === "choice" && !choices.some(({ value }) => value === typed) ? "" : typed;
};

/** Presses, and the forms that some of them open. */
export const createPresses = (platform: Platform, { person, act, openChannel, message }: Access) => {
  const { options, watchers, whispers } = platform;
  const { sql, clock, log } = options;
  const open = new Map<string, OpenForm>();

  const find = async (
    userId: string,
    id: string,
    wanted: Wanted,
  ): Promise<{ readonly found: PendingWhisper | StoredMessage; readonly button: Button }> => {
    const found = whispers.get(id) ?? (await message(sql, id));
    await openChannel(sql, found.channel, userId);
    const button = found.post?.buttons.find(
      (one) => one.action === wanted.action && (wanted.subject === null || one.subject === wanted.subject),
    );
    if (button !== undefined) return { found, button };
    const shown = found.post?.buttons.map((one) => one.action).join(", ") || "none";
    throw new Refusal(
      409,
      "no_such_button",
      `Message ${id} has no button "${wanted.action}"; it has: ${shown}.`,
    );
  };

  /** Null: none, or none in time. */
  const formFor = async (press: FormPress): Promise<Form | null> => {
    if (options.forms === undefined || !isFormAction(press.action)) return null;
    const over = new AbortController();
    const late = delay(FORM_WAIT_MS, null, { signal: over.signal }).catch(() => null);
    try {
      return await Promise.race([options.forms(press), late]);
    } catch (error) {
      log.warn({ err: error, action: press.action }, "A form could not be made; the press is told instead.");
      return null;
    } finally {
      over.abort();
    }
  };

  const keep = (form: OpenForm): void => {
    open.set(form.id, form);
    const oldest = open.size > KEPT_FORMS ? open.keys().next().value : undefined;
    if (oldest !== undefined) open.delete(oldest);
  };

  const tell = (press: FormPress, reply: string): Promise<void> =>
    act(async (queries) =>
      enqueue(queries, {
        ...press,
        type: "ActionPressed",
        key: `sandbox:press:${await nextTick(queries)}`,
        at: clock.now(),
        reply,
      }),
    );

  /** What was typed into it, and what is wrong with that, field by field. */
  const read = ({ form }: OpenForm, fields: FormValues): FormValues => {
    const { typed } = options.words(options.desks[0]?.policy.language ?? "en");
    const values = form.fields.map((field) => [field, typedIn(field, fields)] as const);
    const faults = values.flatMap(([field, value]) => {
      const fault = faultOf(field, value);
      return fault === null ? [] : [[field.name, typed.fault(fault)] as const];
    });
    if (faults.length > 0) {
      const said = faults.map(([name, fault]) => `${name}: ${fault}`).join(" ");
      throw new Refusal(400, "form_faults", said, Object.fromEntries(faults));
    }
    return Object.fromEntries(values.map(([field, value]) => [field.name, value]));
  };

  return {
    press: async (userId: string, id: string, wanted: Wanted): Promise<Pressed> => {
      const author: Person = person(userId);
      const { found, button } = await find(userId, id, wanted);
      const { action, conversationId, subject } = button;
      const whisper = whispers.get(id);
      const press: FormPress = { action, conversationId, subject, place: placeOf(found), author };
      const reply = replyTo(id, whisper);
      const form = await formFor(press);
      const pressed = { action, conversationId, subject };
      if (form !== null) {
        const opened = {
          id: `form-${await nextTick(sql)}`,
          form,
          press,
          reply,
          whisper: whisper?.id ?? null,
        };
        keep(opened);
        const text = form.text === null ? [] : rich(form.text);
        return { ...pressed, form: { ...form, id: opened.id, text } };
      }
      await tell(press, reply);
      if (whisper !== undefined) watchers.dismissed(id);
      return { ...pressed, form: null };
    },
    /** A form that `press` answered is sent. A faulty one stays open, with what was typed in its sender's hands. */
    submit: async (userId: string, formId: string, fields: FormValues): Promise<void> => {
      const opened = open.get(formId);
      if (opened === undefined || opened.press.author.userId !== userId) {
        throw new Refusal(
          404,
          "unknown_form",
          `No open form of ${userId}'s has the id "${formId}": press its button again.`,
        );
      }
      const { form, press, reply, whisper } = opened;
      const values = read(opened, fields);
      await act(async (queries) => {
        await openChannel(queries, press.place.channel, userId);
        await enqueue(queries, {
          type: "FormSubmitted",
          key: `sandbox:form:${await nextTick(queries)}`,
          at: clock.now(),
          action: form.action,
          conversationId: form.conversationId,
          subject: form.subject,
          fields: values,
          place: press.place,
          author: press.author,
          reply,
        });
      });
      open.delete(formId);
      if (whisper !== null) watchers.dismissed(whisper);
    },
  };
};

export type Presses = ReturnType<typeof createPresses>;
