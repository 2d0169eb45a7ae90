/**
 * Asks DNS, as `resolve` of `node:dns/promises` does: `TXT` answers lists of strings, `A` strings, `MX` objects. Rejects
 * with the code ENOTFOUND or ENODATA where there is nothing; with any other code the answer is not known.
 */
export type Resolver = (name: string, type: string) => Promise<readonly unknown[]>;

/** DNS said no, or could not say. */
export class DnsError extends Error {
  override readonly name = "DnsError";
  readonly code: "ENOTFOUND" | "ESERVFAIL";

  constructor(code: "ENOTFOUND" | "ESERVFAIL", asked: string) {
    super(`DNS has no answer for ${asked} (${code}).`);
    this.code = code;
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

/** mailauth's view of a resolver. A name that cannot be asked for does not exist: asking again would not help. */
export const forMailauth =
  (resolver: Resolver) =>
  async (name: string, type: string): Promise<string[][]> => {
    try {
      // Its types know of no records but strings; at run time it takes what Node's resolver gives.
      return [...(await resolver(name, type))] as string[][];
    } catch (error) {
      if (codeOf(error) === "EBADNAME") throw new DnsError("ENOTFOUND", `${type} of ${name}`);
      throw error;
    }
  };
