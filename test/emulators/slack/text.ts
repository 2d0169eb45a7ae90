import type { Fields } from "./model.ts";
import type { Workspace } from "./workspace.ts";

/**
 * What a client sends for what a person typed: `& < >` escaped, `@name` and `@here` turned into
 * control sequences, links wrapped. Control sequences already there stay.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function typedText(workspace: Workspace, typed: string): string {
  const kept =
    /<(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+(?:\|[^>]*)?|!(?:here|channel|everyone)|!subteam\^S[A-Z0-9]+(?:\|[^>]*)?)>/g;
  let result = "";
  let from = 0;
  for (const match of typed.matchAll(kept)) {
    result += plainToWire(workspace, typed.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return result + plainToWire(workspace, typed.slice(from));
}

function plainToWire(workspace: Workspace, plain: string): string {
  const escaped = plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped
    .replace(/\bhttps?:\/\/[^\s]+[^\s.,;:!?)]/g, (url) => `<${url}>`)
    .replace(/(?<=^|\s)@([a-z0-9._-]*[a-z0-9_-])/g, (whole, name: string) => {
      if (name === "here" || name === "channel" || name === "everyone") return `<!${name}>`;
      const user = [...workspace.users.values()].find((candidate) => candidate.name === name);
      if (user) return `<@${user.id}>`;
      const group = [...workspace.usergroups.values()].find((candidate) => candidate.handle === name);
      return group ? `<!subteam^${group.id}>` : whole;
    });
}

export type Mentions = {
  readonly users: ReadonlySet<string>;
  readonly usergroups: ReadonlySet<string>;
  readonly here: boolean;
  readonly channel: boolean;
  readonly everyone: boolean;
};

/** https://docs.slack.dev/messaging/formatting-message-text#mentioning-users */
export function mentionsIn(text: string): Mentions {
  return {
    users: new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map((match) => match[1] ?? "")),
    usergroups: new Set(
      [...text.matchAll(/<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g)].map((match) => match[1] ?? ""),
    ),
    here: /<!here(?:\|[^>]*)?>/.test(text),
    channel: /<!channel(?:\|[^>]*)?>/.test(text),
    everyone: /<!everyone(?:\|[^>]*)?>/.test(text),
  };
}

/** Mentions count where they are shown: in blocks when there are some, else in `text`. */
export function visibleText(text: string, blocks: readonly Fields[]): string {
  return blocks.length > 0 ? collectMarkup(blocks).join("\n") : text;
}

/** Plain text mentions nobody. https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
function collectMarkup(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(collectMarkup);
  if (typeof value !== "object" || value === null) return [];
  const fields = value as Fields;
  switch (fields["type"]) {
    case "mrkdwn":
    case "markdown":
      return [String(fields["text"] ?? "")];
    case "user":
      return [`<@${fields["user_id"]}>`];
    case "usergroup":
      return [`<!subteam^${fields["usergroup_id"]}>`];
    case "broadcast":
      return [`<!${fields["range"]}>`];
    default:
      return Object.values(fields).flatMap(collectMarkup);
  }
}

const STYLES: Readonly<Record<string, string>> = { "*": "bold", _: "italic", "~": "strike", "`": "code" };

/**
 * As the composer lays out what is typed with markup: `*bold*` is bold, not two asterisks.
 * https://slack.com/help/articles/202288908-Format-your-messages
 */
function styledRuns(text: string): Fields[] {
  return text
    .split(/((?<![\w*_~`])(?:\*[^*\n]+\*|_[^_\n]+_|~[^~\n]+~|`[^`\n]+`)(?![\w*_~`]))/)
    .filter((run) => run !== "")
    .map((run) => {
      const style = STYLES[run.charAt(0)];
      const marked = style !== undefined && run.length > 2 && run.endsWith(run.charAt(0));
      return marked
        ? { type: "text", text: run.slice(1, -1), style: { [style]: true } }
        : { type: "text", text: run };
    });
}

/** Messages without blocks of their own come back with one rich_text block. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export function richTextOf(text: string, blockId: string): Fields {
  const elements: Fields[] = [];
  let from = 0;
  const push = (plain: string): void => {
    const unescaped = plain.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    elements.push(...styledRuns(unescaped));
  };
  for (const match of text.matchAll(/<(@|#|!)?([^>|]+)(?:\|([^>]*))?>/g)) {
    push(text.slice(from, match.index));
    from = match.index + match[0].length;
    const [, sigil, target = "", label] = match;
    if (sigil === "@") elements.push({ type: "user", user_id: target });
    else if (sigil === "#") elements.push({ type: "channel", channel_id: target });
    else if (sigil === "!" && target.startsWith("subteam^"))
      elements.push({ type: "usergroup", usergroup_id: target.slice("subteam^".length) });
    else if (sigil === "!" && target.startsWith("date^"))
      elements.push({ type: "text", text: label ?? target });
    else if (sigil === "!") elements.push({ type: "broadcast", range: target });
    else elements.push({ type: "link", url: target, ...(label ? { text: label } : {}) });
  }
  push(text.slice(from));
  return { type: "rich_text", block_id: blockId, elements: [{ type: "rich_text_section", elements }] };
}
