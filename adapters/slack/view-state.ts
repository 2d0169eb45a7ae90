import type { FormValues } from "../../src/core/form.ts";
import { type FormFault, faultOf } from "../../src/core/form-fault.ts";
import { FORM_CALLBACK } from "./view.ts";
import { type FormOrigin, originOf } from "./view-origin.ts";
import { inputBlockSchema, type WireView } from "./wire.ts";

/** What a view holds now, by field name. */
export const valuesOf = ({ state }: WireView): FormValues =>
  Object.fromEntries(
    Object.entries(state.values).map(([field, elements]) => {
      const [element] = Object.values(elements);
      return [field, (element?.value ?? element?.selected_option?.value ?? "").trim()];
    }),
  );

/** Null: no form of the desk's. */
export const originIn = (view: WireView): FormOrigin | null =>
  view.callback_id === FORM_CALLBACK ? originOf(view.private_metadata) : null;

const inputsOf = ({ blocks }: WireView) =>
  blocks.flatMap((block) => inputBlockSchema.safeParse(block).data ?? []);

/** What is wrong with what was typed, by field name; the view itself says what was asked for. */
export const faultsIn = (view: WireView): ReadonlyMap<string, FormFault> => {
  const values = valuesOf(view);
  const faults = inputsOf(view).flatMap(({ block_id: field, optional, element }) => {
    const maxLength = element.max_length ?? Number.POSITIVE_INFINITY;
    const fault = faultOf({ required: optional !== true, maxLength }, values[field] ?? "");
    return fault === null ? [] : [[field, fault] as const];
  });
  return new Map(faults);
};

/** What is asked for: the paragraphs, from which a subject is made. */
export const requestIn = (view: WireView): string => {
  const values = valuesOf(view);
  return inputsOf(view)
    .filter(({ element }) => element.multiline === true)
    .map(({ block_id: field }) => values[field] ?? "")
    .join("\n");
};
