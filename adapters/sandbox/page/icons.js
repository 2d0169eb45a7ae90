// @ts-check
import { html } from "./html.js";

const PATHS = {
  check: "M5 10.5l3.2 3.2L15 6.8",
  cross: "M6 6l8 8M14 6l-8 8",
  pause: "M7.5 5.5v9M12.5 5.5v9",
  note: "M5 5h10v7l-3 3H5zM8 8h4M8 11h2.5",
  back: "M12.5 4.5L7 10l5.5 5.5",
  plus: "M10 4.5v11M4.5 10h11",
  send: "M3.5 10l13-6-4 13-3-5.5z",
  chat: "M4 5h12v8.5H9L5.5 16v-2.5H4z",
  team: "M7 9.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM2.5 16c.4-2.8 2-4.2 4.500-4.200s4.100 1.400 4.500 4.200M13 9.500a2 2 0 100-4M14 12c2 .2 3.200 1.600 3.500 4",
  bell: "M5 13.500c1-1 1.200-2.300 1.200-4.500 0-2.500 1.500-4 3.800-4s3.800 1.500 3.800 4c0 2.200.2 3.500 1.200 4.500zM8.500 16h3",
  clock: "M10 17a7 7 0 100-14 7 7 0 000 14zM10 6v4l2.800 1.800",
  skip: "M4.500 5l6 5-6 5zM12 5v10M15.500 5v10",
  lock: "M5.500 9h9v7h-9zM7.500 9V6.500a2.500 2.500 0 015 0V9",
  play: "M6.500 4.500l9 5.500-9 5.500z",
  help: "M7.500 7.500a2.500 2.500 0 113.600 2.200c-.8.400-1.100.900-1.100 1.800M10 14.500v.1",
  reset: "M15.500 10a5.500 5.500 0 11-1.600-3.900L16 8M16 4v4h-4",
  up: "M5 12l5-5 5 5",
  down: "M5 8l5 5 5-5",
  off: "M10 16.5a6.500 6.500 0 100-13 6.500 6.500 0 000 13zM7 10h6",
  mute: "M6 8.500c.2-2.200 1.700-3.500 3.900-3.500 1.200 0 2.200.4 2.900 1.100M14 9.500c.1 2 .4 3.100 1.200 4H8.500M4 4l12 12",
  hand: "M10 16.5a6.500 6.500 0 100-13 6.500 6.500 0 000 13zM8 8.200a2 2 0 113 1.700c-.7.400-1 .8-1 1.600M10 13.400v.1",
  pulse: "M3 10h3.500l2-5 3 10 2-5H17",
  mail: "M3.500 5.500h13v9h-13zM3.500 6l6.500 5 6.500-5",
  warn: "M10 3.500l7 12.500H3zM10 8v4M10 13.900v.1",
};

/** @param {{ name: keyof PATHS, label?: string }} props */
export const Icon = ({ name, label }) => html`
  <svg class="icon" viewBox="0 0 20 20" role=${label ? "img" : undefined} aria-label=${label}
    aria-hidden=${label ? undefined : "true"} focusable="false"><path d=${PATHS[name]} /></svg>
`;

const MARKS = {
  "✅": { name: "check", label: "Delivered to the customer", tone: "good" },
  "📝": { name: "note", label: "A note: the customer does not see it", tone: "note" },
  "❌": { name: "cross", label: "Not delivered", tone: "bad" },
  "⏸️": { name: "pause", label: "Held: not sent to the customer", tone: "warn" },
};

/** The desk's lasting reactions as drawn marks: they look the same where no emoji font is.
 * @param {{ emoji: string, who: string }} props */
export const Reaction = ({ emoji, who }) => {
  const mark = MARKS[emoji];
  return mark === undefined
    ? html`<li class="reaction" title=${who}>${emoji}<span class="unseen"> from ${who}</span></li>`
    : html`<li class=${`reaction ${mark.tone}`} title=${mark.label}><${Icon} name=${mark.name} />
        <span>${mark.label.split(":")[0]}</span></li>`;
};
