import { describe, expect, it } from "vitest";
import { draftButtons } from "../../../src/core/ticket/buttons.ts";
import { nextWakeAt } from "../../../src/core/ticket/deadlines.ts";
import { accountFaults, requestFaults } from "../../../src/core/ticket/request-form.ts";
import { DEFAULT_TICKETS, permissionFor } from "../../../src/core/ticket/ticket-policy.ts";
import { DAY } from "../../../src/core/time.ts";
import { CUSTOMER, deskWith, STRANGER, ticket } from "../../support/ticket-spec.ts";

const openable = (spec: ReturnType<typeof ticket>): boolean =>
  draftButtons(spec.state(), false).some(({ action }) => action === "ticket_open");

describe("a draft", () => {
  it("is written by a rep on the customer's behalf, or by the customer; both see it word for word in chat", () => {
    for (const by of ["ana", CUSTOMER]) {
      const drafted = ticket().drafted({ by });
      expect(drafted.state()).toMatchObject({ status: "draft", draftedBy: by, customer: CUSTOMER });
      expect(drafted.saidInChat()).toMatchObject([
        { key: "ticket_draft", texts: drafted.state().texts, person: by === CUSTOMER ? null : by },
      ]);
    }
  });

  it("sends no mail to anybody, however often it is looked at, before its customer opens it", () => {
    const drafted = ticket().drafted().named().checked().lookedUp().sent().released().resent().checked();
    expect(drafted.letters()).toEqual([]);
    expect(drafted.state().status).toBe("draft");
  });

  it("never takes an account from a rep, whatever stood in the form", () => {
    const drafted = ticket().drafted({
      by: "ana",
      account: "account-of-anas",
      faults: ["account_malformed"],
    });
    expect(drafted.state()).toMatchObject({ account: null, faults: [] });
    expect(drafted.opened().refusal()).toBe("no_account");
  });

  it("is named, changed, opened and dropped by its customer alone", () => {
    for (const by of ["ana", "dev", STRANGER]) {
      const drafted = ticket().drafted();
      expect(drafted.named(by).refusal()).toBe("not_the_customer");
      expect(drafted.changed(by).refusal()).toBe("not_the_customer");
      expect(drafted.opened(by).refusal()).toBe("not_the_customer");
      expect(drafted.dropped(by).refusal()).toBe("not_the_customer");
      expect(drafted.state()).toMatchObject({
        status: "draft",
        account: "account-1",
        texts: { subject: "subject-1" },
      });
    }
  });

  it("is answered by no mail: nobody was asked anything yet", () => {
    for (const drafted of [ticket().drafted(), ticket().drafted().dropped(), ticket()]) {
      expect(drafted.replied("authenticated").lately()).toEqual([]);
    }
  });

  it("is made once: a second draft of the same ticket changes nothing", () => {
    expect(ticket().drafted().drafted({ category: "server" }).lately()).toEqual([]);
  });

  it("needs the account before it can be opened", () => {
    const drafted = ticket().drafted({ account: null });
    expect(openable(drafted)).toBe(false);
    expect(drafted.opened().refusal()).toBe("no_account");
    expect(openable(drafted.named())).toBe(true);
    expect(drafted.opened().state()).toMatchObject({ status: "open", number: 1042 });
  });

  it("with a fault is kept, shown with what is wrong, and cannot be opened before it is changed", () => {
    const drafted = ticket().drafted({ faults: ["request_blank"] });
    expect(drafted.saidInChat()).toMatchObject([{ key: "ticket_draft", faults: ["request_blank"] }]);
    expect(openable(drafted)).toBe(false);
    expect(drafted.opened().refusal()).toBe("faulty");
    expect(openable(drafted.named())).toBe(true);
  });

  it("takes better words from its customer, and shows them again", () => {
    const drafted = ticket().drafted().changed();
    expect(drafted.state().texts).toEqual({ subject: "subject-2", request: "request-2" });
    expect(drafted.saidInChat()).toMatchObject([{ key: "ticket_draft", texts: { subject: "subject-2" } }]);
  });

  it("is dropped by a press, or a day after it was written when nobody opened it", () => {
    expect(ticket().drafted().dropped().state().status).toBe("dropped");
    const left = ticket().drafted();
    expect(nextWakeAt(left.state())).toBe(DAY);
    expect(left.at(23.9).checked().lately()).toEqual([]);
    expect(left.at(24).checked().lately()).toEqual(["TicketDropped"]);
    expect(left.latelyEffects()).toEqual([]);
    expect(left.opened().refusal()).toBe("over");
  });
});

