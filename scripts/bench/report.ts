import type { AlertFigures } from "./alerts.ts";
import type { CustomersFigures, ImportRun } from "./customers.ts";
import type { DeadlinesFigures } from "./deadlines.ts";
import type { GateFigures } from "./gate.ts";
import type { Machine } from "./machine.ts";
import type { MailFigures } from "./mail.ts";
import type { MemoryFigures } from "./memory.ts";
import type { RecoveryFigures } from "./recovery.ts";
import type { RelayFigures } from "./relay.ts";
import type { SaturationFigures } from "./saturation.ts";
import type { SweepFigures } from "./sweep.ts";
import type { TimerFigures } from "./timers.ts";

export interface Figures {
  readonly relay?: RelayFigures;
  readonly saturation?: readonly SaturationFigures[];
  readonly timers?: readonly TimerFigures[];
  readonly memory?: MemoryFigures;
  readonly alerts?: AlertFigures;
  readonly burst?: AlertFigures;
  readonly recovery?: RecoveryFigures;
  readonly sweep?: SweepFigures;
  readonly deadlines?: DeadlinesFigures;
  readonly customers?: CustomersFigures;
  readonly gate?: GateFigures;
  readonly mail?: MailFigures;
}

/** What we aim at. */
export const AIMS = {
  relayRatio: 3,
  timerRatio: 1.5,
  residentMb: 200,
  alertP99Ms: 250,
  countMs: 2_000,
  recoveryMs: 10_000,
  sweepMs: 50,
  deadlinesUs: 5,
  importPerSecond: 20_000,
  gateMs: 1,
  hostileMs: 20,
  secondMs: 60,
  mailMs: 10,
} as const;

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string => {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [first = [], ...rest] = all;
  return [line(first), line(widths.map((width) => "-".repeat(width))), ...rest.map(line)].join("\n");
};

const relayTable = (figures: RelayFigures): string =>
  table(
    [`relay, ${figures.perSecond} messages/s, ${figures.conversations} conversations`, "p50 ms", "p99 ms"],
    [
      ["bare discord.js → Web API forwarder", figures.floor.p50, figures.floor.p99],
      ["the desk", figures.desk.p50, figures.desk.p99],
      [`ratio (aim ≤ ${AIMS.relayRatio})`, figures.ratioP50, figures.ratioP99],
    ],
  );

const saturationTable = (figures: readonly SaturationFigures[]): string =>
  table(
    [
      `one channel, one post/s, ${figures[0]?.conversations} conversations: offered/s`,
      "posts/s",
      "messages per post",
      "p50 ms",
      "p99 ms",
      "refused by Slack's limits",
    ],
    figures.map((one) => [
      one.offeredPerSecond,
      one.postsPerSecond,
      one.messagesPerPost,
      one.latency.p50,
      one.latency.p99,
      one.refused,
    ]),
  );

const timerTable = (figures: readonly TimerFigures[]): string =>
  table(
    [
      "timers late",
      "over",
      "desk p50 ms",
      "p99 ms",
      "bare BullMQ p50 ms",
      "p99 ms",
      `ratio p50 (aim ≤ ${AIMS.timerRatio})`,
      "p99",
    ],
    figures.map((one) => [
      `${one.conversations} on ${one.backend}`,
      `${one.spreadMs / 1000} s`,
      one.desk.p50,
      one.desk.p99,
      one.bare.p50,
      one.bare.p99,
      one.ratioP50,
      one.ratioP99,
    ]),
  );

const memoryTable = (figures: MemoryFigures): string =>
  table(
    ["resident memory of the desk", `MB (aim < ${AIMS.residentMb})`],
    [
      ["after start", figures.idleMb],
      [`${figures.openConversations} open conversations`, figures.busyMb],
    ],
  );

const alertTable = (figures: AlertFigures): string =>
  table(
    [
      `alerts, ${figures.openConversations} open, ${figures.due} due within ${figures.overMs / 1000} s${
        figures.limited ? ", one post/s" : ""
      }`,
      "p50 ms",
      figures.limited ? "p99 ms" : `p99 ms (aim ≤ ${AIMS.alertP99Ms})`,
      figures.limited ? `last ms (aim ≤ ${AIMS.countMs})` : "last ms",
      "messages",
    ],
    [
      ["bare BullMQ jobs that post, no limit", figures.bare.p50, figures.bare.p99, "", figures.due],
      ["the desk", figures.desk.p50, figures.desk.p99, figures.worst, figures.messages],
    ],
  );

const recoveryTable = ({ openConversations, deskMs, floorMs, ratio }: RecoveryFigures): string =>
  table(
    [`start with ${openConversations} open conversations and an empty Redis`, "ms until every timer is set"],
    [
      ["addBulk of as many bare jobs", floorMs],
      [`the desk, from the start of its process (aim ≤ ${AIMS.recoveryMs})`, deskMs],
      ["ratio", ratio],
    ],
  );

const sweepTable = ({ openConversations, nothingDue, pageDue, floor }: SweepFigures): string =>
  table(
    [`sweep over ${openConversations} open conversations`, "p50 ms", `p99 ms (aim < ${AIMS.sweepMs})`],
    [
      ["select 1", floor.p50, floor.p99],
      ["nothing due", nothingDue.p50, nothingDue.p99],
      ["a page of 500 due", pageDue.p50, pageDue.p99],
    ],
  );

