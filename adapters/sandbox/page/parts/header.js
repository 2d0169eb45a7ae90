// @ts-check
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { exactTime, useNow } from "../time.js";

const Menu = ({ label, icon, children }) => {
  const box = useRef(/** @type {HTMLDetailsElement | null} */ (null));
  useEffect(() => {
    const shut = (event) => {
      const details = box.current;
      if (details === null || !details.open) return;
      const inside = event.target instanceof Node && details.contains(event.target);
      if (
        event.type === "keydown" ? event.key === "Escape" : !inside || event.target.closest("[data-closes]")
      ) {
        details.open = false;
        if (event.type === "keydown") details.querySelector("summary")?.focus();
      }
    };
    document.addEventListener("click", shut);
    document.addEventListener("keydown", shut);
    return () => {
      document.removeEventListener("click", shut);
      document.removeEventListener("keydown", shut);
    };
  }, []);
  return html`<details class="menu" ref=${box}>
    <summary class="button"><${Icon} name=${icon} /> <span>${label}</span></summary>
    <div class="menu-list">${children}</div>
  </details>`;
};

const Now = ({ lead }) =>
  html`<time class="now" title="The desk's clock">${exactTime(useNow(lead, 500))}</time>`;

/** @param {any} props */
export const Header = ({
  state,
  connected,
  play,
  setSpeed,
  skip,
  askReset,
  help,
}) => html`<header class="top">
  <h1><img src="/sandbox/icon.svg" alt="" width="28" height="28" /> Deskclock <span class="sub">sandbox</span></h1>
  <${Menu} label=${html`Play<span class="wide-word"> a customer</span>`} icon="play">
    ${state.scenarios.map(
      (one) => html`<button type="button" key=${one.name} data-closes onClick=${() => play(one)}>
        <strong>${one.label}</strong><span>${one.story}</span></button>`,
    )}
  <//>
  <div class="time-tools">
    <${Now} lead=${state.lead} />
    <div class="segments" role="group" aria-label="Speed: promises are divided by it">
      ${[...new Set([...state.speeds, state.speed])]
        .sort((a, b) => a - b)
        .map(
          (
            speed,
          ) => html`<button type="button" key=${speed} aria-pressed=${speed === state.speed ? "true" : "false"}
            onClick=${() => setSpeed(speed)}>${speed}×</button>`,
        )}
    </div>
    <button type="button" class="button skip" onClick=${skip}><${Icon} name="skip" /> <span>Skip<span class="wide-word"> to next deadline</span></span></button>
  </div>
  <div class="end-tools">
    ${!connected && html`<span class="lost" role="status">Connection lost, trying again…</span>`}
    <button type="button" class="icon-button" onClick=${help}><${Icon} name="help" label="Show the three steps" /></button>
    <button type="button" class="icon-button" onClick=${askReset}><${Icon} name="reset" label="Reset the sandbox" /></button>
  </div>
</header>`;

/** Worth a button on a first visit; the menu has them all. */
const FIRST_SCENARIOS = new Set(["panic", "four-at-once", "mx-record"]);

/** A first visit: what there is to do here. @param {any} props */
export const Welcome = ({
  state,
  openChat,
  play,
  skip,
  dismiss,
}) => html`<section class="welcome" aria-labelledby="welcome-title">
  <h2 id="welcome-title">You play every part. Three steps:</h2>
  <ol>
    <li><h3>Ask, as a customer</h3><p>The clock starts the moment you send.</p>
      <div class="buttons"><button type="button" class="button primary" onClick=${openChat}>Open a chat</button>
      ${state.scenarios
        .filter((one) => FIRST_SCENARIOS.has(one.name))
        .map(
          (one) =>
            html`<button type="button" key=${one.name} class="button" title=${one.story} onClick=${() => play(one)}>${one.label}</button>`,
        )}</div></li>
    <li><h3>Answer, as a rep</h3><p>Press <b>Claim</b> on the card, then write in its thread: it reaches the customer.</p></li>
    <li><h3>Watch the clocks</h3><p>Wait too long and the alerts ring. No patience? Jump ahead.</p>
      <div class="buttons"><button type="button" class="button" onClick=${skip}>Skip to the next deadline</button></div></li>
  </ol>
  <button type="button" class="icon-button dismiss" onClick=${dismiss}><${Icon} name="cross" label="Hide the three steps" /></button>
</section>`;

const TABS = [
  ["customer", "Customer", "chat"],
  ["staff", "Staff", "team"],
  ["alerts", "Alerts", "bell"],
  ["clocks", "Clocks", "clock"],
];

/** Which part a small screen shows. @param {any} props */
export const Tabs = ({ pane, choose, news }) =>
  html`<nav class="tabs" aria-label="Parts of the page">${TABS.map(
    ([
      name,
      label,
      icon,
    ]) => html`<button type="button" key=${name} class=${name} aria-current=${pane === name ? "page" : undefined}
    onClick=${() => choose(name)}><${Icon} name=${icon} /><span>${label}</span>
    ${(news[name] ?? 0) > 0 && html`<span class="news">${news[name]}<span class="unseen"> new</span></span>`}</button>`,
  )}</nav>`;
