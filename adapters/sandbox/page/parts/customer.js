// @ts-check
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { rich } from "../rich.js";
import { messagesIn, together, whispersTo } from "../state.js";
import { Composer } from "./composer.js";
import { Log } from "./log.js";
import { Mailbox } from "./mailbox.js";
import { Message, Whisper } from "./message.js";

const Panel = ({ desk, open, explain }) => html`<section class="door" aria-label="Support panel">
  <h3>${desk.panel.title}</h3>
  <div class="content">${rich(desk.panel.text)}</div>
  <div class="buttons">
    <button type="button" class="button primary" onClick=${open}>${desk.panel.open}</button>
    ${
      desk.policyUrl === null
        ? html`<button type="button" class="button" onClick=${explain}>${desk.panel.whatChatCanDo}</button>`
        : html`<a class="button" href=${desk.policyUrl} target="_blank" rel="noopener noreferrer">${desk.panel.whatChatCanDo}</a>`
    }
  </div>
</section>`;

/** Where the customers read mail: no channel, and nobody's alone. */
export const MAILBOX = "mailbox";

const Places = ({ state, customer, place, choose, fresh }) => {
  const own = state.channels.filter((one) => customer !== null && one.customer === customer).reverse();
  const all = [{ id: state.desk.channels.support, name: "# support", locked: false }].concat(
    own.map((one) => ({
      id: one.id,
      name: one.kind === "direct" ? "Direct messages" : `Chat #${one.number}`,
      locked: one.locked,
    })),
  );
  return html`<nav class="places" aria-label="The customer's channels">${all.map(
    (one) => html`<button type="button" key=${one.id} aria-current=${one.id === place ? "page" : undefined}
      onClick=${() => choose(one.id)}>${one.locked && html`<${Icon} name="lock" label="Locked" />`} ${one.name}</button>`,
  )}${
    state.mail !== null &&
    html`<button type="button" aria-current=${place === MAILBOX ? "page" : undefined} onClick=${() => choose(MAILBOX)}>
      <${Icon} name="mail" /> Mailbox${fresh > 0 && html` <span class="news">${fresh}<span class="unseen"> new</span></span>`}</button>`
  }</nav>`;
};

/** The customer's side: the support channel with its door, and their private chats.
 * @param {any} props */
export const CustomerPane = ({
  state,
  customer,
  place,
  choosePlace,
  chooseCustomer,
  openChat,
  explain,
  mailbox,
  say,
  nameOf,
  dismiss,
}) => {
  const support = state.desk.channels.support;
  const channel =
    state.channels.find((one) => one.id === place && customer !== null && one.customer === customer) ?? null;
  const here = channel?.id ?? support;
  const inMail = place === MAILBOX && state.mail !== null;
  const messages = messagesIn(state, here);
  const whispers = whispersTo(state, customer, (one) => one.channel === here);
  const gone = state.customers.find((one) => one.userId === customer)?.leftAt ?? null;
  return html`<section class="pane customer" aria-labelledby="customer-title">
    <header class="pane-head">
      <h2 id="customer-title">Customer</h2>
      <div class="pane-tools">
        ${
          state.customers.length > 0 &&
          html`<label class="pick"><span class="unseen">Play as</span>
            <select value=${customer ?? ""} onChange=${(event) => chooseCustomer(event.currentTarget.value)}>
              ${state.customers.map((one) => html`<option key=${one.userId} value=${one.userId}>${one.name}</option>`)}
            </select></label>`
        }
        <button type="button" class="button small" onClick=${openChat}><${Icon} name="plus" /> <span>New<span class="wide-word"> chat</span></span></button>
      </div>
    </header>
    <${Places} state=${state} customer=${customer} place=${inMail ? MAILBOX : here} choose=${choosePlace} fresh=${mailbox.fresh} />
    ${inMail && html`<${Mailbox} mail=${state.mail} say=${say} ...${mailbox} />`}
    ${
      !inMail &&
      html`
    <${Log} label="The customer's chat" count=${messages.length + whispers.length} place=${here}>
      ${here === support && html`<${Panel} desk=${state.desk} open=${openChat} explain=${explain} />`}
      <ol class="messages">
        ${together(messages, whispers).map((message, index, all) =>
          message.whisper
            ? html`<${Whisper} key=${message.id} whisper=${message} say=${say} dismiss=${dismiss} />`
            : html`<${Message} key=${message.id} message=${message} as=${customer} say=${say} side="customer"
            nameOf=${nameOf} locked=${channel?.locked ?? false} explain=${explain} follows=${isFollowing(all[index - 1], message)} />`,
        )}
      </ol>
    <//>`
    }
    ${
      !inMail &&
      channel !== null &&
      html`<${Composer} id="customer-composer" key=${here} as=${gone === null ? customer : null} channel=${here}
        locked=${channel.locked} say=${say} label=${`Write as ${nameOf(customer)}`} />`
    }
  </section>`;
};

const SAME_BREATH_MS = 120_000;

/** The same person going on: no second name and picture. */
export const isFollowing = (before, message) =>
  before !== undefined &&
  !before.whisper &&
  before.buttons.length === 0 &&
  before.author?.userId === message.author?.userId &&
  before.relayed === message.relayed &&
  message.at - before.at < SAME_BREATH_MS;
