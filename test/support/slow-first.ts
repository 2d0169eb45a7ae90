import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { repoRoot } from "../../src/root.ts";

/** The longest first: one that begins last keeps everybody waiting while the other cores are idle. */
const SLOW = [
  "test/crash/crash.test.ts",
  "test/sandbox/browser.test.ts",
  "test/scripts/doctor.test.ts",
  "test/crash/unknown-outcome.test.ts",
  "test/embedded-postgres.test.ts",
  "test/shell/engine.test.ts",
  "test/paths.test.ts",
  "test/story.test.ts",
  "test/sandbox/chat.test.ts",
  "test/emulators/discord/gateway.test.ts",
  "test/architecture.test.ts",
];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = SLOW.indexOf(relative(repoRoot, moduleId));
  return rank < 0 ? SLOW.length : rank;
};

/** Without it, vitest goes by what it remembers of earlier runs, and a fresh clone remembers nothing. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}
