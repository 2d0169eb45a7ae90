import { describe, expect, test } from "vitest";
import { readReply } from "../../adapters/mail/read/reply.ts";
import { BOUNCES, envelope, type Header, judged, mail, outcome, signed } from "../support/mails.ts";

/** Far above what is measured on a busy machine, far below what a pattern that backtracks takes. */
const LONG_MS = 10_000;
const MUCH_BYTES = 400_000_000;

const times = (count: number, line: string): string => `${line}\r\n`.repeat(count);

const nested = (levels: number): string => {
  const opened = Array.from(
    { length: levels },
    (_, level) => `--b${level}\nContent-Type: multipart/mixed; boundary=b${level + 1}\n\n`,
  );
  return signed(
    mail(`${opened.join("")}--b${levels}\n\nYES`, { "Content-Type": "multipart/mixed; boundary=b0" }),
  );
};

const saying = (text: string, header: Header = {}): string => signed(mail(text, header));
const eight = (field: string): string => times(8, field) + mail();

const HOSTILE: readonly (readonly [string, () => string | Uint8Array, string])[] = [
  ["10,000 header fields", () => times(10_000, "X-A: b") + saying("YES"), "authenticated"],
  ["100,000 header fields", () => times(100_000, "a:") + saying("YES"), "ignored"],
  ["a field folded into 100,000 lines", () => `X-A: b\r\n${times(100_000, " c")}${saying("YES")}`, "ignored"],
  [
    "signatures that cover thousands of fields",
    () => signed(times(49_000, "a:") + mail(), { covers: ["From", "Date", "To", ...Array(190).fill("a")] }),
    "authenticated",
  ],
  [
    "100 malformed signatures",
    () => times(100, `DKIM-Signature: ${"; ".repeat(4000)}`) + mail(),
    "staff_review",
  ],
  [
    "signatures full of colons",
    () =>
      eight(
        `DKIM-Signature: v=1; a=rsa-sha256; d=good.example; s=s1; h=from; bh=a; z=${": ".repeat(3900)}; b=a`,
      ),
    "staff_review",
  ],
  ["MIME nested 10,000 levels deep", () => nested(10_000), "unclear"],
  ["MIME nested 90 levels deep", () => nested(90), "authenticated"],
  [
    "50,000 parts",
    () => saying("--b\n\nx\n".repeat(50_000), { "Content-Type": "multipart/mixed; boundary=b" }),
    "unclear",
  ],
  [
    "30,000 messages in one another",
    () => saying("Content-Type: message/rfc822\n\n".repeat(29_000), { "Content-Type": "message/rfc822" }),
    "unclear",
  ],
  [
    "a character set that nobody knows",
    () => saying("YES", { "Content-Type": 'text/plain; charset="x-\u0007"' }),
    "authenticated",
  ],
  [
    "a character set of 500 letters",
    () => saying("YES", { "Content-Type": `text/plain; charset=${"u".repeat(500)}` }),
    "authenticated",
  ],
  ["UTF-7", () => saying("+AFkARQBT-", { "Content-Type": "text/plain; charset=utf-7" }), "unclear"],
  [
    "escapes of ISO-2022-JP",
    () => saying("\u001b$BYES".repeat(10_000), { "Content-Type": "text/plain; charset=iso-2022-jp" }),
    "unclear",
  ],
  ["base64 that ends too early", () => saying("WUV", { "Content-Transfer-Encoding": "base64" }), "unclear"],
  [
    "base64 that is none",
    () => saying("=".repeat(900_000), { "Content-Transfer-Encoding": "base64" }),
    "unclear",
  ],
  ["900,000 dashes", () => saying("-".repeat(900_000)), "unclear"],
  ["400,000 line ends", () => saying("\n".repeat(400_000)), "unclear"],
  ["900,000 spaces", () => saying(" ".repeat(900_000)), "unclear"],
  ["900,000 quotation marks", () => saying(">".repeat(900_000)), "unclear"],
  ["a text made for the reply parser's patterns", () => saying("Op schreef \n".repeat(3000)), "unclear"],
  ["another", () => saying("Op \n".repeat(3) + "schreef\n".repeat(2400)), "unclear"],
  ["and another", () => saying(`${" on at at".repeat(100)}\n`.repeat(200)), "unclear"],
  ["900,000 brackets of HTML", () => saying("<".repeat(900_000), { "Content-Type": "text/html" }), "unclear"],
  [
    "70,000 open quotations",
    () => saying("<blockquote>".repeat(70_000), { "Content-Type": "text/html" }),
    "unclear",
  ],
  ["24,000 recipients", () => saying("YES", { To: "a@b.example,".repeat(8_000) }), "authenticated"],
  [
    "a subject of 7,000 encoded words",
    () => saying("YES", { Subject: "=?utf-8?Q?a?= ".repeat(7_000) }),
    "authenticated",
  ],
  [
    "a precedence of 99,000 brackets",
    () => saying("YES", { Precedence: "(".repeat(99_000) }),
    "authenticated",
  ],
  ["nothing but NULs", () => Buffer.alloc(999_000), "ignored"],
  ["nothing but carriage returns", () => Buffer.alloc(999_000, "\r"), "ignored"],
  ["50 MB", () => Buffer.alloc(50_000_000, "a: b\r\n"), "ignored"],
];

describe("bounded in time and memory, and never a crash", () => {
  test.each(HOSTILE)("%s", async (_name, make, expected) => {
    const text = make();
    const raw = typeof text === "string" ? Buffer.from(text) : text;
    const before = process.memoryUsage().rss;
    const startedAt = performance.now();
    const { outcome: said } = await judged(raw);
    await readReply(raw);
    expect(said).toBe(expected);
    expect(performance.now() - startedAt).toBeLessThan(LONG_MS);
    expect(process.memoryUsage().rss - before).toBeLessThan(MUCH_BYTES);
  });

  test("a delivery report of 60,000 groups", async () => {
    const head = "Content-Type: multipart/report; report-type=delivery-status; boundary=b";
    const text = `${head}\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${"Action: failed\n\n".repeat(60_000)}--b--`;
    const startedAt = performance.now();
    expect(await outcome(text, { envelope: { ...envelope, from: "", to: [BOUNCES] } })).toBe("undeliverable");
    expect(performance.now() - startedAt).toBeLessThan(LONG_MS);
  });

  test("any bytes at all", async () => {
    let seed = 1;
    const next = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      return seed >> 16;
    };
    const good = Buffer.from(saying("YES"));
    for (let turn = 0; turn < 300; turn++) {
      const bytes = Buffer.from(good);
      for (let change = next() % 8; change >= 0; change--) bytes[next() % bytes.length] = next() & 0xff;
      const cut = bytes.subarray(0, turn % 3 === 0 ? next() % bytes.length : bytes.length);
      expect((await judged(cut)).because.length).toBeGreaterThan(0);
      await readReply(cut);
    }
  });
});
