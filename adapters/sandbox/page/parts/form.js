// @ts-check
import { useEffect, useRef, useState } from "preact/hooks";
import { post } from "../api.js";
import { html } from "../html.js";
import { rich } from "../rich.js";
import { Dialog } from "./dialog.js";

/** What was typed into forms that were closed or refused, by what they are about. @type {Map<string, any>} */
const drafts = new Map();

const nameOf = (form, as) => `${as} ${form.action} ${form.conversationId} ${form.subject}`;
const filledIn = (form) => Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));

/** Somebody pauses that long while typing: the subject is judged, ms. */
const PAUSE_MS = 350;

/** What is said of a subject while it is typed; the newest word counts. */
const useAdvice = (form, values) => {
  const [advice, setAdvice] = useState(
    /** @type {{ text: string, suggestion: string | null } | null} */ (null),
  );
  const field = form.fields.find((one) => one.advice === "subject");
  const subject = field === undefined ? "" : values[field.name];
  const request = form.fields
    .filter((one) => one.kind === "paragraph")
    .map((one) => values[one.name])
    .join("\n");
  useEffect(() => {
    if (field === undefined || subject.trim() === "") {
      setAdvice(null);
      return;
    }
    let over = false;
    const timer = window.setTimeout(() => {
      post("advice", { subject, request })
        .then((said) => over || setAdvice(said.advice))
        // Advice that cannot be had is none.
        .catch(() => over || setAdvice(null));
    }, PAUSE_MS);
    return () => {
      over = true;
      window.clearTimeout(timer);
    };
  }, [subject, request]);
  return { advice, about: field?.name ?? null };
};

/** How much still fits, once it matters. */
const Room = ({ field, value }) =>
  field.kind !== "choice" && value.length > field.maxLength * 0.8
    ? html`<span class="room">${field.maxLength - value.length} left</span>`
    : null;

const Control = ({ field, value, change, describedBy, faulty, first }) => {
  const shared = {
    id: `form-${field.name}`,
    name: field.name,
    value,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": faulty ? "true" : undefined,
    "aria-required": field.required ? "true" : undefined,
    autofocus: first,
    onInput: (event) => change(event.currentTarget.value),
  };
  if (field.kind === "choice") {
    return html`<select ...${shared}>
      ${!field.choices.some((one) => one.value === value) && html`<option value=${value}>Choose…</option>`}
      ${field.choices.map((one) => html`<option key=${one.value} value=${one.value}>${one.label}</option>`)}
    </select>`;
  }
  return field.kind === "paragraph"
    ? html`<textarea ...${shared} rows="4" maxlength=${field.maxLength} placeholder=${field.hint ?? ""}></textarea>`
    : html`<input ...${shared} maxlength=${field.maxLength} placeholder=${field.hint ?? ""} autocomplete="off" />`;
};

const Field = ({ field, value, change, fault, advice, first }) => {
  const id = `form-${field.name}`;
  const described = [fault && `${id}-fault`, advice !== undefined && `${id}-advice`]
    .filter(Boolean)
    .join(" ");
  return html`<div class="form-field">
    <label for=${id}>${field.label}${!field.required && html`<span class="optional"> optional</span>`}</label>
    <${Control} field=${field} value=${value} change=${change} describedBy=${described} faulty=${Boolean(fault)} first=${first} />
    <${Room} field=${field} value=${value} />
    ${fault && html`<p class="field-fault" id=${`${id}-fault`}>${fault}</p>`}
    ${
      advice !== undefined &&
      html`<div class="advice" id=${`${id}-advice`} aria-live="polite">${
        advice !== null &&
        html`<p>${advice.text}</p>
        ${
          advice.suggestion !== null &&
          html`<button type="button" class="button small" onClick=${() => change(advice.suggestion)}>
            Use “${advice.suggestion}”</button>`
        }`
      }</div>`
    }
  </div>`;
};

/** A form of the desk's. What was typed stays when it is closed or refused; it goes when it was sent.
 * @param {{ form: any, as: string, from: HTMLElement, name: string, close: () => void, sent: () => void }} props */
export const FormDialog = ({ form, as, from, name, close, sent }) => {
  const draft = nameOf(form, as);
  const before = drafts.get(draft);
  const [values, setValues] = useState({ ...filledIn(form), ...before });
  const [kept, setKept] = useState(before !== undefined);
  const [faults, setFaults] = useState(/** @type {Record<string, string>} */ ({}));
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const { advice, about } = useAdvice(form, values);
  const box = useRef(/** @type {HTMLFormElement | null} */ (null));

  const change = (field) => (value) => {
    const next = { ...values, [field]: value };
    drafts.set(draft, next);
    setValues(next);
  };
  const anew = () => {
    drafts.delete(draft);
    setValues(filledIn(form));
    setKept(false);
  };
  const send = async (event) => {
    event.preventDefault();
    setBusy(true);
    setFault("");
    setFaults({});
    try {
      await post("form", { as, form: form.id, fields: values });
      drafts.delete(draft);
      sent();
    } catch (error) {
      drafts.set(draft, values);
      setFaults(error.fields ?? {});
      setFault(error.fields === undefined ? error.message : "");
      setBusy(false);
    }
  };
  useEffect(() => {
    const [first] = Object.keys(faults);
    if (first !== undefined) box.current?.querySelector(`#form-${first}`)?.focus();
  }, [faults]);

  return html`<${Dialog} title=${form.title} close=${close} from=${from}>
    <form class="form" ref=${box} onSubmit=${send} noValidate>
      <p class="quiet">As ${name}</p>
      ${form.text.length > 0 && html`<div class="content form-text">${rich(form.text)}</div>`}
      ${
        kept &&
        html`<p class="kept" role="status">What you typed before is still here.
        <button type="button" class="link" onClick=${anew}>Start over</button></p>`
      }
      ${form.fields.map(
        (
          field,
          index,
        ) => html`<${Field} key=${field.name} field=${field} value=${values[field.name] ?? ""} first=${index === 0}
          change=${change(field.name)} fault=${faults[field.name]} advice=${field.name === about ? advice : undefined} />`,
      )}
      ${fault && html`<p class="fault" role="alert">${fault}</p>`}
      <div class="buttons end">
        <button type="button" class="button" onClick=${close}>Cancel</button>
        <button class="button primary" disabled=${busy}>${form.submit}</button>
      </div>
    </form>
  <//>`;
};
