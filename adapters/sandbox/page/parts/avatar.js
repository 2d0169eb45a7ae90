// @ts-check
import { html } from "../html.js";

const hue = (text) => [...text].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 997, 7) % 8;

/** @param {{ name: string, id: string, kind?: string }} props */
export const Avatar = ({ name, id, kind = "person" }) =>
  kind === "desk"
    ? html`<span class="avatar desk" aria-hidden="true"><svg viewBox="0 0 20 20" class="icon"><path d="M10 16.500a6.500 6.500 0 100-13 6.500 6.500 0 000 13zM10 6.500V10l2.400 1.600" /></svg></span>`
    : html`<span class=${`avatar hue-${hue(id)}`} aria-hidden="true">${[...name][0] ?? "?"}</span>`;
