// @ts-check
import { createContext } from "preact";

/** Opens the form that a press was answered with, as the person who pressed.
 * @type {import("preact").Context<(form: any, as: string) => void>} */
export const FormOpener = createContext((_form, _as) => undefined);
