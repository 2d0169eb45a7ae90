// @ts-check
import { useState } from "preact/hooks";
import { post } from "../api.js";
import { html } from "../html.js";

/** The desk's buttons on a message, pressed as somebody.
 * @param {{ message: any, as: string | null, about?: string, say: (text: string) => void, locked?: boolean, children?: any }} props */
export const Buttons = ({ message, as, about = "", say, locked = false, children }) => {
  const [busy, setBusy] = useState(false);
  if (message.buttons.length === 0) return null;
  const press = async (button) => {
    setBusy(true);
    try {
      await post("press", { as, messageId: message.id, action: button.action, subject: button.subject });
    } catch (error) {
      say(error.message);
    }
    setBusy(false);
  };
  return html`<div class="buttons">
    ${message.buttons.map(
      (
        button,
      ) => html`<button type="button" key=${button.action + button.subject} class=${`button ${button.style}`}
        disabled=${busy || as === null || locked} onClick=${() => press(button)}>
        ${button.label}${about && html`<span class="unseen"> ${about}</span>`}</button>`,
    )}${children}
  </div>`;
};
