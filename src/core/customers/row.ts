import { foldAscii } from "../ascii.ts";
import { type Address, readAddress, type ToAscii } from "./address.ts";
import type { Permission } from "./customer.ts";
import { type Checked, type Fault, refused, shown } from "./fault.ts";
import { LONGEST, readDomains, readLine, readPermissions, readReference } from "./fields.ts";

/** The columns of a file of customers. */
export const COLUMNS = ["account", "name", "plan", "domains", "email", "contact", "permissions"] as const;
export type Column = (typeof COLUMNS)[number];

/** The cells of one row, in the order of COLUMNS. */
export type Cells = readonly string[];

/** One row: an account, and one of its contacts. What is empty about the account stands in another of its rows. */
export interface CustomerRow {
  readonly line: number;
  readonly reference: string;
  readonly referenceKey: string;
  readonly name: string;
  readonly plan: string;
  readonly domains: readonly string[];
  /** Null: the row has no address. */
  readonly contact: RowContact | null;
}

export interface RowContact {
  readonly address: Address;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

export interface RowFault {
  /** Where the row begins, from 1. */
  readonly line: number;
  readonly fault: Fault;
}

export type ReadRow = { readonly row: CustomerRow } | { readonly faults: readonly RowFault[] };

const words = (cell: string): readonly string[] => (cell === "" ? [] : cell.split(/[\s;,]+/).filter(Boolean));

/** An address without a mailbox's name around it, and nothing that belongs to a contact where there is none. */
const readContact = (
  [email = "", contact = "", permissions = ""]: readonly string[],
  toAscii: ToAscii,
): readonly [Checked<Address | null>, Checked<string>, Checked<readonly Permission[]>] => {
  const written = email.trim();
  const name = readLine("contact", contact, "the contact's name", LONGEST.name);
  const may = readPermissions("permissions", words(permissions));
  if (written !== "") return [readAddress("email", written, toAscii), name, may];
  const rest = [contact.trim(), permissions.trim()].find((cell) => cell !== "");
  if (rest === undefined) return [{ ok: true, value: null }, name, may];
  const todo = "Write the contact's address, or leave contact and permissions empty too.";
  return [refused("email", `an address beside ${shown(rest)}`, "nothing", todo), name, may];
};

/** A row's cells → what it says, or every fault in it. */
export const readRow = (line: number, cells: Cells, toAscii: ToAscii): ReadRow => {
  const [account = "", called = "", onPlan = "", ofDomains = "", ...contactCells] = cells;
  const reference = readReference("account", account);
  const name = readLine("name", called, "the account's name", LONGEST.name);
  const plan = readLine("plan", onPlan, "the plan's name", LONGEST.plan);
  const domains = readDomains("domains", words(ofDomains), toAscii);
  const [address, contactName, permissions] = readContact(contactCells, toAscii);
  if (reference.ok && name.ok && plan.ok && domains.ok && address.ok && contactName.ok && permissions.ok) {
    const contact =
      address.value === null
        ? null
        : { address: address.value, name: contactName.value, permissions: permissions.value };
    return {
      row: {
        line,
        reference: reference.value,
        referenceKey: foldAscii(reference.value),
        name: name.value,
        plan: plan.value,
        domains: domains.value,
        contact,
      },
    };
  }
  const all = [reference, name, plan, domains, address, contactName, permissions];
  return { faults: all.flatMap((one) => (one.ok ? [] : [{ line, fault: one.fault }])) };
};
