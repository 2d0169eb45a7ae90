/** `npm run bench [-- PART…] [--quick] [--json FILE] [--docs]`: measures, asserts nothing. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repoRoot } from "../../src/root.ts";
import { measureAlerts } from "./alerts.ts";
import { buildDesk, killChildren } from "./children.ts";
import { openConversations } from "./conversations.ts";
import { measureCustomers } from "./customers.ts";
import { measureDeadlines } from "./deadlines.ts";
import { measureGate } from "./gate.ts";
import { describeMachine } from "./machine.ts";
import { measureMail } from "./mail.ts";
import { measureMemory } from "./memory.ts";
import { measureRecovery } from "./recovery.ts";
import { measureRelay } from "./relay.ts";
import { documentOf, type Figures, tablesOf } from "./report.ts";
import { measureSaturation } from "./saturation.ts";
import { type Servers, startServers } from "./servers.ts";
import { measureSweep } from "./sweep.ts";
import { measureTimers, timerLoads } from "./timers.ts";
import { openTown } from "./town.ts";

const PARTS = [
  "relay",
  "saturation",
  "timers",
  "memory",
  "alerts",
  "burst",
  "recovery",
  "sweep",
  "deadlines",
  "customers",
  "gate",
  "mail",
] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    docs: { type: "boolean", default: false },
  },
});
const unknown = positionals.filter((part) => !PARTS.some((known) => known === part));
if (unknown.length > 0) {
  process.stderr.write(`Expected parts among ${PARTS.join(", ")}; got ${unknown.join(", ")}.\n`);
  process.exit(1);
}
const wants = (part: (typeof PARTS)[number]): boolean =>
  positionals.length === 0 || positionals.includes(part);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const relayAndSaturation = async (entry: string, servers: Servers): Promise<Figures> => {
  const { quick } = values;
  const count = wants("relay") ? (quick ? 50 : 200) : 10;
  const database = await servers.database();
  const town = await openTown(servers);
  try {
    const desk = await town.startDesk(entry, database, servers.redisUrl);
    try {
      say(`Opening ${count} conversations.`);
      const lines = await openConversations(town.world, database, count);
      if (wants("relay")) say("Relay latency.");
      const relay = wants("relay")
        ? { relay: await measureRelay(town.world, servers, database, lines, quick) }
        : {};
      if (wants("saturation")) say("One channel at one post a second.");
      const saturation = wants("saturation")
        ? { saturation: await measureSaturation(town.world, database, lines, quick) }
        : {};
      return { ...relay, ...saturation };
    } finally {
      await desk.stop();
    }
  } finally {
    await town.close();
    await database.close();
  }
};

/** What the promise asks of us: alerts in time, a quick start after a loss, cheap looks at what is due. */
const promise = async (entry: string, servers: Servers): Promise<Figures> => {
  const { quick } = values;
  const { redisUrl } = servers;
  const openConversations = quick ? 2_000 : 10_000;
  const onRedis = async <T>(
    part: (typeof PARTS)[number],
    work: (url: string) => Promise<T>,
  ): Promise<T | null> => {
    if (!wants(part)) return null;
    say(redisUrl === null ? `No Redis: ${part} is left out.` : `${part}.`);
    return redisUrl === null ? null : work(redisUrl);
  };
  const load = { openConversations, due: quick ? 500 : 1_000 };
  const spread = { ...load, overMs: load.due * 10, limited: false };
  const alerts = await onRedis("alerts", (url) => measureAlerts(entry, servers, url, spread));
  const together = { ...load, overMs: 1_000, limited: true };
  const burst = await onRedis("burst", (url) => measureAlerts(entry, servers, url, together));
  const recovery = await onRedis("recovery", (url) => measureRecovery(entry, servers, url, quick));
  if (wants("sweep")) say("The sweep's query.");
  return {
    ...(alerts === null ? {} : { alerts }),
    ...(burst === null ? {} : { burst }),
    ...(recovery === null ? {} : { recovery }),
    ...(wants("sweep") ? { sweep: await measureSweep(servers, quick) } : {}),
    ...(wants("gate") ? { gate: await measureGate(quick) } : {}),
    ...(wants("deadlines") ? { deadlines: await deadlinesOfTown(servers) } : {}),
  };
};

const deadlinesOfTown = async (servers: Servers) => {
  const town = await openTown(servers);
  try {
    return measureDeadlines(town.desk, values.quick);
  } finally {
    await town.close();
  }
};

const measure = async (servers: Servers): Promise<Figures> => {
  const entry = buildDesk();
  const first = wants("relay") || wants("saturation") ? await relayAndSaturation(entry, servers) : {};
  const timers = [];
  if (wants("timers")) {
    for (const load of timerLoads(values.quick, servers.redisUrl !== null)) {
      say(`${load.count} timers on ${load.backend}.`);
      timers.push(await measureTimers(entry, servers, load));
    }
  }
  if (wants("memory")) say("Resident memory.");
  if (wants("customers")) say("Imports of customers.");
  return {
    ...first,
    ...(timers.length > 0 ? { timers } : {}),
    ...(wants("memory") ? { memory: await measureMemory(entry, servers, values.quick) } : {}),
    ...(await promise(entry, servers)),
    ...(wants("customers") ? { customers: await measureCustomers(servers, values.quick) } : {}),
    ...(wants("mail") ? { mail: await measureMail(values.quick) } : {}),
  };
};

const startedAt = Date.now();
const servers = await startServers();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    killChildren();
    servers.kill();
    process.exit(130);
  });
}
try {
  const machine = await describeMachine(servers.postgresUrl, servers.redisUrl);
  const figures = await measure(servers);
  const command = [
    "npm run bench",
    ...(process.argv.length > 2 ? ["--", ...process.argv.slice(2)] : []),
  ].join(" ");
  const json = JSON.stringify({ machine, tookMs: Date.now() - startedAt, ...figures }, null, 2);
  process.stdout.write(`${tablesOf(machine, figures)}\n\n${values.json === undefined ? `${json}\n` : ""}`);
  if (values.json !== undefined) writeFileSync(values.json, `${json}\n`);
  if (values.docs) writeFileSync(join(repoRoot, "docs/bench.md"), documentOf(machine, figures, command));
} finally {
  await servers.stop();
}
process.exit(0);
