// @ts-check
import { render } from "preact";
import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { useAnnouncements } from "./announce.js";
import { post } from "./api.js";
import { FormOpener } from "./form-opener.js";
import { html } from "./html.js";
import { follow } from "./live.js";
import { AlertsPane } from "./parts/alerts.js";
import { ClocksPane } from "./parts/clocks.js";
import { CustomerPane, MAILBOX } from "./parts/customer.js";
import { Dialog } from "./parts/dialog.js";
import { FormDialog } from "./parts/form.js";
import { Header, Tabs, Welcome } from "./parts/header.js";
import { OpenChat } from "./parts/open-chat.js";

import { StaffPane, ThreadPane } from "./parts/staff.js";
import { remember, remembered } from "./remember.js";
import { rich } from "./rich.js";
import { cardOf, cards, messagesIn, reduce, ticketCards } from "./state.js";
import { exactTime } from "./time.js";
import { useMailbox } from "./use-mailbox.js";

/** A message to whoever sits there, for some seconds. */
const useToast = () => {
  const [toast, setToast] = useState({ text: "", shown: false });
  const timer = useRef(0);
  const say = (text) => {
    setToast({ text, shown: true });
    window.clearTimeout(timer.current);
    // Its words stay while it fades, or an empty box would.
    timer.current = window.setTimeout(() => setToast({ text, shown: false }), 4000);
  };
  return [toast, say];
};

