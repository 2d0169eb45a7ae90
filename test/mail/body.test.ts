import { describe, expect, test } from "vitest";
import { readText } from "../../adapters/mail/read/body.ts";
import { splitMail } from "../../adapters/mail/read/header.ts";
import { textOfHtml } from "../../adapters/mail/read/html.ts";
import { ownLines } from "../../adapters/mail/read/own-lines.ts";
import { MAIL_TEXT, mail, outcome, REPLY_TO, signed } from "../support/mails.ts";

const quoted = MAIL_TEXT.split("\n")
  .map((line) => `> ${line}`)
  .join("\n");

const REPLIES: readonly (readonly [string, string])[] = [
  ["Gmail", `YES\n\nOn Wed, Nov 25, 2026 at 12:00 PM Support <${REPLY_TO}>\nwrote:\n\n${quoted}\n`],
  ["Apple Mail", `YES\n\n> On 25. Nov 2026, at 12:00, Support <${REPLY_TO}> wrote:\n> \n${quoted}\n`],
  [
    "Outlook, in English",
    `YES\n\n________________________________\nFrom: Support <${REPLY_TO}>\nSent: Wednesday, November 25, 2026\nTo: Owner\nSubject: [T-1042]\n\n${MAIL_TEXT}\n`,
  ],
  [
    "Outlook, in German",
    `YES\n\nVon: Support <${REPLY_TO}>\nGesendet: Mittwoch, 25. November 2026\nAn: Owner\nBetreff: [T-1042]\n\n${MAIL_TEXT}\n`,
  ],
  ["Thunderbird, in German", `YES\n\nAm 25.11.26 um 12:00 schrieb Support:\n${quoted}\n`],
  ["a French program", `YES\n\nLe mer. 25 nov. 2026 à 12:00, Support <${REPLY_TO}> a écrit :\n\n${quoted}\n`],
  [
    "a telephone",
    `YES\n\nSent from my iPhone\n\n> On 25 Nov 2026, at 12:00, Support <${REPLY_TO}> wrote:\n${quoted}\n`,
  ],
  ["somebody who signs", `YES\n\n-- \nThe Owner\nGood Ltd, NO. 1 Street\n`],
  [
    "somebody who answers below",
    `On Wed, Nov 25, 2026 at 12:00 PM Support <${REPLY_TO}> wrote:\n${quoted}\n\nYES\n`,
  ],
  ["somebody who answers in between", `${quoted}\n\nYES\n\n> Do not forward this mail.\n`],
  ["somebody who greets first", `Hello,\n\nYES\n\nBest wishes,\nOwner\n`],
  ["a program that repeats our mail unquoted above", `${MAIL_TEXT}\n\nYES\n`],
];

describe("a reply's own words are found in what comes from", () => {
  test.each(REPLIES)("%s", async (_name, text) => {
    expect(await outcome(signed(mail(text)))).toBe("authenticated");
  });

  test.each(REPLIES)("%s, with line ends of its own and a no", async (_name, text) => {
    const no = signed(mail(text.replace(/\bYES\b(?! to)/, "NO"))).replaceAll("\r\n", "\n");
    expect(await outcome(no)).toBe("denied");
  });
});

const multipart = (kind: string, parts: readonly string[]): string =>
  signed(
    mail(["--b", parts.join("\n--b\n"), "--b--"].join("\n"), {
      "Content-Type": `multipart/${kind}; boundary=b`,
    }),
  );

const html = (text: string): string => `Content-Type: text/html; charset=utf-8\n\n${text}`;
const plain = (text: string): string => `Content-Type: text/plain; charset=utf-8\n\n${text}`;

describe("the words may be in", () => {
  test("the plain text of two alternatives", async () => {
    expect(await outcome(multipart("alternative", [plain("YES"), html("<p>NO</p>")]))).toBe("authenticated");
  });

  test("HTML alone, whose quotation is not read", async () => {
    const body = `<html><head><title>NO</title><style>NO {}</style></head><body><div>YES</div>
      <div class=gmail_quote>On Wed, Support wrote:<blockquote><p>NO</p><blockquote>NO</blockquote></blockquote></div></body>`;
    expect(await outcome(multipart("alternative", [html(body)]))).toBe("authenticated");
    expect(await outcome(multipart("alternative", [plain(" "), html("<b>N</b>o<br>yes")]))).toBe("denied");
    expect(await outcome(signed(mail("<blockquote>YES</blockquote>", { "Content-Type": "text/html" })))).toBe(
      "unclear",
    );
  });

  test("base64, quoted-printable and other character sets", async () => {
    const utf16 = { "Content-Type": "text/plain; charset=utf-16le", "Content-Transfer-Encoding": "base64" };
    expect(await outcome(signed(mail(Buffer.from("Sí", "utf16le").toString("base64"), utf16)))).toBe(
      "authenticated",
    );
    const latin = {
      "Content-Type": "text/plain; charset=iso-8859-1",
      "Content-Transfer-Encoding": "quoted-printable",
    };
    expect(await outcome(signed(mail("N=E3o", latin)))).toBe("denied");
  });

  test("no forwarded message and no attachment", async () => {
    const forwarded = `Content-Type: message/rfc822\n\nFrom: x@y.example\nSubject: a\n\nYES`;
    expect(await outcome(multipart("mixed", [forwarded]))).toBe("unclear");
    const attached = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nYES";
    expect(await outcome(multipart("mixed", [attached]))).toBe("unclear");
    expect(await outcome(multipart("mixed", [plain("Maybe"), attached]))).toBe("unclear");
  });
});

describe("hidden in a text", () => {
  test("are lines of our mail, wrapped anew or quoted", () => {
    expect(
      ownLines("Reply\nYES to confirm, or NO\nto refuse. Do not\nforward this mail.\nhello", MAIL_TEXT),
    ).toEqual(["Reply", "hello"]);
    expect(ownLines("If this was not you, answer\nNO.\nhello", MAIL_TEXT)).toEqual(["hello"]);
    expect(ownLines("| Add an MX record for good.example\nhello", MAIL_TEXT)).toEqual(["hello"]);
  });

  test("is nothing that only resembles one", () => {
    expect(ownLines("YES\nNO", MAIL_TEXT)).toEqual(["YES", "NO"]);
  });
});

test("HTML becomes lines", () => {
  expect(
    textOfHtml("<p>a &amp; b&nbsp;&#233;&#x1F44D;&unknown;</p><!-- NO --><ul><li>c<li>d</ul>e < f"),
  ).toBe("\na & b é👍&unknown;\n\n\nc\nd\ne");
});

test("a text ends at 20,000 characters", async () => {
  const text = await readText(splitMail(Buffer.from(mail("ab\n".repeat(100_000)))));
  expect(text).toHaveLength(20_000);
});