const gateTable = ({ floor, rules, hostileMs, hostile, second, loopMs }: GateFigures): string =>
  table(
    ["the gate, 2,000 characters", "p50 ms", "p99 ms"],
    [
      ["splitting it into words", floor.p50, floor.p99],
      [`the rules (aim < ${AIMS.gateMs})`, rules.p50, rules.p99],
      [
        `slowest of hostile inputs of 100,000 characters: ${JSON.stringify(hostile)} (aim < ${AIMS.hostileMs})`,
        hostileMs,
        "",
      ],
      ...(second === null
        ? []
        : [
            [`the second opinion, in its thread (aim < ${AIMS.secondMs})`, second.p50, second.p99],
            ["longest hold-up of the desk's event loop meanwhile", "", loopMs ?? ""],
          ]),
    ],
  );

const deadlinesTable = ({ calls, callUs, floorUs }: DeadlinesFigures): string =>
  table(
    [`deadlines(), ${calls} calls`, `µs (aim < ${AIMS.deadlinesUs})`],
    [
      ["the empty loop", floorUs],
      ["one call", callUs],
    ],
  );

const customersTable = ({ few, many, again, floorMs, ratio, claim }: CustomersFigures): string => {
  const row = (what: string, run: ImportRun): readonly (string | number)[] => [
    `${what}, ${run.rows} rows, ${run.fileMb} MB`,
    run.tookMs,
    run.perSecond,
    run.peakMb,
  ];
  const imports = table(
    ["customers", "ms", `rows/s (aim ≥ ${AIMS.importPerSecond})`, "peak MB of the process"],
    [
      [`bare COPY of ${many.fileMb} MB`, floorMs, "", ""],
      row("nothing on file before", few),
      row("nothing on file before", many),
      row("everything on file already", again),
      [`ratio to COPY, ${many.rows} rows`, ratio, "", Math.round((many.peakMb / few.peakMb) * 100) / 100],
    ],
  );
  const claims = table(
    [`who may order, ${many.rows} contacts on file`, "p50 ms", "p99 ms"],
    [
      ["on file", claim.known.p50, claim.known.p99],
      ["not on file", claim.unknown.p50, claim.unknown.p99],
    ],
  );
  return `${imports}\n\n${claims}`;
};
const mailTable = ({ floor, judged, replies }: MailFigures): string =>
  table(
    [`a reply is judged, ${replies} times, DNS answering at once`, "p50 ms", `p99 ms (aim < ${AIMS.mailMs})`],
    [
      ["mailauth verifies its DKIM signature", floor.p50, floor.p99],
      ["from its bytes to the outcome", judged.p50, judged.p99],
    ],
  );

const machineLine = (machine: Machine): string =>
  [
    `${machine.cores} × ${machine.cpu}`,
    `${machine.memoryGb} GB`,
    `Node ${machine.node}`,
    `PostgreSQL ${machine.postgres}`,
    machine.redis === null ? "no Redis" : `Redis ${machine.redis}`,
    `commit ${machine.commit}`,
  ].join(" · ");

export const tablesOf = (machine: Machine, figures: Figures): string => {
  const {
    relay,
    saturation,
    timers,
    memory,
    alerts,
    burst,
    recovery,
    sweep,
    deadlines,
    customers,
    gate,
    mail,
  } = figures;
  return [
    machineLine(machine),
    ...(relay === undefined ? [] : [relayTable(relay)]),
    ...(saturation === undefined ? [] : [saturationTable(saturation)]),
    ...(timers === undefined ? [] : [timerTable(timers)]),
    ...(memory === undefined ? [] : [memoryTable(memory)]),
    ...(alerts === undefined ? [] : [alertTable(alerts)]),
    ...(burst === undefined ? [] : [alertTable(burst)]),
    ...(recovery === undefined ? [] : [recoveryTable(recovery)]),
    ...(sweep === undefined ? [] : [sweepTable(sweep)]),
    ...(deadlines === undefined ? [] : [deadlinesTable(deadlines)]),
    ...(customers === undefined ? [] : [customersTable(customers)]),
    ...(gate === undefined ? [] : [gateTable(gate)]),
    ...(mail === undefined ? [] : [mailTable(mail)]),
  ].join("\n\n");
};

/** docs/bench.md: the same tables, with what they mean. */
export const documentOf = (machine: Machine, figures: Figures, command: string): string => `# Speed and memory

Written by \`${command}\` on ${machine.at.slice(0, 10)}. Emulators, desk, PostgreSQL and Redis share the machine's ${machine.cores} cores; the database commits to disk as in production. Figures of two machines do not compare, ratios do.

${tablesOf(machine, figures)}

- **Relay**: from a customer's message on Discord's gateway to the arrival of the \`chat.postMessage\` that carries it, with the limits of the staff channel lifted. The floor is a forwarder with no database, in turns with the desk.
- **One post a second**: Slack's limit for a channel. Above it one customer's waiting lines travel in one message.
- **Timers**: from a deadline to the moment at which the desk notices it, next to as many bare delayed jobs with an empty handler. A desk's alarm locks a row, decides, writes journal and outbox, and commits.
- **Alerts**: from a deadline to the arrival at Slack of the message that tells of it, first with the channel's limit lifted, then at Slack's one message a second, where those that wait together travel as one. The floor is a job per deadline that posts.
- **Recovery**: Redis has lost everything; the overdue are alerted first, then every timer is set again.
- **Sweep**: the query that finds what no timer visited. **deadlines()**: what must happen next to one conversation; it is asked after every event.
- **Customers**: \`npm run customers\` in a process of its own, from the CSV file to the commit, next to a bare COPY of the same bytes into a table without indexes. Its memory must not grow with the file. The look-up is the one that a chat user's claim leads to; it must take the same time whether or not the account is on file.
- **The gate**: what a customer's message asks for. Of a longer message than 6,000 characters the rest is not read.
- **Mail**: one reply after the other, signed with 2,048 bits; what DNS takes comes on top.
- **Memory**: the desk's process alone, compiled, without the embedded database.
`;
