import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize, sep } from "node:path";
import { repoRoot } from "../../src/root.ts";

const PAGE = join(repoRoot, "adapters/sandbox/page");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const require = createRequire(import.meta.url);

/** The libraries that the page imports, as they were installed; index.html's import map names them. */
const vendored = (): Readonly<Record<string, string>> => ({
  "preact.mjs": require.resolve("preact"),
  "hooks.mjs": require.resolve("preact/hooks"),
  "htm.mjs": join(dirname(require.resolve("htm")), "htm.mjs"),
});

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/**
 * Nothing from elsewhere, nothing inline but the import map, which is named by its hash; no string ever becomes
 * markup (https://www.w3.org/TR/CSP3/, https://www.w3.org/TR/trusted-types/).
 */
const policyFor = (html: string): string => {
  const inline = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
  return [
    "default-src 'none'",
    `script-src 'self' ${hash(inline)}`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
};

export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
};

const notFound = (): Response => new Response("There is no such file.\n", { status: 404 });

const serve = async (path: string): Promise<Response> => {
  const type = TYPES[extname(path)];
  if (type === undefined) return notFound();
  try {
    return new Response(await readFile(path), {
      headers: { "content-type": type, "cache-control": "no-cache" },
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EISDIR")) {
      return notFound();
    }
    throw error;
  }
};

export const indexPage = async (): Promise<Response> => {
  const html = await readFile(join(PAGE, "index.html"), "utf8");
  return new Response(html, {
    headers: {
      "content-type": TYPES[".html"] ?? "",
      "cache-control": "no-cache",
      "content-security-policy": policyFor(html),
    },
  });
};

/**
 * A mail's HTML, for a frame of the page: without a script, without a form, without anything from elsewhere, and of no
 * origin, whatever it holds.
 */
export const letterPage = (html: string | null): Response =>
  html === null
    ? notFound()
    : new Response(html, {
        headers: {
          "content-type": TYPES[".html"] ?? "",
          "cache-control": "no-store",
          "content-security-policy":
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'",
        },
      });

/** A file of the page by its name below `/sandbox/`; never anything outside it. */
export const pageFile = async (name: string): Promise<Response> => {
  const vendor = /^vendor\/([a-z]+\.mjs)$/.exec(name)?.[1];
  if (vendor !== undefined) {
    const path = vendored()[vendor];
    return path === undefined ? notFound() : serve(path);
  }
  const path = normalize(join(PAGE, name));
  return path.startsWith(PAGE + sep) ? serve(path) : notFound();
};
