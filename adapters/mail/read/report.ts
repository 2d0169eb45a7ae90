import type { Address, DeliveryReport, ReportedRecipient } from "../../../src/core/confirmation/facts.ts";
import { readParts } from "./body.ts";
import type { SplitMail } from "./header.ts";
import { readAddress } from "./host.ts";

const REPORT = /^multipart\/report\b/i;
const REPORT_TYPE = /;\s*report-type\s*=\s*"?([^\s";]+)/i;

/** `rfc822; jo@example.org` → the address; null: of another type, or none. */
const addressOf = (written: string | undefined): Address | null => {
  const [, address] = /^\s*(?:rfc822|utf-8|smtp)\s*;\s*(\S+)/i.exec(written ?? "") ?? [];
  return address === undefined ? null : readAddress(address);
};

/** One group of fields of a delivery status (RFC 3464), unfolded; the first of a name counts. */
const readGroup = (text: string): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== "" && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
};

const RECIPIENT_FIELDS = ["action", "final-recipient", "original-recipient", "status"];

const readRecipient = (fields: ReadonlyMap<string, string>): ReportedRecipient => {
  const action = /^[a-z-]+/.exec((fields.get("action") ?? "").toLowerCase())?.[0] ?? null;
  const named = [addressOf(fields.get("final-recipient")), addressOf(fields.get("original-recipient"))];
  return { action, addresses: named.filter((address) => address !== null) };
};

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === "string" ? content : new TextDecoder().decode(content);

/** A mail's delivery report; null: it is none, but perhaps a read receipt. `contentType` is that of the whole mail. */
export const readReport = async (mail: SplitMail, contentType: string): Promise<DeliveryReport | null> => {
  if (!REPORT.test(contentType)) return null;
  const type = REPORT_TYPE.exec(contentType)?.[1]?.toLowerCase();
  if (type !== undefined && type !== "delivery-status") return null;
  const parts = await readParts(mail);
  const statuses = (parts?.attachments ?? []).filter(({ mimeType }) =>
    /^message\/(?:global-)?delivery-status$/i.test(mimeType),
  );
  if (type === undefined && statuses.length === 0) return null;
  const groups = statuses
    .slice(0, 1)
    .flatMap(({ content }) =>
      textOf(content)
        .replace(/\r\n?/g, "\n")
        .split(/\n[ \t]*\n/),
    )
    .map(readGroup)
    .filter((fields) => RECIPIENT_FIELDS.some((name) => fields.has(name)));
  return { recipients: groups.map(readRecipient) };
};
