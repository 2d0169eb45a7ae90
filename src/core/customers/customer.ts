import { CATEGORIES, type Category } from "../gate/category.ts";
import type { Timestamp } from "../time.ts";

/** What a contact may order for their account: one of the gate's categories, or all of them. */
export type Permission = Category | "all";
export const PERMISSIONS: readonly Permission[] = [...CATEGORIES, "all"];

/** Who told the desk: a file that was imported, or the billing system's webhook. */
export type CustomerSource = "import" | "webhook";

/** Someone on file for an account. */
export interface Contact {
  readonly id: string;
  readonly accountId: string;
  /** As on file: where mail goes. */
  readonly address: string;
  /** What addresses are compared by. */
  readonly addressKey: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** They, or the whole account, are no longer on file; null while they are. */
  readonly removedAt: Timestamp | null;
}

/** Most contacts that one claim leads to. */
export const MOST_CONTACTS = 5;
