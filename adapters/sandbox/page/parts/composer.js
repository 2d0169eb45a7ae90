// @ts-check
import { useRef, useState } from "preact/hooks";
import { post } from "../api.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";

/** What was begun in one place is still there when its writer comes back. @type {Map<string, string>} */
const drafts = new Map();

/** What is a word to the desk: in a thread only `/desk`, because customers are told paths there. */
const COMMANDS = { none: /^(?!)/, desk: /^\/desk(\s|$)/i, any: /^\/[a-z]+(\s|$)/i };

/** Where somebody writes. Enter sends, Shift with Enter makes a new line.
 * @param {{ as: string | null, channel: string, thread?: string | null, label: string, hint?: string,
 *   commands?: keyof typeof COMMANDS, say: (text: string) => void, locked?: boolean, id: string }} props */
export const Composer = ({
  as,
  channel,
  thread = null,
  label,
  hint = "",
  commands = "none",
  say,
  locked = false,
  id,
}) => {
  const draft = `${id} ${channel} ${thread}`;
  const [text, keepText] = useState(drafts.get(draft) ?? "");
  const setText = (words) => {
    drafts.set(draft, words);
    keepText(words);
  };
  const sending = useRef(false);
  const send = async (event) => {
    event.preventDefault();
    if (sending.current || text.trim() === "") return;
    sending.current = true;
    try {
      if (COMMANDS[commands].test(text.trim())) await post("command", { as, channel, thread, text });
      else await post("messages", { as, channel, thread, text });
      setText("");
    } catch (error) {
      say(error.message);
    }
    sending.current = false;
  };
  const keyed = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) void send(event);
  };
  if (locked) {
    return html`<p class="locked"><${Icon} name="lock" /> Locked: nobody can write here any more.</p>`;
  }
  return html`<form class="composer" onSubmit=${send}>
    <div class="field">
      <textarea id=${id} rows="1" value=${text} disabled=${as === null} placeholder=${label} aria-label=${label}
        aria-describedby=${hint ? `${id}-hint` : undefined} onInput=${(event) => setText(event.currentTarget.value)}
        onKeyDown=${keyed}></textarea>
      <button class="send" disabled=${as === null || text.trim() === ""} aria-label="Send"><${Icon} name="send" /></button>
    </div>
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
  </form>`;
};
