import type { Rep } from "../../src/core/policy/policy.ts";

/** A rep who is on duty around the clock and may do nothing in particular. */
export const aRep = (id: string, fields: Partial<Rep> = {}): Rep => ({
  id,
  name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
  slack: null,
  discord: null,
  sandbox: null,
  lead: false,
  permissions: [],
  shifts: null,
  stillOnIt: null,
  calendar: null,
  ...fields,
});
