import type { WebClient } from "@slack/web-api";
import type { HomeView } from "../../src/core/views.ts";
import type { ChatOptions } from "../../src/ports.ts";
import { chatErrorOf } from "./failure.ts";
import { homeOf } from "./home-view.ts";
import type { NameBook } from "./names.ts";
import { personOf, type Self } from "./parsed.ts";
import { callbackSchema, homeOpenedSchema } from "./wire.ts";

export interface HomesOptions extends Pick<ChatOptions, "home" | "words" | "clock" | "log"> {
  readonly client: WebClient;
  readonly self: Self;
  readonly names: NameBook;
}

/** App Home: published anew whenever its reader opens it, and for nobody else. */
export interface Homes {
  /** Takes note of who opens theirs; anything else is none of its business. */
  readonly hear: (body: unknown) => void;
  readonly idle: () => Promise<void>;
}

export const createHomes = (options: HomesOptions): Homes => {
  const { client, self, names, home, words, clock, log } = options;
  const underWay = new Map<string, Promise<void>>();

  const made = async (user: string, make: NonNullable<typeof home>): Promise<HomeView | null> => {
    try {
      await names.learn({ users: [user], channels: [] });
      return await make(personOf(user, { self, names, now: clock.now() }));
    } catch (error) {
      log.error({ err: error }, "A rep's page could not be made; it is tried when they open it again");
      return null;
    }
  };

  const publish = async (user: string, make: NonNullable<typeof home>): Promise<void> => {
    const view = await made(user, make);
    if (view === null) return;
    try {
      await client.views.publish({ user_id: user, view: homeOf(view, words(view.language)) });
    } catch (error) {
      const { code } = chatErrorOf(error).failure;
      log.warn({ code }, "A rep's page was not shown by Slack; it is tried when they open it again");
    }
  };

  return {
    hear(body) {
      const event = callbackSchema.safeParse(body).data?.event;
      const opened = homeOpenedSchema.safeParse(event).data;
      // Whoever opens it again before it stands sees the one that is on its way.
      if (home === undefined || opened === undefined || underWay.has(opened.user)) return;
      const { user } = opened;
      underWay.set(
        user,
        publish(user, home).finally(() => underWay.delete(user)),
      );
    },
    idle: async () => void (await Promise.all([...underWay.values()])),
  };
};
