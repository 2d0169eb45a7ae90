import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from "discord.js";
import type { Button } from "../../src/core/actions.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { deskWordsOf } from "../../src/core/policy/policy.ts";
import type { Words } from "../../src/core/words.ts";
import { encodeButton, encodeOpen, encodeWhat } from "./custom-id.ts";
import { BUTTONS_PER_ROW, MAX_BUTTON_LABEL } from "./limits.ts";

export type Row = APIActionRowComponent<APIButtonComponent>;

const STYLES = {
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
  default: ButtonStyle.Secondary,
} as const;

/** Bounds what the platform bounds: an oversized label must not keep a whole message from being sent. */
export const bounded = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`;

export const rowsOf = (buttons: readonly APIButtonComponent[]): readonly Row[] =>
  Array.from({ length: Math.ceil(buttons.length / BUTTONS_PER_ROW) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * BUTTONS_PER_ROW, (row + 1) * BUTTONS_PER_ROW),
  }));

export const actionButton = (button: Button, words: Words): APIButtonComponent => ({
  type: ComponentType.Button,
  style: STYLES[button.style],
  label: bounded(words.button(button), MAX_BUTTON_LABEL),
  custom_id: encodeButton(button),
});

export const openButton = (desk: Desk, words: Words): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Primary,
  label: bounded(words.panel(deskWordsOf(desk), desk.policy.targets).open, MAX_BUTTON_LABEL),
  custom_id: encodeOpen(desk.customers.channel),
});

/** What chat may be asked: the policy's own page, or our words for it. */
export const policyButton = (desk: Desk, words: Words): APIButtonComponent => {
  const label = bounded(words.panel(deskWordsOf(desk), desk.policy.targets).whatChatCanDo, MAX_BUTTON_LABEL);
  const { policyUrl } = desk.policy;
  return policyUrl === null
    ? {
        type: ComponentType.Button,
        style: ButtonStyle.Secondary,
        label,
        custom_id: encodeWhat(desk.customers.channel),
      }
    : { type: ComponentType.Button, style: ButtonStyle.Link, label, url: policyUrl };
};
