/** Checks request bodies against Discord's published OpenAPI document (github.com/discord/discord-api-spec), where it is at hand. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

export type SpecFault = { readonly path: string; readonly message: string };

export type SpecCheck = {
  /** undefined: this body fits, or the document says nothing about it. */
  check(method: string, template: string, body: unknown): readonly SpecFault[] | undefined;
  /** The same of an answer of ours: the emulator's own honesty. */
  checkAnswer(
    method: string,
    template: string,
    status: number,
    body: unknown,
  ): readonly SpecFault[] | undefined;
};

const repoRoot = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const DEFAULT_PATH = resolve(repoRoot, "..", "shared", "specs", "discord-openapi.json");

const ID = "discord";
const pointer = (part: string): string =>
  encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> };

/** Compiled once per process: the document is large. */
const checks = new Map<string, SpecCheck>();

export const specPath = (): string => process.env["DISCORD_OPENAPI"] ?? DEFAULT_PATH;

export const specAtHand = (): boolean => existsSync(specPath());

const createSpecCheck = (path: string): SpecCheck => {
  const document: Document = JSON.parse(readFileSync(path, "utf8"));
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, validateSchema: false });
  ajv.addSchema({ ...document, $id: ID });
  const compiled = new Map<string, ValidateFunction | undefined>();

  /** The document names path parameters its own way, so `{x}` matches any `{y}`. */
  const shape = (template: string): string => template.replaceAll(/\{[^}]+\}/g, "{}");
  const templates = new Map(Object.keys(document.paths).map((template) => [shape(template), template]));

  const validatorOf = (template: string, steps: readonly string[]): ValidateFunction | undefined => {
    const at = [...steps, "content", "application/json", "schema"];
    const key = `${template} ${at.join(" ")}`;
    if (compiled.has(key)) return compiled.get(key);
    const published = templates.get(shape(template));
    let node: unknown = published === undefined ? undefined : document.paths[published];
    for (const step of at) node = (node as Record<string, unknown> | undefined)?.[step];
    const validator =
      node === undefined || published === undefined
        ? undefined
        : ajv.compile({ $ref: `${ID}#/${["paths", published, ...at].map(pointer).join("/")}` });
    compiled.set(key, validator);
    return validator;
  };

  const faultsOf = (template: string, steps: readonly string[], body: unknown) => {
    const validator = validatorOf(template, steps);
    if (validator === undefined || validator(body)) return undefined;
    return (validator.errors ?? []).map((error) => ({
      path: error.instancePath,
      message: `${error.message ?? "does not fit"} ${JSON.stringify(error.params)}`,
    }));
  };

  return {
    check: (method, template, body) => faultsOf(template, [method.toLowerCase(), "requestBody"], body),
    checkAnswer: (method, template, status, body) =>
      faultsOf(template, [method.toLowerCase(), "responses", String(status)], body),
  };
};

export const loadSpecCheck = (): SpecCheck | undefined => {
  const path = specPath();
  if (!existsSync(path)) return undefined;
  const known = checks.get(path);
  if (known !== undefined) return known;
  const check = createSpecCheck(path);
  checks.set(path, check);
  return check;
};
