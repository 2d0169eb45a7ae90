import { z } from "zod";
import { PolicyYaml } from "./schema.ts";

/** For editors that read `# yaml-language-server: $schema=…`: keys, types and choices, not the rules between them. */
export const policyJsonSchema = (): string =>
  `${JSON.stringify({ title: "Deskclock policy", ...z.toJSONSchema(PolicyYaml, { io: "input", reused: "ref" }) }, null, 2)}\n`;
