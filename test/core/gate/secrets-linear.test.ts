import { expect, test } from "vitest";
import { findSecrets } from "../../../src/core/gate/secrets.ts";

/** What each rule looks for, and almost finds: repeated, it is the worst that each can be given. */
const SEEDS = [
  "a",
  "1",
  " ",
  "\n",
  "pw ",
  "pw-",
  "pw=",
  "pw:x ",
  "password is ",
  "password for the ",
  'password "',
  "password '",
  "password `",
  "```",
  "hunter2 is my password ",
  "user: x pass: y ",
  "admin / ",
  "admin:",
  "a@b:",
  "login with ",
  "credentials: ",
  "4 ",
  "4-",
  "4111 1111 1111 1111 ",
  "my code i we you ",
  "verification code is ",
  "auth code for ",
  "token is ",
  "api key for of from ",
  "eyJabcdefghijk.",
  "https://a:",
  "https://a:b@c ",
  "a://:@",
  "?token=",
  "mysql -p ",
  "curl -u ",
  `-----BEGIN ${"PRIVATE"} KEY-----\n`,
  `-----END ${"PRIVATE"} KEY-----\nAAAA `,
  "MIIEvQIBADAN",
  "[password removed]",
  "password is [password removed] ",
  "😀",
  "İ",
];

/** A hundred times what a quick machine needs; a rule that looked at everything again for each find would need hours. */
const MOST_MS = 10_000;
const LENGTH = 100_000;

test.each(SEEDS)("a hundred thousand characters of “%s” are read in bounded time", (seed) => {
  const text = seed.repeat(Math.ceil(LENGTH / seed.length)).slice(0, LENGTH);
  const began = performance.now();
  findSecrets(text);
  expect(performance.now() - began).toBeLessThan(MOST_MS);
});
