import { z } from "zod";
import { FORM_ACTIONS } from "../../src/core/actions.ts";
import type { Place } from "../../src/core/platform.ts";
import { placeOf } from "./parsed.ts";

/**
 * What a submission does not tell by itself and the view therefore carries: what the form is about, and where it was
 * opened. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload names no place.
 */
const originSchema = z.object({
  action: z.enum(FORM_ACTIONS),
  conversationId: z.string(),
  subject: z.string().nullable(),
  channel: z.string(),
  thread: z.string().nullable(),
  /** Of the press: stands for the address at which it can be answered. */
  trigger: z.string().nullable(),
  /** It was pressed on a whisper, which goes when the form is sent. */
  whispered: z.boolean(),
});

export type FormOrigin = z.infer<typeof originSchema>;

/** At most 3,000 characters: https://docs.slack.dev/reference/views/modal-views (`private_metadata`) */
export const metadataOf = (origin: FormOrigin): string => JSON.stringify(origin);

/** Null: written by nobody of ours. */
export const originOf = (metadata: string): FormOrigin | null => {
  try {
    return originSchema.safeParse(JSON.parse(metadata)).data ?? null;
  } catch {
    return null;
  }
};

export const placeOfOrigin = ({ channel, thread }: FormOrigin): Place => placeOf(channel, thread);
