import { systemClock } from "../../src/main/clock.ts";
import type { CheckpointName } from "../../src/ports.ts";
import { startWorldDesk } from "../support/world-desk.ts";
import type { Arm, News, Start } from "./messages.ts";

/** A whole desk in a process of its own, which kills itself at the point it is told. */
const start = JSON.parse(process.argv[2] ?? "") as Start;
let dieAt: CheckpointName | null = start.dieAt;

const tell = (news: News["news"]): void => {
  process.send?.({ news });
};

process.on("message", (arm: Arm) => {
  dieAt = arm.dieAt;
  tell("armed");
});
// The test is gone: nobody needs this desk.
process.on("disconnect", () => process.exit());

await startWorldDesk(start.connections, start.desk, systemClock, {
  checkpoint: (name) => {
    if (name === dieAt) process.kill(process.pid, "SIGKILL");
  },
  // The emulator's limits are lifted: this test is about what is said, not how fast.
  slack: { laneIntervalMs: 20 },
});
tell("started");
