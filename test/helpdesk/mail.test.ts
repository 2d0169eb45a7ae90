import { describe, expect, test } from "vitest";
import { createMailHelpdesk } from "../../adapters/helpdesk/index.ts";
import { plainText } from "../../src/core/mail/plain-text.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import { type Letter, MailError } from "../../src/ports-mail.ts";
import { aTicket } from "./a-ticket.ts";

describe("a helpdesk that takes mail", () => {
  const helpdesk = (send: (letter: Letter) => Promise<void>) =>
    createMailHelpdesk({
      mail: { send, stop: async () => {} },
      address: "inbox@helpdesk.example",
      from: "Example Hosting <support@desk.example>",
      domain: "desk.example",
      words: wordsFor("en").letters,
    });
  const sent = async (ticket = aTicket()): Promise<Letter> => {
    const letters: Letter[] = [];
    await helpdesk(async (letter) => void letters.push(letter)).handOn(ticket);
    const [letter] = letters;
    if (letter === undefined || letters.length > 1)
      throw new Error(`expected one mail; got ${letters.length}`);
    return letter;
  };

  test("gets one mail with the request, who asked, whose address confirmed it, and the chat beside it", async () => {
    const letter = await sent();
    expect(letter).toMatchObject({
      kind: "helpdesk",
      to: "inbox@helpdesk.example",
      automatic: true,
      attachments: [{ name: "T-1042-chat.txt", text: "10:02 Nelly: hello\n" }],
    });
    expect(letter.subject).toContain("T-1042");
    const words = plainText(letter.blocks);
    for (const part of ["mx1[.]example[.]net", "owner@example.org", "Nelly"]) expect(words).toContain(part);
  });

  test("attaches nothing where there was no chat", async () => {
    const letter = await sent(aTicket({ transcript: null, asker: null }));
    expect(letter.attachments).toEqual([]);
  });

  test("gets the same Message-ID at every attempt, so that it shows a repetition once", async () => {
    expect((await sent()).messageId).toBe((await sent()).messageId);
    expect((await sent()).messageId).toMatch(/^<h\.hand-on-1@desk\.example>$/);
    expect((await sent(aTicket({ id: "hand-on-2" }))).messageId).not.toBe((await sent()).messageId);
  });

  test.each(["retry", "unknown", "refused"] as const)(
    "says with the server's code that it %s",
    async (kind) => {
      const refusing = helpdesk(async () => {
        throw new MailError(kind, "smtp-451");
      });
      await expect(refusing.handOn(aTicket())).rejects.toMatchObject({ kind, failure: { code: "smtp-451" } });
    },
  );

  test("passes a fault of ours on as it is", async () => {
    const broken = helpdesk(async () => {
      throw new RangeError("ours");
    });
    await expect(broken.handOn(aTicket())).rejects.toThrow(RangeError);
  });
});
