import { z } from "zod";
import { ROLES } from "./mail/roles.ts";

/** Longest text that can be typed in one message: Discord's and Slack's are near it. */
const MAX_TEXT = 4000;

const text = (what: string, max = MAX_TEXT) =>
  z
    .string(`${what} is missing: send a text.`)
    .trim()
    .min(1, `${what} is empty.`)
    .max(max, `${what} is longer than ${max} characters.`)
    // Postgres stores no NUL, and nobody types one.
    .transform((value) => value.replaceAll("\u0000", ""));

const id = (what: string) => z.string(`${what} is missing.`).min(1, `${what} is empty.`).max(100);

export const newCustomer = z.strictObject({ name: text("name", 60) });

export const newChat = z.strictObject({
  customer: id("customer"),
  description: text("description"),
  subject: z
    .string()
    .max(200, "subject is longer than 200 characters.")
    .transform((value) => value.replaceAll("\u0000", "").trim() || null)
    .nullish(),
});

export const newMessage = z.strictObject({
  as: id("as"),
  channel: id("channel"),
  thread: id("thread").nullish(),
  text: text("text"),
});

export const changedMessage = z.strictObject({ as: id("as"), text: text("text") });
export const deletedMessage = z.strictObject({ as: id("as") });

export const press = z.object({
  as: id("as"),
  messageId: id("messageId"),
  action: id("action"),
  /** Tells apart two buttons of the same action. */
  subject: z.string().max(100).nullish(),
});

/** Longest field of any form, characters; what a field of its own holds is said when the form is sent. */
const MAX_FIELD = 20_000;

const typed = z
  .string()
  .max(MAX_FIELD, `is longer than ${MAX_FIELD} characters.`)
  .transform((value) => value.replaceAll("\u0000", ""));

export const filledForm = z.strictObject({
  as: id("as"),
  form: id("form"),
  fields: z.record(z.string().max(100), typed, "fields are missing: send what was typed, by field name."),
});

export const subject = z.strictObject({ subject: typed, request: typed });

export const answer = z.strictObject({
  letter: id("letter"),
  as: z.enum(ROLES, `as is none of them: send ${ROLES.join(", ")}.`),
  text: text("text"),
});

export const ownMail = z.strictObject({
  from: id("from"),
  subject: z
    .string("subject is missing: send a text, which may be empty.")
    .max(200, "subject is longer than 200 characters.")
    // A line break in a header begins another header.
    .transform((value) => value.replace(/\p{Cc}+/gu, " ").trim()),
  text: text("text"),
});

export const reaction = z.strictObject({
  as: id("as"),
  messageId: id("messageId"),
  emoji: text("emoji", 32),
});

export const speed = z.strictObject({
  speed: z
    .number("speed is missing: send a number, 1, 10 or 60.")
    .min(1, "speed is below 1.")
    .max(600, "speed is above 600."),
});

const yesOrNo = (what: string) => z.boolean(`${what} is missing: send true or false.`);

export const command = z.strictObject({
  as: id("as"),
  text: text("text", 200),
  channel: id("channel").nullish(),
  thread: id("thread").nullish(),
});

export const duty = z.strictObject({ as: id("as"), on: yesOrNo("on") });
export const doNotDisturb = z.strictObject({ as: id("as"), on: yesOrNo("on") });
export const feed = z.strictObject({ cut: yesOrNo("cut") });
