import type { WebClient } from "@slack/web-api";
import { HOUR, SECOND } from "../../src/core/time.ts";
import type { Clock } from "../../src/ports.ts";
import type { Names } from "./mrkdwn.ts";
import { pause } from "./pause.ts";

/** Names change seldom; an hour old is fresh enough for a display name. */
const KEPT_MS = HOUR;
/** After a failed look-up, ms: long enough not to use up users.info's 100 a minute on a name that is not to be had. */
const RETRY_MS = 60 * SECOND;
/** Slack wants its acknowledgement in three seconds: a name is not worth more of them than this, ms. */
const PATIENCE_MS = SECOND;
const MOST = 5_000;

export interface NameBook extends Names {
  /** Makes these names known if that can be done quickly; else the ids stand in for them. */
  readonly learn: (ids: {
    readonly users: readonly string[];
    readonly channels: readonly string[];
  }) => Promise<void>;
}

interface Entry {
  readonly name: string;
  readonly until: number;
}

export const createNameBook = (client: WebClient, clock: Clock): NameBook => {
  const known = new Map<string, Entry>();
  const asked = new Map<string, Promise<void>>();

  const nameOfUser = async (id: string): Promise<string> => {
    const { user } = await client.users.info({ user: id });
    const { profile } = user ?? {};
    return profile?.display_name || profile?.real_name || user?.real_name || user?.name || id;
  };
  const nameOfChannel = async (id: string): Promise<string> => {
    const { channel } = await client.conversations.info({ channel: id });
    return channel?.name ?? id;
  };

  const ask = (id: string, look: (id: string) => Promise<string>): Promise<void> => {
    const entry = known.get(id);
    if (entry !== undefined && entry.until > clock.now()) return Promise.resolve();
    const under = asked.get(id);
    if (under !== undefined) return under;
    const keep = (name: string, forMs: number): void => {
      known.delete(id);
      known.set(id, { name, until: clock.now() + forMs });
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    };
    const answer = look(id)
      .then((name) => keep(name, KEPT_MS))
      // Gone, hidden, or too many questions: the last known name, or the id, says who it was.
      .catch(() => keep(entry?.name ?? id, RETRY_MS))
      .finally(() => asked.delete(id));
    asked.set(id, answer);
    return answer;
  };

  return {
    user: (id) => known.get(id)?.name ?? id,
    channel: (id) => known.get(id)?.name ?? id,
    async learn({ users, channels }) {
      const answers = [
        ...users.map((id) => ask(id, nameOfUser)),
        ...channels.map((id) => ask(id, nameOfChannel)),
      ];
      if (answers.length === 0) return;
      const patience = new AbortController();
      await Promise.race([Promise.all(answers), pause(PATIENCE_MS, patience.signal)]);
      patience.abort();
    },
  };
};
