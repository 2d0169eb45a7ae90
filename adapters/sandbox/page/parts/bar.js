// @ts-check
import { html } from "../html.js";
import { countdown } from "../time.js";

/** How far a clock has run, and how bad that is. @param {any} clock @param {number} now */
export const progress = (clock, now) => {
  const part = (now - clock.startedAt) / Math.max(1, clock.dueAt - clock.startedAt);
  const tone = part > 1 ? "late" : part >= 0.8 ? "hot" : part >= 0.5 ? "warm" : "calm";
  return { part, tone };
};

/** A running clock: what is owed, what is left, and its warning marks.
 * @param {{ clock: any, now: number, label: string, steps: number[] }} props */
export const Bar = ({ clock, now, label, steps }) => {
  const { part, tone } = progress(clock, now);
  const left = clock.dueAt - now;
  const words = left >= 0 ? countdown(left) : `${countdown(left)} over`;
  return html`<div class=${`clock ${tone}`}>
    <div class="clock-line"><span class="clock-name">${label}</span>
      <span class="clock-left" role="timer" aria-live="off">${words}</span></div>
    <div class="bar" aria-hidden="true">
      <span class="fill" style=${{ transform: `scaleX(${Math.min(1, Math.max(0, part))})` }}></span>
      ${steps
        .filter((step) => step < 1)
        .map(
          (step) =>
            html`<span class=${`mark ${part >= step ? "passed" : ""}`} style=${{ left: `${step * 100}%` }}></span>`,
        )}
    </div>
  </div>`;
};

/** A clock as one chip, where there is no room for a bar.
 * @param {{ label: string, dueAt: number, now: number, speed: number }} props */
export const Chip = ({ label, dueAt, now, speed }) => {
  const left = dueAt - now;
  const tone = left < 0 ? "late" : left < 15_000 / speed ? "hot" : left < 30_000 / speed ? "warm" : "calm";
  return html`<span class=${`chip ${tone}`}>${label}
    <span class="chip-left" role="timer" aria-live="off">${left >= 0 ? countdown(left) : `${countdown(left)} over`}</span></span>`;
};
