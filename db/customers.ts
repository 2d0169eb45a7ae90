export { type Imported, type ImportOptions, importCustomers, MOST_REMOVED } from "./customers/import.ts";
export type { Counts } from "./customers/merge.ts";
export { customersIn } from "./customers/read.ts";
export { takeNewsIn } from "./customers/take-news.ts";
