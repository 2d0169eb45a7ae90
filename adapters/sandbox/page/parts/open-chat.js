// @ts-check
import { useState } from "preact/hooks";
import { post } from "../api.js";
import { html } from "../html.js";
import { Dialog } from "./dialog.js";

const SOMEBODY_NEW = "";

/** What the door's button opens: who writes, what is wrong (required), and a subject if they like.
 * @param {any} props */
export const OpenChat = ({ state, customer, close, opened }) => {
  const { form } = state.desk;
  const [who, setWho] = useState(customer ?? SOMEBODY_NEW);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const send = async (event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setFault("");
    try {
      const id = who === SOMEBODY_NEW ? (await post("customers", { name: data.get("name") })).userId : who;
      const { channel } = await post("chats", {
        customer: id,
        description: data.get("description"),
        subject: data.get("subject") || null,
      });
      opened(id, channel);
    } catch (error) {
      setFault(error.message);
      setBusy(false);
    }
  };
  return html`<${Dialog} title=${form.title} close=${close}>
    <form class="form" onSubmit=${send}>
      ${
        state.customers.length > 0 &&
        html`<label>Write as
          <select name="who" value=${who} onChange=${(event) => setWho(event.currentTarget.value)}>
            ${state.customers.map((one) => html`<option key=${one.userId} value=${one.userId}>${one.name}</option>`)}
            <option value=${SOMEBODY_NEW}>Somebody new</option>
          </select></label>`
      }
      ${
        who === SOMEBODY_NEW &&
        html`<label>Customer's name
          <input name="name" required maxlength="60" autocomplete="off" defaultValue="Sam Rivers" /></label>`
      }
      <label>${form.description} <span class="required">required</span>
        <textarea name="description" required maxlength="4000" rows="4" aria-describedby="description-hint" autofocus></textarea>
        <span class="hint" id="description-hint">${form.descriptionHint}</span></label>
      <label>${form.subject}
        <input name="subject" maxlength="200" autocomplete="off" aria-describedby="subject-hint" />
        <span class="hint" id="subject-hint">${form.subjectHint}</span></label>
      ${fault && html`<p class="fault" role="alert">${fault}</p>`}
      <div class="buttons end">
        <button type="button" class="button" onClick=${close}>Cancel</button>
        <button class="button primary" disabled=${busy}>${busy ? form.opening : "Send"}</button>
      </div>
    </form>
  <//>`;
};
