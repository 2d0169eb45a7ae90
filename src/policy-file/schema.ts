import { z } from "zod";
import { DeskSection } from "./schema/desk.ts";
import { PolicySection } from "./schema/policy.ts";
import { section } from "./schema/section.ts";

export const PolicyYaml = section({
  policy: PolicySection.optional(),
  desks: z.array(DeskSection, { error: "a list of desks" }).min(1, "at least one desk").optional(),
});

export type PolicyYaml = z.output<typeof PolicyYaml>;
