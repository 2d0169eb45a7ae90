import PostalMime from "postal-mime";

/** What a mailbox shows of a mail, and what an answer to it needs. */
export interface ReadLetter {
  /** What it is for, as its sender's header says it; empty: it says nothing. */
  readonly kind: string;
  /** As a mailbox writes it: `Support <support@hosting.example>`. */
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** Where an answer goes. */
  readonly replyTo: string;
  /** In angle brackets. */
  readonly messageId: string;
}

export const readLetter = async (raw: Buffer): Promise<ReadLetter> => {
  const mail = await PostalMime.parse(raw);
  const address = mail.from?.address ?? "";
  const name = mail.from?.name ?? "";
  return {
    kind: mail.headers.find(({ key }) => key === "x-deskclock-sent")?.value ?? "",
    from: name === "" ? address : `${name} <${address}>`,
    subject: mail.subject ?? "",
    text: (mail.text ?? "").replaceAll("\r\n", "\n").trimEnd(),
    html: mail.html ?? null,
    replyTo: mail.replyTo?.[0]?.address ?? address,
    messageId: mail.messageId ?? "",
  };
};
