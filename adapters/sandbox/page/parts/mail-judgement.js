// @ts-check
import { html } from "../html.js";
import { Icon } from "../icons.js";

/** What an answer came to, in words for whoever plays it. */
const OUTCOMES = {
  authenticated: ["good", "check", "Counts: confirmed"],
  denied: ["late", "cross", "Counts: refused"],
  unclear: ["warm", "help", "From the owner, but no plain yes or no"],
  unverified: ["warm", "warn", "Does not count: not verified"],
  staff_review: ["warm", "warn", "Does not count: shown to the lead"],
  ignored: ["calm", "mute", "Ignored: written by a machine"],
  undeliverable: ["warm", "warn", "Undeliverable"],
  expired: ["calm", "clock", "Too late: it does not count any more"],
  retry: ["calm", "clock", "Judged again later"],
};

const lookOf = ({ refused, outcome, verified }) => {
  if (refused !== null) return ["late", "cross", "Refused by the desk's mail server"];
  // An answer to a letter that asks for nothing.
  if (outcome === "unverified" && verified)
    return ["good", "check", "From the address on file: in the ticket"];
  return OUTCOMES[outcome] ?? ["calm", "clock", "Waits to be judged"];
};

/** @param {{ sent: any, short?: boolean }} props */
export const Judgement = ({ sent, short = false }) => {
  const [tone, icon, word] = lookOf(sent);
  // Why it confirms nothing is no question where nothing was to be confirmed.
  const asked = !(sent.outcome === "unverified" && sent.verified);
  const because = sent.refused === null ? (asked ? sent.because : []) : [sent.refused];
  const badge = html`<span class=${`judgement ${tone}`}><${Icon} name=${icon} /> ${word}</span>`;
  if (short || because.length === 0) return badge;
  return html`<details class="because"><summary>${badge}<span class="why">Why?</span></summary>
    <ul>${because.map((one) => html`<li key=${one}>${one}</li>`)}</ul></details>`;
};
