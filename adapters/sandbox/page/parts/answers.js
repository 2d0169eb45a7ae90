// @ts-check
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { rich } from "../rich.js";
import { answersTo } from "../state.js";
import { Buttons } from "./buttons.js";

const Answer = ({ whisper, say, dismiss }) => {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const element = box.current;
    element?.scrollIntoView({ block: "nearest" });
    // Whoever goes by keyboard goes on from the question to its choices.
    if (document.activeElement === document.body) element?.focus();
  }, []);
  return html`<div class="answer" role="group" aria-label="Only you can see this" tabIndex="-1" ref=${box}>
    <div class="answer-text"><div class="content">${rich(whisper.content)}</div>
      <button type="button" class="icon-button" onClick=${() => dismiss(whisper.id)}><${Icon} name="cross" label="Dismiss" /></button></div>
    <${Buttons} message=${whisper} as=${whisper.user} say=${say} />
    <p class="quiet">Only you can see this</p>
  </div>`;
};

/** What the desk asks or says to whoever pressed a button, under that button; gone when a choice is made.
 * @param {{ state: any, message: any, as: string | null, part: string, say: (text: string) => void,
 *   dismiss: (id: string) => void }} props */
export const Answers = ({ state, message, as, part, say, dismiss }) =>
  html`<div class="answers" aria-live="polite">${answersTo(state, as, message.id, part).map(
    (whisper) => html`<${Answer} key=${whisper.id} whisper=${whisper} say=${say} dismiss=${dismiss} />`,
  )}</div>`;
