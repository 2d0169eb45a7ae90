import type { types } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Log } from "../../src/ports.ts";
import { chatErrorOf } from "./failure.ts";
import { type Advise, adviceBlock, adviceIdOf, FORM_CALLBACK } from "./view.ts";
import { requestIn } from "./view-state.ts";
import type { WireTyping, WireView } from "./wire.ts";

/** So many open views are remembered for what they show. */
const MOST = 500;

const blockIdSchema = z.object({ block_id: z.string() });
const idOf = (block: unknown): string => blockIdSchema.safeParse(block).data?.block_id ?? "";

/**
 * The same view with this advice under the field. Slack keeps what was typed where the ids stay the same.
 * https://docs.slack.dev/reference/views/modal-views (Preserving input entry)
 */
const advised = (view: WireView, field: string, advice: string | null): types.ModalView => {
  const blocks = view.blocks
    .filter((block) => idOf(block) !== adviceIdOf(field))
    .flatMap((block) =>
      advice !== null && idOf(block) === field ? [block, adviceBlock(field, advice)] : [block],
    );
  return {
    type: "modal",
    callback_id: FORM_CALLBACK,
    private_metadata: view.private_metadata,
    title: view.title,
    ...(view.submit == null ? {} : { submit: view.submit }),
    // Slack's own echo of what the desk had sent.
    blocks: blocks as types.ModalView["blocks"],
  };
};

export interface Advice {
  /** Somebody types: what is advised changes soon. Never rejects, and holds nobody up. */
  readonly typing: (typed: WireTyping, advise: Advise) => void;
  readonly idle: () => Promise<void>;
}

export const createAdvice = (client: WebClient, log: Log): Advice => {
  /** The newest state of each view that was not looked at yet: what was typed before it does not matter any more. */
  const newest = new Map<string, { readonly typed: WireTyping; readonly advise: Advise }>();
  const under = new Map<string, Promise<void>>();
  const shown = new Map<string, string | null>();

  const remember = (viewId: string, advice: string | null): void => {
    shown.delete(viewId);
    shown.set(viewId, advice);
    const [oldest] = shown.keys();
    if (shown.size > MOST && oldest !== undefined) shown.delete(oldest);
  };

  const update = async (viewId: string): Promise<void> => {
    for (let next = newest.get(viewId); next !== undefined; next = newest.get(viewId)) {
      newest.delete(viewId);
      const { view, actions } = next.typed;
      const [{ block_id: field, value }] = actions;
      const advice = (value ?? "").trim() === "" ? null : next.advise(value ?? "", requestIn(view));
      const before = shown.get(viewId);
      const stands = view.blocks.some((block) => idOf(block) === adviceIdOf(field));
      if (before === undefined ? advice === null && !stands : before === advice) continue;
      try {
        await client.views.update({ view_id: viewId, view: advised(view, field, advice) });
        remember(viewId, advice);
      } catch (error) {
        // Closed meanwhile, or too many at once: the next word is judged again.
        log.debug({ code: chatErrorOf(error).failure.code }, "Advice under a field could not be shown");
      }
    }
  };

  return {
    typing(typed, advise) {
      const { id } = typed.view;
      newest.set(id, { typed, advise });
      if (under.has(id)) return;
      under.set(
        id,
        update(id).finally(() => under.delete(id)),
      );
    },
    async idle() {
      await Promise.all(under.values());
    },
  };
};
