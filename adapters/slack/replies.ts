import { MINUTE, SECOND, type Timestamp } from "../../src/core/time.ts";
import type { Clock, Log } from "../../src/ports.ts";
import type { Payload } from "./blocks.ts";
import { originIn } from "./view-state.ts";
import { pressedSchema, slashSchema, submissionSchema } from "./wire.ts";

/** "up to 5 times within 30 minutes": https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const USES = 5;
const USABLE_MS = 30 * MINUTE;
const TIMEOUT_MS = 10 * SECOND;
const MOST = 1_000;

interface Address {
  readonly url: string;
  readonly until: Timestamp;
  readonly left: number;
}

/**
 * Where people are answered who pressed something or gave a command: right there, also in channels that the app is
 * not in. Whoever has such an address may speak as the app, so it never leaves this memory: elsewhere the trigger's
 * id stands for it, which is worth nothing after three seconds. After a restart the id means nothing, and the answer
 * goes the ordinary way.
 */
export interface Replies {
  readonly remember: (body: unknown) => void;
  /** False: it was not answered there, and must be elsewhere. */
  readonly answer: (reply: string | null, payload: Payload) => Promise<boolean>;
  /** A whisper whose button was pressed goes: it, or the form behind it, has been answered, and a second press would only be refused. */
  readonly dismiss: (body: unknown) => Promise<void>;
}

export const createReplies = (clock: Clock, log: Log): Replies => {
  const known = new Map<string, Address>();

  const remember = (trigger: string, url: string): void => {
    known.set(trigger, { url, until: clock.now() + USABLE_MS, left: USES });
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  };

  const send = async (trigger: string | null | undefined, fields: object): Promise<boolean> => {
    const address = known.get(trigger ?? "");
    if (!trigger || address === undefined) return false;
    if (address.left === 0 || address.until <= clock.now()) {
      known.delete(trigger);
      return false;
    }
    known.set(trigger, { ...address, left: address.left - 1 });
    try {
      const { ok } = await fetch(address.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(fields),
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return ok;
    } catch {
      // The error may name the address.
      log.debug({}, "Slack's own address for an answer could not be reached");
      return false;
    }
  };

  return {
    remember(body) {
      const press = pressedSchema.safeParse(body);
      const command = slashSchema.safeParse(body);
      if (press.success) {
        const { trigger_id: trigger, response_url: url } = press.data;
        if (trigger && url) remember(trigger, url);
      } else if (command.success) {
        remember(command.data.trigger_id, command.data.response_url);
      }
    },
    answer: (reply, { text, blocks }) =>
      send(reply, {
        response_type: "ephemeral",
        replace_original: false,
        text,
        ...(blocks.length > 0 ? { blocks } : {}),
      }),
    async dismiss(body) {
      const sent = submissionSchema.safeParse(body).data;
      const origin = sent === undefined ? null : originIn(sent.view);
      if (origin?.whispered === true) await send(origin.trigger, { delete_original: true });
      const press = pressedSchema.safeParse(body);
      if (!press.success || press.data.container.is_ephemeral !== true) return;
      await send(press.data.trigger_id, { delete_original: true });
    },
  };
};
