// @ts-check
import { useState } from "preact/hooks";
import { post } from "../api.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";

/** A mail of somebody's own to the tickets' address. @param {any} props */
export const WriteMail = ({ mail, say, done }) => {
  const [busy, setBusy] = useState(false);
  const send = async (event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    try {
      await post("mail", Object.fromEntries(data));
      done();
    } catch (error) {
      say(error.message);
      setBusy(false);
    }
  };
  return html`<div class="log letter" tabIndex="0" role="region" aria-label="A mail of your own">
    <div class="letter-bar"><button type="button" class="button small" onClick=${done}><${Icon} name="back" /> All mail</button></div>
    <form class="form" onSubmit=${send}>
      <h3>To ${mail.ticketsAddress}</h3>
      <label>From
        <select name="from">${mail.addresses.map(
          (one) =>
            html`<option key=${one} value=${one}>${one}${one === mail.stranger ? " (a stranger)" : ""}</option>`,
        )}</select></label>
      <label>Subject <input name="subject" maxlength="200" autocomplete="off" autofocus defaultValue="Add an MX record for example.org" /></label>
      <label>Text <textarea name="text" rows="5" required maxlength="4000">Please add mx1.example.net with priority 10.</textarea></label>
      <div class="buttons end"><button class="button primary" disabled=${busy}><${Icon} name="send" /> Send by mail</button></div>
    </form>
  </div>`;
};
