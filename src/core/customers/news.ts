import type { Timestamp } from "../time.ts";
import type { RowContact } from "./row.ts";

/** What a billing system tells of one account: how it is now, whole, or that it is gone. */
export interface CustomerNews {
  /** The billing system's own; the same news counts once. */
  readonly id: string;
  readonly type: "account.upserted" | "account.removed";
  readonly reference: string;
  /** The moment of which this is the truth, by the billing system's clock. */
  readonly updatedAt: Timestamp;
  /** The billing system's count of changes to this account, if it keeps one. Decides before `updatedAt`. */
  readonly version: number | null;
  /** What is on file from now on: contacts that are not among these are removed. Null: the account is gone. */
  readonly account: AccountOnFile | null;
}

export interface AccountOnFile {
  readonly name: string;
  readonly plan: string;
  readonly domains: readonly string[];
  readonly contacts: readonly RowContact[];
}

interface Age {
  readonly updatedAt: Timestamp;
  readonly version: number | null;
}

/** Whether news comes too late: something newer is known. Of the same age, what came last counts. */
export const isOlder = (news: Age, known: Age): boolean =>
  news.version !== null && known.version !== null
    ? news.version < known.version
    : news.updatedAt < known.updatedAt;
