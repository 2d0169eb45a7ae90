import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { SetupError } from "../../src/ports.ts";
import { codeOf } from "./failure.ts";

/** What receivers still take is 1024; shorter ones are counted as no signature (RFC 8301, 3.2). */
const LEAST_BITS = 1024;

export interface DkimKey {
  /** PEM. */
  readonly key: string;
  readonly bits: number;
  /** What stands in DNS behind `p=`: the public key, DER in base64. */
  readonly publicKey: string;
}

const TODO =
  "Make one with openssl genrsa -out dkim.pem 2048, or leave out all three of DKIM_*: the relay signs then.";

const fault = (expected: string, got: string, cause?: unknown): SetupError =>
  new SetupError(`DKIM_KEY_FILE: expected ${expected}; ${got}. ${TODO}`, { cause });

/** Throws SetupError when no letter could be signed with it. */
export const dkimKeyOf = (pem: string): DkimKey => {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw fault(
      "a private key without a passphrase, in PEM",
      `the file holds none (${codeOf(cause)})`,
      cause,
    );
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  // RFC 8463 knows Ed25519 too; not every receiver does, and one signature is all that we make.
  if (key.asymmetricKeyType !== "rsa") throw fault("an RSA key", `got one of type ${key.asymmetricKeyType}`);
  if (bits < LEAST_BITS) throw fault(`an RSA key of ${LEAST_BITS} bits or more`, `got one of ${bits}`);
  const publicKey = createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");
  return { key: key.export({ type: "pkcs8", format: "pem" }).toString(), bits, publicKey };
};

/** Throws SetupError when the file cannot be read, or no letter could be signed with what it holds. */
export const readDkimKey = async (file: string): Promise<DkimKey> => {
  const pem = await readFile(file, "utf8").catch((cause: unknown) => {
    throw fault("a file that can be read", `${file} cannot be (${codeOf(cause)})`, cause);
  });
  return dkimKeyOf(pem);
};
