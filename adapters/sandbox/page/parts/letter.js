// @ts-check
import { useEffect, useRef, useState } from "preact/hooks";
import { post } from "../api.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { exactTime, timeOfDay } from "../time.js";
import { Judgement } from "./mail-judgement.js";

const ROLES = {
  owner: ["The address on file", "Signed by the customer's own domain."],
  stranger: ["A stranger who has this mail", "From an address of their own, signed by their own domain."],
  forger: ["Somebody who forges the address", "The address on file stands in From; nobody signed it."],
  responder: ["The mailbox's holiday reply", "A machine answers, properly signed."],
};

const HOLIDAY = "YES, your mail has arrived. I am on holiday and read it when I am back.";

const roleWord = (role) => ROLES[role]?.[0] ?? role;

const Sent = ({ sent }) => html`<li class="answer-mail">
  <p class="letter-line"><strong>${roleWord(sent.role)}</strong>
    <time dateTime=${new Date(sent.at).toISOString()}>${timeOfDay(sent.at)}</time></p>
  <p class="answer-from quiet">${sent.from}</p>
  <p class="answer-words">${sent.text}</p>
  <${Judgement} sent=${sent} />
</li>`;

/** Who answers, and what. Quick words fill the field in: what is sent is what is read there. */
const Reply = ({ letter, say }) => {
  const [role, setRole] = useState("owner");
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const fill = (words) => {
    setText(words);
    const element = field.current;
    if (element === null) return;
    element.value = words;
    element.focus();
    element.setSelectionRange(words.length, words.length);
  };
  const choose = (next) => {
    setRole(next);
    if (next === "responder" && text.trim() === "") setText(HOLIDAY);
    if (next !== "responder" && text === HOLIDAY) setText("");
  };
  const send = async (event) => {
    event.preventDefault();
    if (busy || text.trim() === "") return;
    setBusy(true);
    try {
      await post("mail/answers", { letter: letter.id, as: role, text });
      // What somebody began meanwhile is theirs.
      setText((now) => (now === text ? (role === "responder" ? HOLIDAY : "") : now));
    } catch (error) {
      say(error.message);
    }
    setBusy(false);
  };
  return html`<form class="mail-reply" onSubmit=${send}>
    <label>Answer as
      <select value=${role} onChange=${(event) => choose(event.currentTarget.value)} aria-describedby="role-hint">
        ${Object.entries(ROLES).map(([name, [label]]) => html`<option key=${name} value=${name}>${label}</option>`)}
      </select></label>
    <p class="hint" id="role-hint">${ROLES[role][1]}</p>
    ${
      letter.kind === "confirmation" &&
      html`<div class="buttons quick" role="group" aria-label="Quick words">
      <button type="button" class="button small" onClick=${() => fill("YES")}>YES</button>
      <button type="button" class="button small" onClick=${() => fill("YES ")}>YES + number…</button>
      <button type="button" class="button small" onClick=${() => fill("NO")}>NO</button>
    </div>`
    }
    <textarea ref=${field} rows="2" value=${text} aria-label="Your answer" placeholder="Your answer"
      onInput=${(event) => setText(event.currentTarget.value)}></textarea>
    <div class="buttons end"><button class="button primary" disabled=${busy || text.trim() === ""}>
      <${Icon} name="send" /> Send by mail</button></div>
  </form>`;
};

/** One mail as its reader has it. @param {any} props */
export const LetterView = ({ letter, say, back }) => {
  const [look, setLook] = useState(letter.hasHtml ? "html" : "text");
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const count = useRef(letter.answers.length);
  useEffect(() => {
    // What came of an answer stands below it.
    if (letter.answers.length > count.current) box.current?.scrollTo({ top: box.current.scrollHeight });
    count.current = letter.answers.length;
  }, [letter.answers.length]);
  return html`<div class="log letter" ref=${box} tabIndex="0" role="region" aria-label="A mail">
    <div class="letter-bar"><button type="button" class="button small" onClick=${back}><${Icon} name="back" /> All mail</button>
      ${
        letter.hasHtml &&
        html`<div class="segments" role="group" aria-label="Shown as">${["text", "html"].map(
          (one) => html`<button type="button" key=${one} aria-pressed=${look === one ? "true" : "false"}
          onClick=${() => setLook(one)}>${one === "text" ? "Text" : "HTML"}</button>`,
        )}</div>`
      }</div>
    <h3>${letter.subject}</h3>
    <dl class="facts"><div><dt>From</dt><dd>${letter.from}</dd></div><div><dt>To</dt><dd>${letter.to}</dd></div>
      <div><dt>Sent</dt><dd>${exactTime(letter.at)}</dd></div></dl>
    ${
      look === "text"
        ? html`<pre class="letter-text" tabIndex="0" aria-label="The mail's text">${letter.text}</pre>`
        : html`<iframe class="letter-html" sandbox="" title="The mail as HTML" src=${`/api/sandbox/mail/${letter.id}/html`}></iframe>`
    }
    ${letter.answers.length > 0 && html`<h4>Answers</h4><ol class="answer-mails" aria-live="polite">${letter.answers.map((one) => html`<${Sent} key=${one.id} sent=${one} />`)}</ol>`}
    <${Reply} letter=${letter} say=${say} />
  </div>`;
};