describe("other words than the draft's, in the form that names the account", () => {
  it("need what they ask for: another permission, and the number where their category has one", () => {
    const drafted = ticket().drafted({ by: "ana", category: "website", permission: null });
    expect(drafted.state().numberMatching).toBe(false);
    drafted.named(CUSTOMER, [], { category: "credentials", permission: "hosting" });
    expect(drafted.state()).toMatchObject({
      category: "credentials",
      permission: "hosting",
      numberMatching: true,
    });
    expect(drafted.opened().saidInChat()).toMatchObject([{ code: "code:t1" }]);
  });

  it("never take away the number that the draft asked for", () => {
    const drafted = ticket().drafted({ category: "dns" }).named(CUSTOMER, [], { category: "website" });
    expect(drafted.state().numberMatching).toBe(true);
  });
});

describe("opening", () => {
  it("posts the card, tells the customer what happens next, and looks the account up out of sight", () => {
    const opened = ticket().drafted().opened();
    expect(opened.lately()).toEqual(["TicketOpened"]);
    expect(opened.latelyEffects().map(({ type }) => type)).toEqual([
      "PostTicketCard",
      "SayToCustomer",
      "SayToStaff",
    ]);
    expect(opened.state().lookUp).toBe(true);
    expect(nextWakeAt(opened.state())).toBe(0);
  });

  it("shows the number for the reply where one is asked for, and nowhere but in chat", () => {
    const numbered = ticket().drafted().opened().lookedUp();
    expect(numbered.effects().filter((one) => JSON.stringify(one).includes("code:"))).toMatchObject([
      { type: "SayToCustomer", sentence: { key: "ticket_opened", code: "code:t1" } },
    ]);
    expect(ticket().drafted({ category: "website" }).opened().saidInChat()).toMatchObject([{ code: null }]);
  });

  it("happens once: a second press sends nothing", () => {
    const twice = ticket().drafted().opened().opened();
    expect(twice.refusal()).toBe("already_open");
    expect(twice.lookedUp().lookedUp().lately()).toEqual([]);
    expect(twice.letters()).toEqual(["confirmation"]);
  });

  it("fixes the words: they are not changed, named anew or dropped afterwards", () => {
    const opened = ticket().drafted().opened();
    expect(opened.changed().refusal()).toBe("already_open");
    expect(opened.named().refusal()).toBe("already_open");
    expect(opened.dropped().refusal()).toBe("already_open");
  });

  it("on a desk without mail says so, sends nothing, and is not over by itself", () => {
    const written = ticket(deskWith(), { mail: false }).drafted().opened();
    expect(written.lately()).toEqual(["TicketOpened", "MailWithheld"]);
    expect(written.saidInChat()).toMatchObject([{ key: "ticket_opened", mail: false }]);
    expect(written.resent().refusal()).toBe("over");
    expect(written.lookedUp().lately()).toEqual([]);
    expect(nextWakeAt(written.state())).toBeNull();
  });
});

