import { parseArgs } from "node:util";

const SPEED = { least: 1, most: 600 };

export interface Arguments {
  /** Null: not given. */
  readonly speed: number | null;
  readonly faults: readonly string[];
}

/** Reads `--speed 10`; whatever else came is a fault. */
export const readArguments = (argv: readonly string[]): Arguments => {
  const { tokens } = parseArgs({
    args: [...argv],
    options: { speed: { type: "string" } },
    strict: false,
    tokens: true,
  });
  const faults: string[] = [];
  let speed: number | null = null;
  for (const token of tokens) {
    if (token.kind === "option" && token.name === "speed") {
      const value = Number(token.value ?? Number.NaN);
      if (value >= SPEED.least && value <= SPEED.most) speed = value;
      else {
        const came = token.value === undefined ? "nothing" : `"${token.value}"`;
        faults.push(
          `--speed: expected a number from ${SPEED.least} to ${SPEED.most}, got ${came}. Try --speed 10.`,
        );
      }
    } else {
      const said = token.kind === "option" ? token.rawName : token.kind === "positional" ? token.value : "--";
      faults.push(`${said}: expected no such argument. The only one is --speed N, for the sandbox.`);
    }
  }
  return { speed, faults };
};
