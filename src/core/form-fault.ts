import type { FormField } from "./form.ts";

/**
 * What is wrong with something typed. A platform's client checks some of it; blanks pass everywhere.
 * - `blank`: must be filled in, and holds nothing but blanks
 * - `too_long`: more than `most` characters; `length` is how many there are
 */
export type FormFault =
  | { readonly fault: "blank" }
  | { readonly fault: "too_long"; readonly most: number; readonly length: number };

/** Null: all is well. `value` is trimmed. */
export const faultOf = (
  field: Pick<FormField, "required" | "maxLength">,
  value: string,
): FormFault | null => {
  if (value === "") return field.required ? { fault: "blank" } : null;
  if (value.length <= field.maxLength) return null;
  return { fault: "too_long", most: field.maxLength, length: value.length };
};
