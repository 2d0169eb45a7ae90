// @ts-check
import { useContext, useState } from "preact/hooks";
import { post } from "../api.js";
import { FormOpener } from "../form-opener.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";

/** What is pressed most comes first; what takes a conversation from somebody, last. */
const ORDER = [
  "send_held",
  "claim_and_send",
  "claim",
  "reopen",
  "still_on_it",
  "no_reply_needed",
  "resolve",
  "wait",
  "working_on_it",
  "handoff",
  "transfer",
  "release",
  "take_over",
];

/** More than so many, and only the first of them stand open: as many as one line has room for. */
const AT_ONCE = 4;
const LINE = 26;

const fitting = (buttons) =>
  buttons
    .slice(0, 3)
    .map((button) => button.label.length)
    .reduce((sum, length) => sum + length, 0) <= LINE
    ? 3
    : 2;

/** The buttons as they are shown: in order, and how many of them stand open.
 * @param {any[]} buttons @param {string[]} first */
export const arrange = (buttons, first) => {
  const rank = (button) => {
    const urgent = first.indexOf(button.action);
    return urgent >= 0 ? urgent - first.length : ORDER.indexOf(button.action);
  };
  const sorted = [...buttons].sort((a, b) => rank(a) - rank(b));
  const shown = sorted.length > AT_ONCE ? fitting(sorted) : sorted.length;
  return { open: sorted.slice(0, shown), more: sorted.slice(shown) };
};

/** Of a conversation that a colleague has, what there is to do is to take it over.
 * @param {any} conversation @param {string | null} as */
export const isColleagues = (conversation, as) =>
  conversation !== null && conversation.rep !== null && conversation.rep.userId !== as;

/** The desk's buttons on a message, pressed as somebody. `first`: actions that come first here; with `fold` the rest
 * waits behind "More". `pressed` is told before the desk is.
 * @param {{ message: any, as: string | null, about?: string, say: (text: string) => void, locked?: boolean,
 *   first?: string[], fold?: boolean, pressed?: () => void, children?: any }} props */
export const Buttons = ({
  message,
  as,
  about = "",
  say,
  locked = false,
  first = [],
  fold = false,
  pressed,
  children,
}) => {
  const openForm = useContext(FormOpener);
  const [busy, setBusy] = useState(false);
  const [all, setAll] = useState(false);
  if (message.buttons.length === 0) return null;
  const press = async ({ action, subject }, from) => {
    setBusy(true);
    pressed?.();
    try {
      const { form } = await post("press", { as, messageId: message.id, action, subject });
      if (form !== null && as !== null) openForm(form, as, from);
    } catch (error) {
      say(error.message);
    }
    setBusy(false);
  };
  const one = (look) => (button) =>
    html`<button type="button" key=${button.action + button.subject} class=${`button ${button.style} ${look}`}
      disabled=${busy || as === null || locked} onClick=${(event) => press(button, event.currentTarget)}>
      ${button.label}${about && html`<span class="unseen"> ${about}</span>`}</button>`;
  const { open, more } = fold ? arrange(message.buttons, first) : { open: message.buttons, more: [] };
  return html`<div class="buttons">
    ${open.map(one(""))}
    ${
      more.length > 0 &&
      html`<button type="button" class="button more" aria-expanded=${all ? "true" : "false"}
        onClick=${() => setAll(!all)}>${all ? "Less" : "More"}<span class="unseen"> buttons ${about}</span>
        <${Icon} name=${all ? "up" : "down"} /></button>`
    }
    ${all && more.length > 0 && html`<div class="buttons rest" role="group" aria-label="More buttons">${more.map(one("quieter"))}</div>`}
    ${children}
  </div>`;
};
