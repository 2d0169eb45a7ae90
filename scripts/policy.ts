import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, readConfig } from "../src/config.ts";
import { inWords } from "../src/policy-file/in-words.ts";
import { policyJsonSchema } from "../src/policy-file/json-schema.ts";
import { PolicyError, readPolicyFile } from "../src/policy-file.ts";
import { repoRoot } from "../src/root.ts";

/** `npm run policy`: checks the policy file and says it in words. `-- --schema`: writes the schema that editors read. */
const main = (): void => {
  if (process.argv.includes("--schema")) {
    const file = join(repoRoot, "docs/policy.schema.json");
    writeFileSync(file, policyJsonSchema());
    console.log(`Wrote ${file}.`);
    return;
  }
  try {
    console.log(inWords(readPolicyFile(readConfig([]).policyFile)));
  } catch (error) {
    if (!(error instanceof PolicyError || error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
};

main();
