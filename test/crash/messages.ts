import { z } from "zod";
import type { CheckpointName } from "../../src/ports.ts";
import type { World } from "../support/world.ts";
import type { Connections } from "../support/world-desk.ts";

/** What the child is started with. */
export interface Start {
  readonly connections: Connections;
  readonly desk: World["desk"];
  /** Die here while starting; null: stay alive. */
  readonly dieAt: CheckpointName | null;
}

/** To the child: die at the next visit of this point. */
export interface Arm {
  readonly dieAt: CheckpointName;
}

/** From the child. */
export const News = z.object({ news: z.enum(["started", "armed"]) });
export type News = z.infer<typeof News>;
