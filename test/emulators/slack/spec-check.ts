import { Ajv } from "ajv";
import { loadSpec } from "../shared/spec.ts";
import type { Fields } from "./model.ts";

type Parameter = {
  readonly name: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly in: string;
};
type Operation = {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly schema?: object } | undefined>>;
};
type Specification = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

/** Arguments that the specification of 2020 demands or types otherwise than Slack does today. */
const OUTDATED = new Set(["token"]);

/**
 * Compares calls with Slack's last published specification (2020): methods and arguments it does not
 * know pass. https://github.com/slackapi/slack-api-specs
 */
export function createSpecCheck(): (method: string, args: Fields) => readonly string[] {
  const specification = loadSpec("slack-web-openapi.json") as Specification | undefined;
  return (method, args) => {
    const operation = Object.values(specification?.paths[`/${method}`] ?? {})[0];
    return (operation?.parameters ?? []).flatMap((parameter) => {
      if (OUTDATED.has(parameter.name)) return [];
      const value = args[parameter.name];
      if (value === undefined || value === null)
        return parameter.required ? [`${parameter.name} is required, got nothing`] : [];
      return fits(parameter.type, value)
        ? []
        : [`${parameter.name} is of type ${parameter.type}, got ${JSON.stringify(value)}`];
    });
  };
}

/** In forms all values are text; objects come as JSON text or, in JSON bodies, as themselves. */
function fits(type: string | undefined, value: unknown): boolean {
  const text = String(value);
  if (type === "boolean") return ["true", "false", "1", "0"].includes(text);
  if (type === "integer") return /^-?\d+$/.test(text);
  if (type === "number") return text !== "" && !Number.isNaN(Number(text));
  return true;
}

/** Where an answer of ours differs from the specification; empty also where that says nothing. */
export function answerFaults(method: string, answer: unknown): readonly string[] {
  const specification = loadSpec("slack-web-openapi.json") as
    | (Specification & { readonly definitions: object })
    | undefined;
  const operation = Object.values(specification?.paths[`/${method}`] ?? {})[0];
  const schema = operation?.responses["200"]?.schema;
  if (!specification || !schema) return [];
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, validateSchema: false });
  const { definitions } = specification;
  const fits = ajv.compile({ ...schema, definitions });
  if (fits(answer)) return [];
  return (fits.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
