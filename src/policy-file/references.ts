import { z } from "zod";
import { TARGETS } from "../core/policy/policy.ts";
import { nearest } from "../nearest.ts";
import type { Complaint } from "./faults.ts";

/** What is read of a file that may be wrong elsewhere: names that point nowhere come out in the same message. */
const text = z.string().nullable().catch(null);
const named = z.record(z.string(), z.unknown()).catch({});
const policy = z
  .object({
    pagers: named,
    escalation: z
      .record(z.string(), z.array(z.object({ tell: z.array(text).catch([]) }).catch({ tell: [] })).catch([]))
      .catch({}),
  })
  .catch({ pagers: {}, escalation: {} });
const rep = z.object({ id: text, shifts: named }).catch({ id: null, shifts: {} });
const override = z.object({ rep: text }).catch({ rep: null });
const desk = z
  .object({
    zone: z.unknown().optional(),
    reps: z.array(rep).catch([]),
    overrides: z.array(override).catch([]),
    policy,
  })
  .catch({ zone: null, reps: [], overrides: [], policy: { pagers: {}, escalation: {} } });
const Loose = z
  .object({ policy, desks: z.array(desk).catch([]) })
  .catch({ policy: { pagers: {}, escalation: {} }, desks: [] });

type LoosePolicy = z.output<typeof policy>;
type LooseDesk = z.output<typeof desk>;
type Path = Complaint["path"];

const known = (what: string, all: readonly string[], came: string): string => {
  if (all.length === 0) return `${what}; there is none`;
  const meant = nearest(came, all);
  return meant === null ? `${what} (${all.join(", ")})` : `${what}: did you mean "${meant}"?`;
};

/** A desk may tell the pagers of the file and its own. */
const pagers = (at: LoosePolicy, common: LoosePolicy, path: Path): Complaint[] => {
  const all = [...new Set([...Object.keys(common.pagers), ...Object.keys(at.pagers)])];
  return TARGETS.flatMap((target) =>
    (at.escalation[target] ?? []).flatMap(({ tell }, step) =>
      tell.flatMap((who, index): Complaint[] => {
        const name = who?.startsWith("pager:") === true ? who.slice("pager:".length) : null;
        if (name === null || all.includes(name)) return [];
        return [
          {
            path: [...path, "escalation", target, step, "tell", index],
            expected: known("a pager of this file's pagers", all, name),
          },
        ];
      }),
    ),
  );
};

const overriddenReps = ({ reps, overrides }: LooseDesk, index: number): Complaint[] => {
  const all = reps.flatMap(({ id }) => id ?? []);
  return overrides.flatMap((one, at): Complaint[] =>
    one.rep === null || all.includes(one.rep)
      ? []
      : [
          {
            path: ["desks", index, "overrides", at, "rep"],
            expected: known("a rep of this desk", all, one.rep),
          },
        ],
  );
};

const zones = ({ zone, reps }: LooseDesk, index: number): Complaint[] =>
  zone !== undefined
    ? []
    : reps.flatMap(({ shifts }, at): Complaint[] =>
        Object.keys(shifts).length === 0 || shifts["zone"] !== undefined
          ? []
          : [
              {
                path: ["desks", index, "reps", at, "shifts"],
                expected: "a zone, here or the desk's (zone: Europe/Berlin)",
              },
            ],
      );

/** Names and zones that are meant to stand elsewhere in the file, and do not. */
export const referenceFaults = (raw: unknown): readonly Complaint[] => {
  const { policy: common, desks } = Loose.parse(raw);
  return [
    ...pagers(common, common, ["policy"]),
    ...desks.flatMap((one, index) => [
      ...pagers(one.policy, common, ["desks", index, "policy"]),
      ...overriddenReps(one, index),
      ...zones(one, index),
    ]),
  ];
};
