import { decodeWords } from "postal-mime";
import type { Address, Outside } from "../../../src/core/confirmation/facts.ts";
import { readDate } from "./date.ts";
import { readFrom } from "./from.ts";
import type { SplitMail } from "./header.ts";
import { readAddress } from "./host.ts";
import { LIMITS } from "./limits.ts";
import { readReport } from "./report.ts";
import type { Envelope } from "./sender.ts";

/** Fields whose syntax other readers have to follow. */
const STRUCTURED = [
  "from",
  "content-type",
  "content-transfer-encoding",
  "mime-version",
  "date",
  "message-id",
];

const valuesOf = (mail: SplitMail, names: readonly string[]): readonly string[] =>
  names.flatMap((wanted) => mail.fields.filter(({ name }) => name === wanted).map(({ value }) => value));

/** All that looks like an address, whatever stands around it. */
const addressesIn = (values: readonly string[]): readonly Address[] =>
  values
    .flatMap((value) => value.split(/[\s<>,;:"()]+/))
    .filter((word) => word.includes("@"))
    .slice(0, LIMITS.addresses)
    .map(readAddress)
    .filter((address) => address !== null);

const idsIn = (values: readonly string[]): readonly string[] =>
  values.flatMap((value) => value.split(/[\s<>,]+/)).filter((id) => id !== "");

const recipientsOf = (mail: SplitMail, { to }: Envelope): readonly Address[] =>
  to.length > 0
    ? to.map(readAddress).filter((address) => address !== null)
    : addressesIn(valuesOf(mail, ["to", "delivered-to", "x-original-to"]));

const sizeFault = (raw: Uint8Array, mail: SplitMail): string | null => {
  if (raw.length > LIMITS.mail) return `the mail has more than ${LIMITS.mail} bytes`;
  if (raw.includes(0)) return "the mail holds a NUL";
  const long = mail.fields.find(
    ({ name, value }) => STRUCTURED.includes(name) && value.length > LIMITS.structuredField,
  );
  return long === undefined ? mail.fault : `its ${long.name} field is too long`;
};

/** What is known of a mail before DNS is asked; a mail, however broken, is never an error. */
export const readOutside = async (raw: Uint8Array, mail: SplitMail, envelope: Envelope): Promise<Outside> => {
  const fault = sizeFault(raw, mail);
  const [fromField, ...moreFrom] = mail.fields.filter(({ name }) => name === "from");
  const from =
    fault === null && fromField !== undefined && moreFrom.length === 0 ? await readFrom(fromField) : null;
  const sender = envelope.from?.trim() ?? null;
  const one = (name: string): string => valuesOf(mail, [name])[0] ?? "";
  const recipients = recipientsOf(mail, envelope);
  const isBounce = recipients.some(({ local }) => /\+b\./i.test(local));
  return {
    fault: fault ?? (from !== null && "fault" in from ? from.fault : null),
    fields: mail.fields,
    from: from !== null && "address" in from ? from.address : null,
    subject: decodeWords(one("subject").slice(0, LIMITS.structuredField)),
    date: readDate(one("date")),
    envelopeFrom: sender === null ? null : readAddress(sender),
    nullSender: sender === "" || sender === "<>",
    recipients,
    to: addressesIn(valuesOf(mail, ["to"])),
    cc: addressesIn(valuesOf(mail, ["cc"])),
    inReplyTo: idsIn(valuesOf(mail, ["in-reply-to"])),
    references: idsIn(valuesOf(mail, ["references"])),
    report: isBounce ? await readReport(mail, one("content-type")) : null,
  };
};
