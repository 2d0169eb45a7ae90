import type { Live } from "./live.ts";

/** How often the clocks' facts are read while a page is open, ms. */
const EVERY_MS = 1000;
/** The desk saves first and speaks afterwards: what is read shortly after a message is already true. */
const SOON_MS = 60;
/** The page counts down by itself from what it was told; a bigger difference means the clock was moved, ms. */
const DRIFT_MS = 250;

interface Seen {
  readonly now: number;
}

/** Tells the page what the clocks say when it changed; nobody watching, nothing is read. */
export const watchOverview = (live: Live, read: () => Promise<Seen>) => {
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Timeout | undefined;
  let last = "";
  let lead = 0;

  const look = (): void => {
    soon = undefined;
    if (!live.busy()) {
      last = "";
      return;
    }
    void live.publish(async () => {
      const seen = await read();
      const { now, ...facts } = seen;
      const said = JSON.stringify(facts);
      const ahead = now - Date.now();
      if (said === last && Math.abs(ahead - lead) < DRIFT_MS) return null;
      last = said;
      lead = ahead;
      return { event: "overview", data: seen };
    });
  };

  return {
    start: (): void => {
      timer = setInterval(look, EVERY_MS);
      timer.unref();
    },
    soon: (): void => {
      soon ??= setTimeout(look, SOON_MS);
    },
    stop: (): void => {
      clearInterval(timer);
      clearTimeout(soon);
      soon = undefined;
    },
  };
};
