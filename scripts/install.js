// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { alone, giveUp, root, runProgram, say } from "./alone.js";

const stampFile = join(root, "node_modules/.deskclock-stamp");
const oldestNode = [20, 19];
const noticeEveryMs = 10_000;

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  giveUp(
    `Deskclock needs Node ${oldestNode.join(".")} or newer; this is ${process.version} (${process.execPath}).`,
  );
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Locked
 * @param {string} file
 * @returns {Record<string, Locked> | null}
 */
function readLocked(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}

/** @param {string[] | undefined} list @param {string} ours */
function suits(list, ours) {
  return list === undefined || (list.includes(ours) && !list.includes(`!${ours}`));
}

/** Node tells the C library only in its report, whose look at the network would take its time. */
function ourLibc() {
  if (!process.report) return "glibc";
  Object.assign(process.report, { excludeNetwork: true });
  /** @type {unknown} */
  const report = process.report.getReport();
  return JSON.stringify(report).includes('"glibcVersionRuntime"') ? "glibc" : "musl";
}

/** @param {Locked} locked */
function isForThisMachine({ os, cpu, libc }) {
  return (
    suits(os, process.platform) && suits(cpu, process.arch) && (libc === undefined || suits(libc, ourLibc()))
  );
}

function lockHash() {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

/** An optional package that npm itself left out is missed once: the stamp says that it was tried. */
function triedBefore() {
  try {
    return readFileSync(stampFile, "utf8") === lockHash();
  } catch {
    return false;
  }
}

/**
 * What stands in node_modules is told by npm's own record there, which npm writes last, whoever ran it.
 * https://docs.npmjs.com/cli/configuring-npm/package-lock-json#hidden-lockfiles
 * @returns {string[]}
 */
export function missingPackages() {
  const wanted = readLocked(join(root, "package-lock.json"));
  if (wanted === null)
    giveUp(`package-lock.json is missing or broken in ${root}: the checkout is incomplete.`);
  const standing = readLocked(join(root, "node_modules/.package-lock.json")) ?? {};
  const tried = triedBefore();
  return Object.entries(wanted)
    .filter(([path, locked]) => {
      if (path === "") return false;
      const found = standing[path];
      if (found?.version === locked.version && existsSync(join(root, path, "package.json"))) return false;
      if (!locked.optional || found !== undefined) return true;
      return locked.os !== undefined && !tried && isForThisMachine(locked);
    })
    .map(([path]) => path);
}

/** No install script is run: what they would do, we do ourselves or do not need. See docs/adr/0001. */
async function npmCi() {
  const flags = [
    "ci",
    "--include=dev",
    "--include=optional",
    "--ignore-scripts",
    "--no-progress",
    "--loglevel=error",
  ];
  const npm = process.env["npm_execpath"];
  const code =
    npm !== undefined && basename(npm) === "npm-cli.js"
      ? await runProgram(process.execPath, [npm, ...flags])
      : await runProgram(process.platform === "win32" ? "npm.cmd" : "npm", flags);
  if (code === null) giveUp("npm was not found: install it (it comes with Node), then start again.");
  if (code !== 0) {
    giveUp(
      `The packages could not be installed (npm ci ended with ${code}; its reason stands above). ` +
        "It needs the network, or npm's cache, once. To look closer, run: npm ci",
    );
  }
}

/** Installs what package-lock.json asks for and node_modules lacks; touches nothing when all stands. */
export async function ensureInstalled() {
  checkNode();
  if (missingPackages().length === 0) return;
  await alone(async () => {
    const missing = missingPackages();
    if (missing.length === 0) return;
    const startedAt = Date.now();
    say(`Installing ${missing.length} packages (npm ci), once; this takes about half a minute.`);
    const notice = setInterval(() => {
      say(`Still installing, ${Math.round((Date.now() - startedAt) / 1000)} s so far.`);
    }, noticeEveryMs);
    try {
      await npmCi();
    } finally {
      clearInterval(notice);
    }
    writeFileSync(stampFile, lockHash());
    say(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
  });
  const still = missingPackages();
  if (still.length > 0)
    giveUp(`npm ci left these packages out: ${still.slice(0, 5).join(", ")}. Run "npm ci" by hand.`);
}
