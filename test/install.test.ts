import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { repoRoot } from "../src/root.ts";

const run = promisify(execFile);
let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "deskclock-checkout-"));
  for (const name of ["alone.js", "install.js"]) {
    cpSync(join(repoRoot, "scripts", name), join(checkout, "scripts", name));
  }
  writeFileSync(join(checkout, "package.json"), '{ "type": "module" }');
});

afterEach(() => rmSync(checkout, { recursive: true, force: true }));

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), typeof content === "string" ? content : JSON.stringify(content));
}

/** What a checkout's own scripts say, in a process of their own. */
async function evaluate(module: string, code: string): Promise<string> {
  const url = new URL(`file://${join(checkout, "scripts", module)}`).href;
  const script = `const m = await import(${JSON.stringify(url)}); ${code}`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script]);
  return stdout.trim();
}

const missing = async (): Promise<unknown> =>
  JSON.parse(await evaluate("install.js", "console.log(JSON.stringify(m.missingPackages()))"));

const lock = (packages: Record<string, unknown>) => ({ packages: { "": { name: "desk" }, ...packages } });

describe("what is missing", () => {
  const one = { "node_modules/one": { version: "1.0.0" } };

  test("everything in a fresh checkout, nothing once it stands", async () => {
    write("package-lock.json", lock(one));
    expect(await missing()).toEqual(["node_modules/one"]);
    write("node_modules/.package-lock.json", lock(one));
    expect(await missing()).toEqual(["node_modules/one"]);
    write("node_modules/one/package.json", {});
    expect(await missing()).toEqual([]);
  });

  test("a package of another version", async () => {
    write("package-lock.json", lock({ "node_modules/one": { version: "1.0.1" } }));
    write("node_modules/.package-lock.json", lock(one));
    write("node_modules/one/package.json", {});
    expect(await missing()).toEqual(["node_modules/one"]);
  });

  test("an optional package only where it belongs", async () => {
    const here = { os: [process.platform], cpu: [process.arch] };
    write(
      "package-lock.json",
      lock({
        "node_modules/here": { version: "1.0.0", optional: true, ...here },
        "node_modules/elsewhere": { version: "1.0.0", optional: true, os: ["plan9"], cpu: [process.arch] },
        "node_modules/other-libc": { version: "1.0.0", optional: true, ...here, libc: ["none"] },
      }),
    );
    expect(await missing()).toEqual(["node_modules/here"]);
  });
});

describe("one command at a time", () => {
  const append = (text: string) =>
    `await m.alone(async () => {
      const { appendFileSync } = await import("node:fs");
      appendFileSync(m.root + "/trace", "<");
      await new Promise((resolve) => setImmediate(resolve));
      appendFileSync(m.root + "/trace", "${text}>");
    })`;

  test("the others wait", async () => {
    await Promise.all(["a", "b", "c", "d"].map(async (text) => evaluate("alone.js", append(text))));
    expect(readFileSync(join(checkout, "trace"), "utf8")).toMatch(/^(<[a-d]>){4}$/);
    expect(existsSync(join(checkout, ".data/install.lock"))).toBe(false);
  });

  test("a dead command's lock holds nobody up", async () => {
    const dead = spawn(process.execPath, ["--version"], { stdio: "ignore" });
    await once(dead, "exit");
    write(".data/install.lock", String(dead.pid));
    await evaluate("alone.js", append("a"));
    expect(readFileSync(join(checkout, "trace"), "utf8")).toBe("<a>");
  });
});

test("a script run by name prints nothing but its own words", async () => {
  writeFileSync(join(checkout, "hello.ts"), "console.log(process.argv.slice(2) satisfies string[]);");
  const runner = join(repoRoot, "scripts/run.js");
  const { stdout, stderr } = await run(process.execPath, [runner, join(checkout, "hello.ts"), "a", "--b"]);
  expect(stdout).toBe("[ 'a', '--b' ]\n");
  expect(stderr).toBe("");
});
