import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Desk } from "../../src/core/policy/policy.ts";
import { desksFor, readPolicyFile } from "../../src/policy-file.ts";
import { createWorld, type World } from "../../test/support/world.ts";
import { type Child, deskArgs, startChild } from "./children.ts";
import type { BenchDatabase, Servers } from "./servers.ts";

/** Both emulated platforms, in this process, and a policy file by which a desk finds them. */
export interface Town {
  readonly world: World;
  /** The desk as its process reads it from the file. */
  readonly desk: Desk;
  readonly startDesk: (entry: string, database: BenchDatabase, redisUrl: string | null) => Promise<Child>;
  readonly close: () => Promise<void>;
}

/** Deadlines far away: what is measured meanwhile is what people write. */
const FAR = { first_response: "2h", next_response: "2h", update: "2h", resolution: "24h" };

const policyOf = ({ desk }: World): string => {
  const reps = desk.reps.map(({ id, name, slack, lead }) => ({ id, name, slack, lead }));
  const { id, name, customers, staff, alerts, managers } = desk;
  return stringify({
    policy: { targets: FAR, idle: { ask: "2h", close: "4h" } },
    desks: [{ id, name, customers, staff, alerts, managers, reps }],
  });
};

export const openTown = async (servers: Servers): Promise<Town> => {
  const world = await createWorld();
  const policyFile = join(servers.dir, `policy-${world.support.id}.yaml`);
  writeFileSync(policyFile, policyOf(world));
  const [desk] = desksFor("platforms", readPolicyFile(policyFile));
  if (desk === undefined) throw new Error("the policy file of the benchmark names no desk");
  return {
    world,
    desk,
    startDesk: async (entry, database, redisUrl) => {
      const child = startChild(
        deskArgs(entry),
        {
          PORT: "0",
          DATA_DIR: servers.dir,
          DATABASE_URL: database.url,
          POLICY_FILE: policyFile,
          DISCORD_TOKEN: world.botToken,
          DISCORD_API_URL: world.discord.apiUrl,
          SLACK_BOT_TOKEN: world.app.botToken,
          SLACK_APP_TOKEN: world.app.appToken,
          SLACK_API_URL: world.slack.apiUrl,
          ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
        },
        join(servers.dir, "desk.log"),
      );
      await child.says(/^The desk is open/);
      return child;
    },
    close: world.close,
  };
};
