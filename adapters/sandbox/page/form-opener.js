// @ts-check
import { createContext } from "preact";

/** Opens the form that a press was answered with, as the person who pressed, from the button that was pressed.
 * @type {import("preact").Context<(form: any, as: string, from: HTMLElement) => void>} */
export const FormOpener = createContext((_form, _as, _from) => undefined);
