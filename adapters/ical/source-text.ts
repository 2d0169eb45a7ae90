import { open } from "node:fs/promises";
import { basename } from "node:path";
import { CalendarError } from "./calendar-error.ts";

export interface Limits {
  /** Largest text, bytes. Default 5 MB. */
  readonly bytes: number;
  /** Longest wait for all of it, redirects included, ms. Default 10 s. */
  readonly waitMs: number;
  /** Default 5. */
  readonly redirects: number;
}

export const LIMITS: Limits = { bytes: 5_000_000, waitMs: 10_000, redirects: 5 };

/** The server's marks of a text that is known already. */
export interface Marks {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Null: it has not changed since the marks were given. */
export type SourceText = (Marks & { readonly text: string }) | null;

const isWeb = (address: string): boolean => /^https?:\/\//i.test(address);

/** What may be said of an address: a calendar's often holds its key. */
export const hostOf = (address: string): string =>
  isWeb(address) ? (URL.canParse(address) ? new URL(address).host : "an address") : basename(address);

const tooLarge = (bytes: number): CalendarError =>
  new CalendarError("too_large", `it is larger than ${(bytes / 1_000_000).toFixed(1)} MB`);

const codeOf = (cause: unknown): string | null => {
  if (typeof cause !== "object" || cause === null) return null;
  if ("code" in cause && typeof cause.code === "string") return cause.code;
  return "cause" in cause ? codeOf(cause.cause) : null;
};

const unreachable = (cause: unknown, waitMs: number): CalendarError =>
  new CalendarError(
    "unreachable",
    cause instanceof Error && cause.name === "TimeoutError"
      ? `no answer within ${waitMs / 1000} s`
      : `no answer (${codeOf(cause) ?? "the connection failed"})`,
    { cause },
  );

const joinedText = (chunks: readonly Uint8Array[]): string => Buffer.concat(chunks).toString("utf8");

const bodyOf = async (response: Response, { bytes }: Limits): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop ends the download.
    if (size > bytes) throw tooLarge(bytes);
    chunks.push(chunk);
  }
  return joinedText(chunks);
};

/** Where it goes on, from a plain address to a plain or a safe one, never back from a safe one. */
const nextAddress = (response: Response, from: URL): URL => {
  const location = response.headers.get("location") ?? "";
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : null;
  if (to === null || !isWeb(to.href) || (from.protocol === "https:" && to.protocol === "http:"))
    throw new CalendarError("unreachable", "it is redirected to where calendars are not read from");
  return to;
};

const headersFor = (url: URL, { etag, lastModified }: Marks): Record<string, string> => ({
  accept: "text/calendar, */*;q=0.1",
  ...(etag === null ? {} : { "if-none-match": etag }),
  ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
  ...(url.username === ""
    ? {}
    : {
        authorization: `Basic ${Buffer.from(
          `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`,
        ).toString("base64")}`,
      }),
});

const withoutLogin = (url: URL): URL => {
  const plain = new URL(url);
  plain.username = "";
  plain.password = "";
  return plain;
};

const fromWeb = async (
  address: string,
  known: Marks,
  limits: Limits,
  signal: AbortSignal,
  get: typeof fetch,
): Promise<SourceText> => {
  let url = new URL(address);
  for (let redirects = 0; redirects <= limits.redirects; redirects += 1) {
    const response = await get(withoutLogin(url), {
      redirect: "manual",
      signal,
      headers: headersFor(url, known),
    });
    if (response.status === 304) return null;
    if (response.ok) {
      return {
        text: await bodyOf(response, limits),
        etag: response.headers.get("etag"),
        lastModified: response.headers.get("last-modified"),
      };
    }
    await response.body?.cancel();
    if (response.status < 300 || response.status > 399)
      throw new CalendarError("refused", `its server answered with HTTP ${response.status}`);
    url = nextAddress(response, url);
  }
  throw new CalendarError("unreachable", `it is redirected more than ${limits.redirects} times`);
};

const fromFile = async (path: string, limits: Limits): Promise<SourceText> => {
  const file = await open(path);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new CalendarError("unreachable", "it is no file");
    if (stat.size > limits.bytes) throw tooLarge(limits.bytes);
    return { text: await file.readFile("utf8"), etag: null, lastModified: null };
  } finally {
    await file.close();
  }
};

/** Reads a calendar's text from its address or file. Throws CalendarError. */
export const sourceText = async (
  address: string,
  known: Marks,
  options: { readonly limits: Limits; readonly signal: AbortSignal; readonly fetch: typeof fetch },
): Promise<SourceText> => {
  const { limits } = options;
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(limits.waitMs)]);
  try {
    return isWeb(address)
      ? await fromWeb(address, known, limits, signal, options.fetch)
      : await fromFile(address, limits);
  } catch (cause) {
    if (cause instanceof CalendarError) throw cause;
    throw unreachable(cause, limits.waitMs);
  }
};
