import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

/** An IMAP server of a test file's own, with one mailbox. */
export interface Dovecot {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Puts a mail into the mailbox, as a delivery agent does. */
  readonly deliver: (mail: string) => void;
  /** Numbers the mailbox anew, as after a migration. */
  readonly renumber: (uidValidity: number) => Promise<void>;
  /** Ends every connection of the user's. */
  readonly kick: () => Promise<void>;
  /** The flags of every mail, as the server's files have them. */
  readonly run: (args: readonly string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const USER = "desk";
const PASSWORD = "s3cret";
/** `nobody`: the server refuses to read mail as root. */
const OWNER = 65_534;
const readyTimeoutMs = 10_000;
const pollMs = 25;
const run = promisify(execFile);

const programAt = (name: string): string | null =>
  [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"].find((dir) => {
    try {
      accessSync(join(dir, name), constants.X_OK);
      return dir !== "";
    } catch {
      return false;
    }
  }) ?? null;

/** Null: it is here and may be started; else why its suites are skipped. */
export const noDovecot = (): string | null => {
  if (programAt("dovecot") === null) return "there is no dovecot (Debian: apt-get install dovecot-imapd)";
  return process.getuid?.() === 0 ? null : "dovecot changes users, which only root may";
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("A TCP server had no port.");
  return address.port;
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once("data", () => end(true));
    socket.once("error", () => end(false));
    socket.once("close", () => end(false));
  });

const untilReady = async (port: number, child: ChildProcess): Promise<void> => {
  const until = Date.now() + readyTimeoutMs;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > until) {
      throw new Error(`dovecot did not answer on port ${port} (exit code ${child.exitCode}).`);
    }
    await delay(pollMs);
  }
};

const configOf = (dir: string, port: number, capability: string): string => `
protocols = imap
base_dir = ${dir}/run
state_dir = ${dir}/run
log_path = ${dir}/log
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:${dir}/mail/%u
${capability === "" ? "" : `imap_capability = ${capability}`}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${OWNER} gid=${OWNER} home=${dir}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;

/** `capability`: what it says it can; empty: all that it can. */
export const startDovecot = async (capability = ""): Promise<Dovecot> => {
  const dir = mkdtempSync(join(tmpdir(), "deskclock-dovecot-"));
  chmodSync(dir, 0o755);
  const inbox = join(dir, "mail", USER);
  for (const made of [
    join(dir, "run"),
    join(dir, "mail"),
    inbox,
    ...["new", "cur", "tmp"].map((name) => join(inbox, name)),
  ]) {
    mkdirSync(made);
    chownSync(made, OWNER, OWNER);
  }
  chownSync(join(dir, "run"), 0, 0);
  const port = await freePort();
  const config = join(dir, "dovecot.conf");
  writeFileSync(config, configOf(dir, port, capability));
  const child = spawn(join(programAt("dovecot") ?? "", "dovecot"), ["-F", "-c", config], { stdio: "ignore" });
  await untilReady(port, child);
  const doveadm = async (args: readonly string[]): Promise<string> =>
    (await run(join(programAt("doveadm") ?? "", "doveadm"), ["-c", config, ...args])).stdout;
  let count = 0;
  return {
    port,
    user: USER,
    password: PASSWORD,
    deliver: (mail) => {
      count += 1;
      const name = `${Date.now()}.${String(count).padStart(6, "0")}.test`;
      writeFileSync(join(inbox, "tmp", name), mail);
      chownSync(join(inbox, "tmp", name), OWNER, OWNER);
      renameSync(join(inbox, "tmp", name), join(inbox, "new", name));
    },
    renumber: async (uidValidity) => {
      await doveadm(["mailbox", "update", "-u", USER, "--uid-validity", String(uidValidity), "INBOX"]);
    },
    kick: async () => {
      await doveadm(["kick", USER]);
    },
    run: doveadm,
    stop: async () => {
      const ended = once(child, "exit");
      if (child.exitCode === null && child.kill("SIGTERM")) await ended;
      rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
};