describe("limits", () => {
  const limits = deskWith({ limits: { perPerson: 2, perAddress: 2, perDesk: 2 } });
  const withheld = (found: Parameters<ReturnType<typeof ticket>["lookedUp"]>[0]) =>
    ticket(limits).drafted().opened().lookedUp(found);

  it("hold up to their numbers and not beyond", () => {
    expect(withheld({ openedByPerson: 2, sentToAddress: 1, sentByDesk: 1 }).letters()).toEqual([
      "confirmation",
    ]);
    expect(withheld({ openedByPerson: 3 }).events().at(-1)).toMatchObject({
      type: "MailWithheld",
      why: "per_person",
    });
    expect(withheld({ sentToAddress: 2 }).events().at(-1)).toMatchObject({ why: "per_address" });
    expect(withheld({ sentByDesk: 2 }).events().at(-1)).toMatchObject({ why: "per_desk" });
  });

  it("count per chat user first", () => {
    const all = { openedByPerson: 3, sentToAddress: 2, sentByDesk: 2 };
    expect(withheld(all).events().at(-1)).toMatchObject({ why: "per_person" });
  });

  it("are the chat user's and the desk's whether or not the account exists; an address's are told to the managers alone", () => {
    for (const found of [{ openedByPerson: 3 }, { sentByDesk: 2 }]) {
      expect(withheld({ ...found, contactId: null }).latelyEffects()).toEqual(
        withheld(found).latelyEffects(),
      );
    }
    expect(withheld({ sentToAddress: 2 }).latelyEffects()).toMatchObject([{ type: "SayToManagers" }]);
    expect(withheld({ deniedBefore: true }).latelyEffects()).toMatchObject([
      { type: "SayToManagers", buttons: [] },
    ]);
  });

  it("are lifted by a lead, and by nobody else, for one mail", () => {
    const held = withheld({ sentToAddress: 2 });
    expect(held.released("ana").refusal()).toBe("not_a_lead");
    expect(held.released(CUSTOMER).refusal()).toBe("not_a_lead");
    expect(held.released("dev").lately()).toEqual(["LimitReleased"]);
    expect(held.lookedUp({ sentToAddress: 2 }).latelyLetters()).toEqual(["confirmation"]);
    expect(held.resent().lookedUp({ sentToAddress: 3 }).events().at(-1)).toMatchObject({
      why: "per_address",
    });
  });

  it("cannot be lifted where none stands in the way", () => {
    expect(ticket(limits).awaiting().released().refusal()).toBe("no_limit");
    expect(withheld({ deniedBefore: true }).released().refusal()).toBe("no_limit");
  });

  it("a release lifts no NO of the owner's", () => {
    const held = withheld({ sentToAddress: 2 }).released();
    expect(held.lookedUp({ sentToAddress: 2, deniedBefore: true }).events().at(-1)).toMatchObject({
      why: "denied_before",
    });
    expect(held.letters()).toEqual([]);
  });
});

describe("“Send it again”", () => {
  it("is the customer's alone, and works twice", () => {
    const asked = ticket().awaiting();
    for (const by of ["ana", "dev", STRANGER]) expect(asked.resent(by).refusal()).toBe("not_the_customer");
    expect(asked.resent().lookedUp().sent().resent().lookedUp().sent().letters()).toEqual(
      Array(3).fill("confirmation"),
    );
    expect(asked.resent().refusal()).toBe("sent_often");
  });

  it("gives the answer its whole time again", () => {
    const again = ticket().awaiting().at(48).resent().lookedUp().sent();
    expect(again.at(119.9).checked().lately()).toEqual([]);
    expect(again.at(120).checked().lately()).toEqual(["ConfirmationExpired"]);
  });

  it("is over once the ticket is confirmed, denied, expired or closed", () => {
    for (const over of [
      ticket().authenticated(),
      ticket().awaiting().replied("denied"),
      ticket().awaiting().at(72).checked(),
      ticket().awaiting().closed(),
    ]) {
      expect(over.resent().refusal()).toBe("over");
    }
  });

  it("pressed just before the answer came sends nothing any more", () => {
    const crossed = ticket().awaiting().resent().replied("authenticated");
    expect(crossed.lookedUp({ contactId: null }).lately()).toEqual([]);
    expect(crossed.state()).toMatchObject({ confirmation: "authenticated", contactId: "contact-1" });
    expect(nextWakeAt(crossed.state())).toBeNull();
  });
});

