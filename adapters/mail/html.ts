import type { Block } from "../../src/core/mail/letter.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");

const lines = (text: string): string => escaped(text).replaceAll("\n", "<br>\n");

/**
 * Colours that are read on white and on black: mail programs that know nothing of dark mode turn them, and
 * `prefers-color-scheme` is obeyed by the others.
 */
const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 24px 16px; font: 16px/1.5 -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
.letter { max-width: 36em; margin: 0 auto; }
.notice { font-weight: 600; border-left: 4px solid #c2410c; padding: 4px 0 4px 12px; }
.quote { border: 1px solid #8a8f98; border-radius: 6px; padding: 12px 16px; margin: 16px 0; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 14px; overflow-wrap: anywhere; }
.name { padding: 2px 16px 2px 0; vertical-align: top; opacity: .75; white-space: nowrap; }
.value { padding: 2px 0; overflow-wrap: anywhere; }
.foot { margin-top: 32px; padding-top: 12px; border-top: 1px solid #8a8f98; font-size: 13px; opacity: .75; }
`.trim();

const blockHtml = (block: Block): string => {
  switch (block.type) {
    case "paragraph":
      return `<p>${lines(block.text)}</p>`;
    case "notice":
      return `<p class="notice">${lines(block.text)}</p>`;
    case "facts": {
      const row = ({ name, value }: (typeof block.rows)[number]): string =>
        `<tr><td class="name">${escaped(name)}</td><td class="value">${lines(value)}</td></tr>`;
      return `<table role="presentation" cellspacing="0" cellpadding="0">${block.rows.map(row).join("\n")}</table>`;
    }
    case "quote":
      return `<div class="quote">${lines(block.text)}</div>`;
    case "choices":
      return `<ul>${block.items.map((item) => `<li>${lines(item)}</li>`).join("\n")}</ul>`;
    case "foot":
      return `<p class="foot">${lines(block.text)}</p>`;
    default:
      return block satisfies never;
  }
};

/** A letter as one HTML page: no picture, no script, no link, nothing from elsewhere. */
export const htmlOf = (subject: string, blocks: readonly Block[]): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escaped(subject)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<div class="letter">
${blocks.map(blockHtml).join("\n")}
</div>
</body>
</html>
`;
