import type { Button } from "../../src/core/actions.ts";
import type { Attachment, Person } from "../../src/core/platform.ts";
import type { DeskWords } from "../../src/core/sentences.ts";
import type { Timestamp } from "../../src/core/time.ts";
import type { Body } from "../../src/core/views.ts";
import type { Words } from "../../src/core/words.ts";
import { renderAlert, renderAlerts, renderClosedAlert } from "./alert.ts";
import { actions, type Payload, sections } from "./blocks.ts";
import { PLATFORM_NAMES, renderCard } from "./card.ts";
import { harmless, nameText, shorten } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { toMrkdwn } from "./markdown.ts";
import { split } from "./split.ts";
import { renderTicketCard } from "./ticket-card.ts";
import { mention, speak, speakingOf } from "./voice.ts";

export interface Rendering {
  readonly words: Words;
  readonly desk: DeskWords;
  readonly now: Timestamp;
  /** Platform user ids that are called; nobody else is. */
  readonly mention: readonly string[];
  readonly buttons: readonly Button[];
  /** The app may post under another name (`chat:write.customize`). */
  readonly persona: boolean;
}

export interface Rendered {
  /** In order; a long text is several messages. */
  readonly payloads: readonly Payload[];
  /** The name to post under; null: the desk's own. */
  readonly username: string | null;
}

export const render = (body: Body, rendering: Rendering): Rendered => {
  const { words, now, desk } = rendering;
  switch (body.kind) {
    case "text":
      return renderText(body, rendering);
    case "sentence": {
      if (body.sentence.key === "ticket_card") {
        const speaking = speakingOf(body, rendering.mention, now);
        return single(renderTicketCard(body.sentence, rendering.buttons, words, speaking));
      }
      const text = sentenceText(body, rendering);
      return { payloads: withButtons(split(calling(text, rendering.mention)), rendering), username: null };
    }
    case "card":
      return single(renderCard(body.card, words, now));
    case "alert":
      return single(renderAlert(body.alert, words, now));
    case "alerts":
      return single(renderAlerts(body.alerts, words, now));
    case "closed_alert":
      return single(
        renderClosedAlert(body.number, sentenceText(body.sentence, { ...rendering, mention: [] })),
      );
    default:
      return body satisfies never;
  }

  function sentenceText(said: Extract<Body, { kind: "sentence" }>, { mention: called }: Rendering): string {
    return speak((voice) => words.say(said.sentence, voice, desk), speakingOf(said, called, now));
  }
};

const single = (payload: Payload): Rendered => ({ payloads: [payload], username: null });

/** Whoever is to be called and is not named in the text stands before it. */
const calling = (text: string, called: readonly string[]): string => {
  const missing = called.map(mention).filter((one) => !text.includes(one));
  return missing.length === 0 ? text : `${missing.join(" ")} ${text}`;
};

const renderText = (body: Extract<Body, { kind: "text" }>, rendering: Rendering): Rendered => {
  const { from } = body;
  const words = toMrkdwn(body.text);
  const named = from === null || rendering.persona ? words : withName(from, words);
  const whole = [calling(named, rendering.mention), ...body.attachments.map(attachmentLine)]
    .filter((part) => part !== "")
    .join("\n");
  return {
    // Slack refuses a message without any text.
    payloads: withButtons(split(whole === "" ? "…" : whole), rendering),
    username: from !== null && rendering.persona ? shorten(shownName(from), LIMITS.username) : null,
  };
};

/** Never the name alone: it is theirs to choose, and could be a colleague's. */
const shownName = (from: Person): string => `${nameText(from.name)} · ${PLATFORM_NAMES[from.platform]}`;

/** Code and quotes must begin their line. */
const withName = (from: Person, text: string): string =>
  `*${shownName(from)}*${/^(?:```|> |• |\d+\. )/.test(text) ? "\n" : "  "}${text}`;

const attachmentLine = ({ name, url, size }: Attachment): string => {
  const label = nameText(name);
  const link = /^https?:/i.test(url)
    ? `<${harmless(url).replace(/[|\s]/g, encodeURIComponent)}|${label}>`
    : label;
  return `📎 ${link} (${sizeText(size)})`;
};

const sizeText = (bytes: number): string =>
  bytes < 1_000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1_000)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** Buttons stand under the last part. */
const withButtons = (parts: readonly string[], { buttons, words }: Rendering): readonly Payload[] =>
  parts.map((text, index) => ({
    text,
    blocks:
      buttons.length > 0 && index === parts.length - 1 ? [...sections(text), ...actions(buttons, words)] : [],
  }));