const useWide = () => {
  const query = useMemo(() => window.matchMedia("(min-width: 1200px)"), []);
  const [wide, setWide] = useState(query.matches);
  useEffect(() => {
    const changed = () => setWide(query.matches);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, [query]);
  return wide;
};

const Page = ({ state, connected, dispatch, opened }) => {
  const [customerChosen, setCustomer] = useState(null);
  const [placeChosen, setPlace] = useState(null);
  const [repChosen, setRep] = useState(remembered("rep"));
  const [threadChosen, setThread] = useState(null);
  const [pane, setPane] = useState("customer");
  const [railTab, setRailTab] = useState("alerts");
  const [staffTab, setStaffTab] = useState("staff");
  const [form, setForm] = useState(/** @type {{ form: any, as: string, from: HTMLElement } | null} */ (null));
  const mailbox = useMailbox(state.mail);
  const [dialog, setDialog] = useState(/** @type {string | null} */ (null));
  const [welcome, setWelcome] = useState(remembered("welcome") !== "seen");
  const [toast, say] = useToast();
  const wide = useWide();
  const followNext = useRef(false);

  const rep = state.reps.find((one) => one.userId === repChosen)?.userId ?? state.reps[0]?.userId ?? null;
  const customer =
    state.customers.find((one) => one.userId === customerChosen)?.userId ??
    state.customers.at(-1)?.userId ??
    null;
  const ownPlaces = state.channels.filter((one) => customer !== null && one.customer === customer);
  const place = placeChosen ?? ownPlaces.at(-1)?.id ?? state.desk.channels.support;
  const known = (id) => state.messages.some((one) => one.id === id);
  const thread = threadChosen !== null && known(threadChosen) ? threadChosen : null;

  const names = new Map([...state.customers, ...state.reps].map((one) => [one.userId, one.name]));
  const nameOf = (id) => names.get(id) ?? "Deskclock";
  const announced = useAnnouncements(state, { customer, rep, thread });

  // Where there is room, a thread stands open: the newest at first, then the one of whoever was followed here.
  // It never changes under somebody's hands.
  const followNumber = useRef(/** @type {number | null} */ (null));
  useEffect(() => {
    if (!wide) return;
    const number = followNumber.current;
    const wanted = number === null ? null : cardOf(state, number);
    if (wanted !== null) followNumber.current = null;
    if (wanted !== null) setStaffTab("staff");
    const of = staffTab === "tickets" ? ticketCards(state) : cards(state);
    const next = wanted ?? (thread === null ? (of.at(-1) ?? null) : null);
    if (next !== null) setThread(next.id);
  }, [state.messages, wide, thread, staffTab]);

  const show = (id, channel) => {
    setCustomer(id);
    setPlace(channel);
    followNumber.current = Number(/^thread-(\d+)$/.exec(channel ?? "")?.[1] ?? 0) || null;
  };
  useEffect(() => {
    if (opened === null || !followNext.current) return;
    followNext.current = false;
    show(opened.customer, opened.channel);
  }, [opened]);

  const alertCount = messagesIn(state, state.desk.channels.alerts).length;
  const [alertsSeen, setAlertsSeen] = useState(alertCount);
  useEffect(() => {
    if (pane === "alerts" || alertCount < alertsSeen) setAlertsSeen(alertCount);
  }, [pane, alertCount, alertsSeen]);

  const attempt = (work) => work.catch((error) => say(error.message));
  const play = (scenario) => {
    followNext.current = scenario.where === "chat";
    if (scenario.where === "mailbox") setPlace(MAILBOX);
    setPane("customer");
    void attempt(post(`scenarios/${scenario.name}`).then(() => say(`Playing: ${scenario.label}`)));
  };
  const skip = () =>
    attempt(
      post("skip").then((to) =>
        say(
          to.to === null ? "Nothing lies ahead: open a chat first." : `Skipped ahead to ${exactTime(to.to)}.`,
        ),
      ),
    );
  const openThread = (id) => {
    setThread(id);
    setStaffTab(state.messages.find((one) => one.id === id)?.ticket ? "tickets" : "staff");
    setPane("staff");
  };
  // Each channel stands beside a thread of its own.
  const chooseStaffTab = (tab) => {
    setStaffTab(tab);
    const of = tab === "tickets" ? ticketCards(state) : cards(state);
    if (wide) setThread(of.at(-1)?.id ?? null);
  };
  const openNumber = (number) => {
    const card = cardOf(state, number);
    if (card !== null) openThread(card.id);
  };
  const threadNumber = state.messages.find((one) => one.id === thread)?.card?.number ?? null;

  // The desk's own links lead to a card: its thread opens.
  useEffect(() => {
    const followed = () => {
      const id = /^#message-([\d-]+)$/.exec(window.location.hash)?.[1];
      if (id !== undefined && known(id)) openThread(id);
    };
    window.addEventListener("hashchange", followed);
    return () => window.removeEventListener("hashchange", followed);
  }, [state.messages]);

  const closeWelcome = () => {
    remember("welcome", "seen");
    setWelcome(false);
  };
  const chooseRep = (id) => {
    remember("rep", id);
    setRep(id);
  };
  const shared = {
    state,
    say,
    nameOf,
    rep,
    dismiss: (id) => dispatch({ event: "dismissed", data: { id }, at: 0 }),
    ticketCount: ticketCards(state).filter((one) => one.ticket.status === "open").length,
    pressed: (message, part) => dispatch({ event: "pressed", data: { message, part }, at: 0 }),
  };
  const dialogs = {
    chat: () => html`<${OpenChat} state=${state} customer=${customer} close=${() => setDialog(null)}
      opened=${(id, channel) => {
        setDialog(null);
        show(id, channel);
        setPane("customer");
      }} />`,
    explain: () => html`<${Dialog} title=${state.desk.panel.whatChatCanDo} close=${() => setDialog(null)}>
      <div class="content prose">${rich(state.desk.whatChatCanDo)}</div><//>`,
    reset: () => html`<${Dialog} title="Reset the sandbox?" close=${() => setDialog(null)}>
      <p class="prose">Every customer, chat and message is forgotten, and all clocks stop. This cannot be undone.</p>
      <div class="buttons end"><button type="button" class="button" onClick=${() => setDialog(null)}>Keep everything</button>
        <button type="button" class="button danger" onClick=${() => {
          setDialog(null);
          setPlace(null);
          setThread(null);
          void attempt(post("reset").then(() => say("All forgotten. A clean desk.")));
        }}>Reset</button></div><//>`,
  };

  return html`<${FormOpener.Provider} value=${(opening, as, from) => setForm({ form: opening, as, from })}>
    <${Header} state=${state} connected=${connected} play=${play} skip=${skip}
      setSpeed=${(speed) => attempt(post("speed", { speed }).then(() => say(`${speed}×: new chats are promised ${speed === 1 ? "the policy's own times" : `everything ${speed} times as fast`}.`)))}
      askReset=${() => setDialog("reset")} help=${() => setWelcome(true)} />
    <main class="main" data-pane=${pane} data-thread=${thread === null ? "none" : "open"}>
      ${welcome && html`<${Welcome} state=${state} openChat=${() => setDialog("chat")} play=${play} skip=${skip} dismiss=${closeWelcome} />`}
      <div class="panes">
        <${CustomerPane} ...${shared} customer=${customer} place=${place} choosePlace=${setPlace}
          chooseCustomer=${(id) => show(id, null)} openChat=${() => setDialog("chat")} explain=${() => setDialog("explain")} mailbox=${mailbox} />
        <${StaffPane} ...${shared} chooseRep=${chooseRep} thread=${thread} openThread=${openThread} tab=${staffTab} chooseTab=${chooseStaffTab} />
        <${ThreadPane} ...${shared} chooseRep=${chooseRep} thread=${thread} closeThread=${() => setThread(null)} />
        <${ClocksPane} state=${state} openNumber=${openNumber} attempt=${attempt} number=${threadNumber} />
        <${AlertsPane} ...${shared} openNumber=${openNumber} tab=${railTab} chooseTab=${setRailTab} />
      </div>
    </main>
    <${Tabs} pane=${pane} choose=${setPane} news=${{ alerts: alertCount - alertsSeen, customer: pane === "customer" ? 0 : mailbox.fresh }} />
    ${dialog !== null && dialogs[dialog]()}
    ${
      form !== null &&
      html`<${FormDialog} key=${form.form.id} form=${form.form} as=${form.as} from=${form.from} name=${nameOf(form.as)}
        close=${() => setForm(null)} sent=${() => setForm(null)} />`
    }
    <div class=${`toast ${toast.shown ? "on" : ""}`} aria-hidden="true">${toast.text}</div>
    <div class="unseen" role="status">${toast.shown ? toast.text : ""}</div>
    <div class="unseen" aria-live="polite">${announced.polite}</div>
    <div class="unseen" aria-live="assertive">${announced.assertive}</div><//>`;
};

const App = () => {
  const [state, dispatch] = useReducer(reduce, null);
  const [connected, setConnected] = useState(true);
  const [opened, setOpened] = useState(null);
  useEffect(
    () =>
      follow((event, data) => {
        if (event === "opened") setOpened(data);
        else dispatch({ event, data, at: Date.now() });
      }, setConnected),
    [],
  );
  if (state === null) {
    return html`<main class="loading"><h1>Deskclock</h1><p role="status">${connected ? "One moment…" : "Waiting for the sandbox…"}</p></main>`;
  }
  return html`<${Page} state=${state} connected=${connected} dispatch=${dispatch} opened=${opened} />`;
};

const root = document.getElementById("app");
if (root !== null) {
  root.textContent = "";
  render(html`<${App} />`, root);
}
