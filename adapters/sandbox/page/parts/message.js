// @ts-check
import { useState } from "preact/hooks";
import { ask, post } from "../api.js";
import { html } from "../html.js";
import { Icon, Reaction } from "../icons.js";
import { rich } from "../rich.js";
import { exactTime, timeOfDay } from "../time.js";
import { Avatar } from "./avatar.js";
import { Buttons } from "./buttons.js";

const Edit = ({ message, as, say, done }) => {
  const save = async (event) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget).get("text");
    try {
      await ask("PATCH", `messages/${message.id}`, { as, text });
      done();
    } catch (error) {
      say(error.message);
    }
  };
  const keyed = (event) => {
    if (event.key === "Escape") done();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  return html`<form class="edit" onSubmit=${save}>
    <textarea name="text" aria-label="Change your message" rows="2" ref=${(field) => field?.focus()}
      onKeyDown=${keyed}>${message.text}</textarea>
    <div class="buttons"><button class="button primary">Save</button>
      <button type="button" class="button" onClick=${done}>Cancel</button></div>
  </form>`;
};

const Tools = ({ message, as, say, edit, canThank }) => {
  const own = message.author?.userId === as && !message.relayed && message.text !== null;
  const attempt = (work) => work.catch((error) => say(error.message));
  if (!own && !canThank) return null;
  return html`<div class="tools">
    ${
      own &&
      html`<button type="button" onClick=${edit}>Edit</button>
        <button type="button" onClick=${() => attempt(ask("DELETE", `messages/${message.id}`, { as }))}>Delete</button>`
    }
    ${
      canThank &&
      html`<button type="button" onClick=${() => attempt(post("react", { as, messageId: message.id, emoji: "👍" }))}>
        Thumbs up</button>`
    }
  </div>`;
};

/** One message in a chat. `as` is whoever reads it: what they may do with it depends on that.
 * @param {{ message: any, as: string | null, say: (text: string) => void, nameOf: (id: string) => string,
 *   locked?: boolean, side: "customer" | "staff", follows?: boolean, explain?: () => void,
 *   replies?: any[] }} props */
export const Message = ({
  message,
  as,
  say,
  nameOf,
  locked = false,
  side,
  follows = false,
  explain,
  replies = [],
}) => {
  const [editing, setEditing] = useState(false);
  const { author, relayed } = message;
  const name = author?.name ?? "Deskclock";
  const tag = author === null ? "desk" : relayed ? author.role : author.role === "rep" ? "" : "";
  const canThank = side === "customer" && !locked && relayed && message.reactions.length === 0;
  return html`<li class=${`message ${author === null ? "from-desk" : ""} ${follows ? "follows" : ""} ${
    message.mentions.includes(as) ? "mentions-me" : ""
  }`} id=${`message-${message.id}`}>
    <${Avatar} name=${name} id=${author?.userId ?? ""} kind=${author === null ? "desk" : "person"} />
    <div class="message-body">
      <div class="byline"><span class="name">${name}</span>
        ${tag && html`<span class="tag">${tag}</span>`}
        <time dateTime=${new Date(message.at).toISOString()} title=${exactTime(message.at)}>${timeOfDay(message.at)}</time>
        ${message.editedAt !== null && !message.deleted && author !== null && html`<span class="quiet">edited</span>`}
      </div>
      ${
        message.deleted
          ? html`<p class="quiet">This message was deleted.</p>`
          : editing
            ? html`<${Edit} message=${message} as=${as} say=${say} done=${() => setEditing(false)} />`
            : html`<div class="content">${rich(message.content)}</div>`
      }
      ${message.attachments.map(
        (file) => html`<p class="file"><a href=${/^https?:/.test(file.url) ? file.url : undefined}
          rel="noopener noreferrer" target="_blank">${file.name}</a></p>`,
      )}
      <${Buttons} message=${message} as=${as} say=${say} locked=${locked}>
        ${
          message.explains &&
          explain !== undefined &&
          html`<button type="button" class="button" onClick=${explain}>What can chat do?</button>`
        }<//>
      ${
        message.reactions.length > 0 &&
        html`<ul class="reactions" aria-label="Reactions">${message.reactions.map(
          (one) =>
            html`<${Reaction} key=${one.person + one.emoji} emoji=${one.emoji} who=${nameOf(one.person)} />`,
        )}</ul>`
      }
      ${
        replies.length > 0 &&
        html`<ol class="replies" aria-label="Replies">${replies.map(
          (one) =>
            html`<${Message} key=${one.id} message=${one} as=${as} say=${say} nameOf=${nameOf} side=${side} />`,
        )}</ol>`
      }
    </div>
    ${
      !message.deleted &&
      !editing &&
      !locked &&
      html`<${Tools} message=${message} as=${as} say=${say} edit=${() => setEditing(true)} canThank=${canThank} />`
    }
  </li>`;
};

/** Told to one person alone; gone when the page is loaded again. */
export const Whisper = ({ whisper, say, dismiss }) => html`<li class="message whisper">
  <${Avatar} name="Deskclock" id="" kind="desk" />
  <div class="message-body">
    <div class="byline"><span class="name">Deskclock</span><span class="tag">desk</span>
      <span class="quiet">Only you can see this</span></div>
    <div class="content">${rich(whisper.content)}</div>
    <${Buttons} message=${whisper} as=${whisper.user} say=${say} />
  </div>
  <div class="tools"><button type="button" onClick=${() => dismiss(whisper.id)}>
    <${Icon} name="cross" label="Dismiss" /></button></div>
</li>`;
