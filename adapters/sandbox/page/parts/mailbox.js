// @ts-check
import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { timeOfDay } from "../time.js";
import { Avatar } from "./avatar.js";
import { LetterView } from "./letter.js";
import { Judgement } from "./mail-judgement.js";
import { WriteMail } from "./write-mail.js";

const OnFile = ({ mail }) => html`<details class="on-file">
  <summary><${Icon} name="team" /> Customers on file <span class="quiet">what you may name in chat</span></summary>
  <ul>${mail.onFile.map(
    (account) => html`<li key=${account.reference}>
      <p><strong>${account.reference}</strong> ${account.name} <span class="quiet">${account.domains.join(", ")}</span></p>
      <ul>${account.contacts.map(
        (contact) => html`<li key=${contact.address}><code>${contact.address}</code>
          <span class="quiet">${contact.permissions.includes("all") ? "may order everything" : `may order: ${contact.permissions.join(", ")}`}</span></li>`,
      )}</ul></li>`,
  )}</ul>
</details>`;

const Row = ({ letter, open, fresh }) => {
  const last = letter.answers.at(-1);
  return html`<li><button type="button" class=${`letter-row ${fresh ? "fresh" : ""}`} onClick=${open}>
    <${Avatar} name=${letter.to} id=${letter.to} kind="person" />
    <span class="letter-line"><span class="letter-to">${letter.to}</span>
      <time dateTime=${new Date(letter.at).toISOString()}>${timeOfDay(letter.at)}</time></span>
    <span class="letter-subject">${fresh && html`<span class="unseen">New: </span>`}${letter.subject}</span>
    ${last !== undefined && html`<${Judgement} sent=${last} short />`}
  </button></li>`;
};

const Own = ({ sent }) => html`<li class="own-mail">
  <p class="letter-line"><span class="letter-to">${sent.from}</span>
    <time dateTime=${new Date(sent.at).toISOString()}>${timeOfDay(sent.at)}</time></p>
  <p class="letter-subject">${sent.subject || "(no subject)"}</p>
  <${Judgement} sent=${sent} />
</li>`;

/** The customers' mailboxes: what the desk sent them, their answers, and how each was judged.
 * @param {any} props */
export const Mailbox = ({ mail, say, letterId, chooseLetter, seen }) => {
  const [writing, setWriting] = useState(false);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const letter = mail.letters.find((one) => one.id === letterId) ?? null;
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [letterId, writing]);
  if (letter !== null) {
    return html`<${LetterView} key=${letter.id} letter=${letter} say=${say} back=${() => chooseLetter(null)} />`;
  }
  if (writing) return html`<${WriteMail} mail=${mail} say=${say} done=${() => setWriting(false)} />`;
  return html`<div class="log mailbox" ref=${box} tabIndex="0" role="region" aria-label="The customers' mailboxes">
    <div class="mailbox-head"><p class="quiet">What the desk sends arrives here.</p>
      <button type="button" class="button small" onClick=${() => setWriting(true)}><${Icon} name="plus" /> New mail</button></div>
    <${OnFile} mail=${mail} />
    ${
      mail.letters.length === 0 &&
      html`<p class="empty">No mail yet. Once a customer opens a ticket in chat, the contact on file is asked here whether it is really them.</p>`
    }
    <ol class="letters">${mail.letters.map(
      (one) =>
        html`<${Row} key=${one.id} letter=${one} fresh=${!seen.has(one.id)} open=${() => chooseLetter(one.id)} />`,
    )}</ol>
    ${
      mail.own.length > 0 &&
      html`<h3 class="mailbox-title">Written to ${mail.ticketsAddress}</h3>
      <ol class="letters">${[...mail.own].reverse().map((one) => html`<${Own} key=${one.id} sent=${one} />`)}</ol>`
    }
  </div>`;
};
