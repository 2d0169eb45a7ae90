import { z } from "zod";
import { momentOf } from "../../calendar/zone.ts";
import type { Timestamp } from "../../core/time.ts";
import { PolicySection } from "./policy.ts";
import { holidays, moment, shifts, type WrittenMoment, zone } from "./schedule.ts";
import { idText, name, OPENS, section, text } from "./section.ts";

/** What a channel's id looks like where it is known: a name in its place would be found out only by the start. */
const CHANNEL_IDS: Readonly<Record<string, readonly [RegExp, string]>> = {
  discord: [/^\d{5,20}$/, "the channel's id, digits only (right-click the channel, Copy Channel ID)"],
  slack: [/^[CG][A-Z0-9]{2,}$/, "the channel's id such as C0123ABCD (the channel's details, at the bottom)"],
};

const channel = <T extends [string, ...string[]]>(...platforms: T) =>
  section({
    platform: z.enum(platforms, { error: `one of ${platforms.join(", ")}` }),
    channel: idText("the channel's id, not its name", /^[\w-]+$/),
  }).superRefine(({ platform, channel: id }, ctx) => {
    const [pattern, message] = CHANNEL_IDS[platform] ?? [];
    if (pattern?.test(id) === false)
      ctx.addIssue({ code: "custom", path: ["channel"], message: message ?? "" });
  });

/** An address, or a path from the policy file's folder on. `webcal:` is what calendars call https. */
const calendar = text(
  "a calendar's address (https://…) or the path of an .ics file",
  /^(?:(?:https?|webcals?):\/\/[^\s/]\S*|(?!\w+:\/\/).*\S.*)$/i,
)
  .transform((address) => address.replace(/^webcals?:/i, "https:"))
  .refine((address) => !/^https?:/i.test(address) || URL.canParse(address), { error: OPENS });

const permission = text("a word such as hosting, billing or firewall", /^[^\s,]+$/);

const STILL_ON_IT = "a short sentence of their own, at most 300 characters";

const rep = section({
  id: name,
  name: text("the name that customers see"),
  slack: text("a Slack member id such as U0123ABCD", /^[UW][A-Z0-9]{2,}$/).optional(),
  discord: idText("a Discord user id: digits only", /^\d{5,20}$/).optional(),
  sandbox: text("a name in the sandbox").optional(),
  lead: z.boolean({ error: "true or false" }).optional(),
  permissions: z.array(permission, { error: "a list of permissions" }).optional(),
  shifts: shifts.optional(),
  still_on_it: text(STILL_ON_IT).max(300, STILL_ON_IT).optional(),
  calendar: calendar.optional(),
});

const override = section({
  rep: name,
  from: moment,
  to: moment,
  on: z.boolean({ error: "true (on duty) or false (off)" }),
});

/** By the offset that is written, else by the desk's clocks; null: by nothing that is known. */
export const momentIn = (
  { wall, offsetMs }: WrittenMoment,
  deskZone: string | undefined,
): Timestamp | null => {
  if (offsetMs !== null) return wall - offsetMs;
  return deskZone === undefined ? null : momentOf(deskZone, wall);
};

export const DeskSection = section({
  id: name,
  name: text("the name that customers see"),
  customers: channel("discord", "sandbox"),
  staff: channel("slack", "sandbox"),
  alerts: channel("slack", "sandbox").optional(),
  managers: channel("slack", "sandbox"),
  tickets: channel("slack", "sandbox").optional(),
  reps: z.array(rep, { error: "a list of reps, each with id, name and slack" }).optional(),
  zone: zone.optional(),
  holidays: holidays.optional(),
  calendar: calendar.optional(),
  overrides: z.array(override, { error: "a list of changes, each with rep, from, to and on" }).optional(),
  policy: PolicySection.optional(),
}).superRefine((desk, ctx) => {
  (desk.overrides ?? []).forEach((one, index) => {
    const fault = (key: "from" | "to", message: string): void =>
      ctx.addIssue({ code: "custom", path: ["overrides", index, key], message });
    const [from, to] = [momentIn(one.from, desk.zone), momentIn(one.to, desk.zone)];
    const where = "an offset (Z or +01:00), or the desk's zone (zone: Europe/Berlin)";
    if (from === null) fault("from", where);
    if (to === null) fault("to", where);
    if (from !== null && to !== null && from >= to) fault("to", "an end after its beginning");
  });
});

export type DeskSection = z.output<typeof DeskSection>;
