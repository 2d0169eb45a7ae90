/** Something in a customer's data that cannot be taken. */
export interface Fault {
  /** Which column or field, as its owner writes it. */
  readonly at: string;
  /** Completes "expected …". */
  readonly expected: string;
  /** Completes "got …". */
  readonly came: string;
  /** A sentence. */
  readonly todo: string;
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault };

export const taken = <T>(value: T): Checked<T> => ({ ok: true, value });
export const refused = (at: string, expected: string, came: string, todo: string): Checked<never> => ({
  ok: false,
  fault: { at, expected, came, todo },
});

const SHOWN = 60;

// Written as code points, so that a fault never carries a terminal's control sequence or an invisible letter.
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/gu;
const written = (letter: string): string =>
  `\\u{${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}}`;

/** A value as a fault shows it: in quotation marks, short, everything invisible made visible. */
export const shown = (text: string): string => {
  if (text === "") return "nothing";
  const letters = [...text.slice(0, 2 * SHOWN)];
  const cut = letters.length > SHOWN || text.length > 2 * SHOWN;
  return `"${letters.slice(0, SHOWN).join("").replace(HIDDEN, written)}${cut ? "…" : ""}"`;
};

/** `email: expected …; got …. What to do.` */
export const inWords = ({ at, expected, came, todo }: Fault): string =>
  `${at}: expected ${expected}; got ${came}. ${todo}`;