describe("who asks about a ticket in chat", () => {
  const next = { rep: "ana", at: 0 };
  const asks = (spec: ReturnType<typeof ticket>, by: string) =>
    spec.give({ type: "AskAboutTicket", at: 0, by, conversationId: "c2", next });

  it("is told its state when it came out of their own chat, and nobody else is", () => {
    expect(asks(ticket().awaiting(), CUSTOMER).saidInChat()).toMatchObject([
      { key: "ticket_state", state: "waiting" },
    ]);
    expect(asks(ticket().authenticated(), CUSTOMER).saidInChat()).toMatchObject([
      { state: "confirmed", person: "ana" },
    ]);
    expect(asks(ticket().authenticated().started(), CUSTOMER).saidInChat()).toMatchObject([
      { state: "started" },
    ]);
    expect(asks(ticket().authenticated(), STRANGER).lately()).toEqual([]);
    expect(asks(ticket().mailed(), CUSTOMER).lately()).toEqual([]);
  });

  it("may have the mail sent again while it waits; the rep is called only when it is confirmed", () => {
    const waiting = asks(ticket().awaiting(), CUSTOMER);
    expect(waiting.latelyEffects()[0]).toMatchObject({ buttons: [{ action: "ticket_resend" }] });
    const called = (spec: typeof waiting) => spec.latelyEffects().find((one) => one.type === "SayToTicket");
    expect(called(waiting)).toMatchObject({ mention: [] });
    expect(called(asks(ticket().authenticated(), CUSTOMER))).toMatchObject({ mention: ["ana"] });
  });

  it("may have this very chat added to the ticket by the rep", () => {
    const asked = asks(ticket().authenticated(), CUSTOMER).latelyEffects();
    expect(asked.find((one) => one.type === "SayToStaff")).toMatchObject({
      buttons: [{ action: "ticket_note_chat", subject: "c2" }],
    });
  });
});

describe("what was typed", () => {
  it("is faulty when it is blank or longer than a ticket keeps", () => {
    expect(requestFaults({ subject: "", request: "" })).toEqual(["subject_blank", "request_blank"]);
    expect(requestFaults({ subject: "s".repeat(201), request: "r".repeat(2001) })).toEqual([
      "subject_long",
      "request_long",
    ]);
    expect(requestFaults({ subject: "s".repeat(200), request: "r".repeat(2000) })).toEqual([]);
    // The mail shows no more, and what it does not show would not be confirmed.
    expect(requestFaults({ subject: "s", request: "r\n".repeat(40) })).toEqual(["request_long"]);
  });

  it("names an account by its form alone: an address with two @ is none, and nothing says which exist", () => {
    expect(accountFaults("")).toEqual(["account_blank"]);
    expect(accountFaults("a@b@example.org")).toEqual(["account_malformed"]);
    expect(accountFaults("x".repeat(255))).toEqual(["account_long"]);
    for (const fine of ["owner@example.org", "example.org", "4711", "nobody@nowhere.example"]) {
      expect(accountFaults(fine)).toEqual([]);
    }
  });
});

describe("the permission that a request needs", () => {
  const policy = {
    ...DEFAULT_TICKETS,
    permissions: { dns: "hosting", network: "firewall" },
    objects: [
      { words: ["VPN", "trusted IP"], permission: "firewall" },
      { words: ["invoice"], permission: "billing" },
    ],
  };

  it("is that of the thing it speaks of, else of its category, else none", () => {
    expect(permissionFor(policy, "dns", "Please add a VPN user")).toBe("firewall");
    expect(permissionFor(policy, "dns", "set our TRUSTED-IP to 192.0.2.1")).toBe("firewall");
    expect(permissionFor(policy, "dns", "Add an MX record")).toBe("hosting");
    expect(permissionFor(policy, "website", "Switch the theme")).toBeNull();
    expect(permissionFor(policy, null, "Switch the theme")).toBeNull();
  });

  it("is read from whole words: an invoiced VPNs is none", () => {
    expect(permissionFor(policy, "website", "our VPNs are invoiced")).toBeNull();
  });
});
