import type { Letter } from "../../src/ports-mail.ts";

/** A letter as the desk sends it; a test names what matters to it. */
export const aLetter = (over: Partial<Letter> = {}): Letter => ({
  id: "letter-1",
  kind: "confirmation",
  to: "owner@customer.test",
  replyTo: "support+c.aaaaaaaaaaaaaaaaaaaaaaaaaa@desk.test",
  envelopeFrom: "bounces+b.bbbbbbbbbbbbbbbbbbbbbbbbbb@desk.test",
  messageId: "<c.cccccccccccccccccccccccccc@desk.test>",
  inReplyTo: null,
  references: [],
  subject: "[T-1042] Please answer",
  blocks: [{ type: "paragraph", text: "Is it you?" }],
  attachments: [],
  automatic: true,
  ...over,
});
