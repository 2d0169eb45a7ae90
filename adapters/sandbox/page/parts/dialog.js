// @ts-check
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { Icon } from "../icons.js";

/** A modal: the browser keeps focus inside it, and gives it back afterwards.
 * `from`: what it was opened by, where that could not hold the focus meanwhile.
 * @param {{ title: string, close: () => void, from?: HTMLElement | null, children: any }} props */
export const Dialog = ({ title, close, from = null, children }) => {
  const box = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const before = from ?? document.activeElement;
    box.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const outside = (event) => event.target === box.current && close();
  return html`<dialog ref=${box} class="dialog" aria-labelledby="dialog-title" onClose=${close} onMouseDown=${outside}>
    <header><h2 id="dialog-title">${title}</h2>
      <button type="button" class="icon-button" onClick=${close}><${Icon} name="cross" label="Close" /></button></header>
    ${children}
  </dialog>`;
};
