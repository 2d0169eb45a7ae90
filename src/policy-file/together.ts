import { z } from "zod";
import type { Complaint } from "./faults.ts";

/** What is read of a file that may be wrong elsewhere: faults that span desks come out in the same message. */
const channel = z
  .object({ platform: z.string(), channel: z.union([z.string(), z.number()]) })
  .nullable()
  .catch(null);
const text = z.string().nullable().catch(null);
const account = z.union([z.string(), z.number()]).nullable().catch(null);
const rep = z
  .object({ id: text, slack: account, discord: account, sandbox: account })
  .catch({ id: null, slack: null, discord: null, sandbox: null });
const desk = z
  .object({
    id: text,
    customers: channel,
    staff: channel,
    alerts: channel,
    managers: channel,
    tickets: channel,
    reps: z.array(rep).catch([]),
  })
  .catch({ id: null, customers: null, staff: null, alerts: null, managers: null, tickets: null, reps: [] });
const Loose = z.object({ desks: z.array(desk).catch([]) }).catch({ desks: [] });

type LooseDesk = z.output<typeof desk>;
type Path = readonly (string | number)[];

/** Customers' and staff channels are one desk's alone: what is written there must belong to one desk. */
const OWN = ["customers", "staff"] as const;
const SHARED = ["alerts", "managers", "tickets"] as const;
/** Who may work with whom; the sandbox never runs beside real platforms. */
const STAFF_OF: Readonly<Record<string, string>> = { discord: "slack", sandbox: "sandbox" };

const duplicates = (
  all: readonly { readonly value: string | null; readonly path: Path }[],
  what: string,
): Complaint[] =>
  all.flatMap(({ value, path }, index) => {
    const first = all.findIndex((one) => one.value === value);
    return value === null || first === index
      ? []
      : [{ path, expected: `${what}; "${value}" is taken above` }];
  });

const sharedChannels = (desks: readonly LooseDesk[]): Complaint[] => {
  const all = desks.flatMap((one, index) =>
    [...OWN, ...SHARED].flatMap((side) => {
      const at = one[side];
      const alone = (OWN as readonly string[]).includes(side);
      return at === null ? [] : [{ index, side, alone, key: `${at.platform}:${at.channel}` }];
    }),
  );
  return all.flatMap((one, position) => {
    const other = all
      .slice(0, position)
      .find((before) => before.key === one.key && (before.alone || one.alone) && !isOwnAlerts(before, one));
    return other === undefined
      ? []
      : [
          {
            path: ["desks", one.index, one.side, "channel"],
            expected: `a channel of its own; this one is desks[${other.index}].${other.side} already`,
          },
        ];
  });
};

/** A small desk may have its alerts, its managers and its tickets in its staff channel. */
const isOwnAlerts = (a: { index: number; side: string }, b: { index: number; side: string }): boolean =>
  a.index === b.index && a.side !== "customers" && b.side !== "customers";

const platforms = (one: LooseDesk, index: number): Complaint[] => {
  const wanted = STAFF_OF[one.customers?.platform ?? ""];
  if (wanted === undefined) return [];
  return (["staff", ...SHARED] as const).flatMap((side) => {
    const came = one[side]?.platform;
    return came === undefined || came === wanted || !Object.values(STAFF_OF).includes(came)
      ? []
      : [
          {
            path: ["desks", index, side, "platform"],
            expected: `${wanted}: customers on ${one.customers?.platform} are answered from ${wanted} (others come later)`,
          },
        ];
  });
};

const reachableReps = (one: LooseDesk, index: number): Complaint[] => {
  const platform = one.staff?.platform;
  if (platform !== "slack" && platform !== "sandbox") return [];
  return one.reps.flatMap((who, at) =>
    who[platform] === null || who[platform] === undefined
      ? [
          {
            path: ["desks", index, "reps", at],
            expected: `the rep's ${platform} id, since staff is on ${platform}`,
          },
        ]
      : [],
  );
};

/** Two reps with one account would be one person who has both names, both shifts and both loads. */
const repsApart = (one: LooseDesk, index: number): Complaint[] =>
  (["id", "slack", "discord", "sandbox"] as const).flatMap((key) =>
    duplicates(
      one.reps.map((who, at) => ({
        value: who[key] === null ? null : String(who[key]),
        path: ["desks", index, "reps", at, key],
      })),
      key === "id" ? "an id of its own" : `a ${key} account of the rep's own`,
    ),
  );

/** Faults that no part shows alone. */
export const togetherFaults = (raw: unknown): readonly Complaint[] => {
  const { desks } = Loose.parse(raw);
  return [
    ...duplicates(
      desks.map((one, index) => ({ value: one.id, path: ["desks", index, "id"] })),
      "an id of its own",
    ),
    ...sharedChannels(desks),
    ...desks.flatMap(platforms),
    ...desks.flatMap(reachableReps),
    ...desks.flatMap(repsApart),
  ];
};
