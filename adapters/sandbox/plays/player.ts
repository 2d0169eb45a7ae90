import type { ActionName } from "../../../src/core/actions.ts";
import type { FormValues } from "../../../src/core/form.ts";
import type { LetterKind } from "../../../src/core/mail/letter.ts";
import type { Role } from "../mail/roles.ts";

/** What a played customer does and waits for. Whatever is waited for may have come before. */
export interface Player {
  readonly customer: (name: string) => Promise<string>;
  readonly open: (customer: string, description: string, subject?: string) => Promise<string>;
  readonly say: (customer: string, channel: string, text: string) => Promise<void>;
  /** Policy time: at 10× a tenth of it passes. */
  readonly wait: (seconds: number) => Promise<void>;
  readonly answer: (channel: string) => Promise<void>;
  /** The newest such button in the chat; where it opens a form, that is sent with these values. */
  readonly press: (
    customer: string,
    channel: string,
    action: ActionName,
    fields?: FormValues,
  ) => Promise<void>;
  /** The number that this chat alone shows. */
  readonly number: (channel: string) => Promise<string>;
  /** The id of the next mail of this kind to this address, from the scenario's beginning on. */
  readonly mail: (to: string, kind: LetterKind) => Promise<string>;
  readonly answerMail: (letter: string, role: Role, text: string) => Promise<void>;
  readonly writeMail: (from: string, subject: string, text: string) => Promise<void>;
}

export interface Scenario {
  readonly name: string;
  readonly label: string;
  readonly story: string;
  /** Where its customer is seen. */
  readonly where: "chat" | "mailbox";
  readonly play: (player: Player) => Promise<void>;
}
