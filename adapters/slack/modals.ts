import type { WebClient } from "@slack/web-api";
import { isFormAction } from "../../src/core/actions.ts";
import type { Form } from "../../src/core/form.ts";
import type { ActionPressed } from "../../src/core/inbound.ts";
import { DEFAULT_POLICY } from "../../src/core/policy/policy.ts";
import { subjectAdvice } from "../../src/core/ticket/subject.ts";
import type { Words } from "../../src/core/words.ts";
import type { ChatOptions } from "../../src/ports.ts";
import { createAdvice } from "./advice.ts";
import { chatErrorOf, platformCode } from "./failure.ts";
import { parsePress } from "./interaction.ts";
import { LIMITS } from "./limits.ts";
import type { NameBook } from "./names.ts";
import { idsIn } from "./parse.ts";
import type { Self } from "./parsed.ts";
import { pause } from "./pause.ts";
import { type Advise, viewOf } from "./view.ts";
import { faultsIn, originIn } from "./view-state.ts";
import { pressedSchema, submissionSchema, typingSchema, type WireView } from "./wire.ts";

/** What a body is acknowledged with; empty: with nothing. */
export type Answer = Readonly<Record<string, unknown>>;

export interface Modals {
  /** What to acknowledge it with, when that is all there is to do; null: it is to be taken like any other. */
  readonly answer: (body: unknown) => Promise<Answer | null>;
  readonly idle: () => Promise<void>;
}

export interface ModalsOptions extends Pick<ChatOptions, "forms" | "desks" | "words" | "clock" | "log"> {
  readonly client: WebClient;
  readonly self: Self;
  readonly names: NameBook;
}

const DONE: Answer = {};

/** Forms: a press opens one, and while it is typed and sent Slack hears what the desk thinks of it. */
export const createModals = (options: ModalsOptions): Modals => {
  const { client, self, names, forms, desks, words, clock, log } = options;
  const advice = createAdvice(client, log);

  const wordsAt = (channel: string): Words => {
    const desk = desks.find((one) =>
      [one.staff, one.alerts, one.managers, one.tickets, one.customers].some(
        (place) => place.channel === channel,
      ),
    );
    return words((desk ?? desks[0])?.policy.language ?? DEFAULT_POLICY.language);
  };
  const adviseAt =
    (channel: string): Advise =>
    (subject, request) => {
      const found = subjectAdvice(subject, request);
      return found === null ? null : wordsAt(channel).typed.subject(found);
    };

  const pressIn = (body: unknown): ActionPressed | null => {
    const parsed = parsePress(body, { self, names, now: clock.now() });
    const press = parsed.kind === "inbound" ? parsed.inbound : null;
    return press?.type === "ActionPressed" && isFormAction(press.action) ? press : null;
  };

  const formFor = async (body: unknown, press: ActionPressed): Promise<Form | null> => {
    if (forms === undefined) return null;
    try {
      await names.learn(idsIn(body));
      return await forms(pressIn(body) ?? press);
    } catch (error) {
      log.error({ err: error, action: press.action }, "A form could not be made; the press is told instead");
      return null;
    }
  };

  const show = async (trigger: string, form: Form, press: ActionPressed, whispered: boolean) => {
    const { action, conversationId, subject } = form;
    const { channel, thread } = press.place;
    const view = viewOf(
      form,
      { action, conversationId, subject, channel, thread, trigger, whispered },
      adviseAt(channel),
    );
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.views.open({ trigger_id: trigger, view });
        return true;
      } catch (error) {
        // A trigger serves once: the form stands open, of an attempt whose answer was lost or of a press brought twice.
        if (platformCode(error) === "exchanged_trigger_id") return true;
        const { kind, failure } = chatErrorOf(error);
        if (kind === "unknown" && attempt === 1) continue;
        log.error({ code: failure.code, action }, "A form could not be opened; the press is told instead");
        return false;
      }
    }
  };

  const opened = async (body: unknown, press: ActionPressed): Promise<boolean> => {
    const pressed = pressedSchema.safeParse(body).data;
    const trigger = pressed?.trigger_id;
    if (!trigger) return false;
    const whispered = pressed.container.is_ephemeral === true;
    const over = new AbortController();
    const late = (ms: number) => pause(ms, over.signal).then(() => "late" as const);
    const expired = late(LIMITS.triggerMs);
    try {
      const form = await Promise.race([formFor(body, press), late(LIMITS.formMs)]);
      if (form === "late") {
        log.warn({ action: press.action }, "A form was not ready in time; the press is told instead");
      }
      if (form === null || form === "late") return false;
      return (await Promise.race([show(trigger, form, press, whispered), expired])) === true;
    } finally {
      over.abort();
    }
  };

  const faults = (view: WireView, channel: string): Answer | null => {
    const { typed } = wordsAt(channel);
    const found = [...faultsIn(view)].map(([field, fault]) => [field, typed.fault(fault)] as const);
    return found.length === 0 ? null : { response_action: "errors", errors: Object.fromEntries(found) };
  };

  return {
    async answer(body) {
      const press = forms === undefined ? null : pressIn(body);
      if (press !== null) return (await opened(body, press)) ? DONE : null;
      const typing = typingSchema.safeParse(body).data;
      const typedInto = typing === undefined ? null : originIn(typing.view);
      if (typing !== undefined && typedInto !== null) {
        advice.typing(typing, adviseAt(typedInto.channel));
        return DONE;
      }
      const sent = submissionSchema.safeParse(body).data;
      const origin = sent === undefined ? null : originIn(sent.view);
      return sent === undefined || origin === null ? null : faults(sent.view, origin.channel);
    },
    idle: advice.idle,
  };
};
