import { describe, expect, it } from "vitest";
import { nextWakeAt } from "../../../src/core/ticket/deadlines.ts";
import { shownToReps } from "../../../src/core/ticket/state.ts";
import { DAY, HOUR, MINUTE } from "../../../src/core/time.ts";
import { CONTACT, deskWith, STRANGER, ticket } from "../../support/ticket-spec.ts";

describe("unauthenticated", () => {
  it("is a ticket that was opened from chat", () => {
    expect(ticket().drafted().opened().state()).toMatchObject({
      status: "open",
      confirmation: "unauthenticated",
    });
  });

  it("becomes awaiting when the mail server has accepted the mail", () => {
    const opened = ticket().drafted().opened().lookedUp();
    expect(opened.state().confirmation).toBe("unauthenticated");
    expect(opened.sent().state().confirmation).toBe("awaiting");
  });

  it("stays where no account matches", () => {
    const nobodys = ticket().drafted().opened().lookedUp({ contactId: null });
    expect(nobodys.state().confirmation).toBe("unauthenticated");
    expect(nobodys.letters()).toEqual([]);
  });

  it("stays when the mail was about words that are others now", () => {
    const opened = ticket().drafted().opened().lookedUp();
    expect(opened.sent({ subject: "subject-0", request: "request-1" }).lately()).toEqual([]);
    expect(opened.sent({ subject: "subject-1", request: "request-0" }).lately()).toEqual([]);
    expect(opened.state().confirmation).toBe("unauthenticated");
  });

  it("is not confirmed by any answer: nobody was asked yet", () => {
    for (const outcome of ["authenticated", "denied", "expired", "undeliverable"] as const) {
      const opened = ticket().drafted().opened().lookedUp().replied(outcome);
      expect(opened.lately()).toEqual(["ReplyJudged"]);
      expect(opened.state().confirmation).toBe("unauthenticated");
    }
  });

  it("is over as late as if a mail had gone out", () => {
    const hour = 72;
    const nobodys = ticket().drafted().opened().lookedUp({ contactId: null }).at(hour).checked();
    const theirs = ticket().awaiting().at(hour).checked();
    expect(nobodys.lately()).toEqual(theirs.lately());
    expect(nobodys.lately()).toEqual(["ConfirmationExpired"]);
  });
});

describe("awaiting", () => {
  it("becomes authenticated by a reply for which C0 to C5 hold", () => {
    const confirmed = ticket().authenticated();
    expect(confirmed.lately()).toEqual(["ReplyJudged", "TicketAuthenticated"]);
    expect(confirmed.state()).toMatchObject({ confirmation: "authenticated", assignee: "ana" });
  });

  it("becomes denied by a plain no: the lead is told, the card and the chat say so", () => {
    const denied = ticket().awaiting().replied("denied");
    expect(denied.lately()).toEqual(["ReplyJudged", "TicketDenied"]);
    const said = denied
      .latelyEffects()
      .find((one) => one.type === "SayToTicket" && one.sentence.key === "ticket_denied");
    expect(said).toMatchObject({ mention: ["dev"] });
    expect(denied.saidInChat()).toMatchObject([{ key: "ticket_state", state: "denied" }]);
  });

  it("becomes undeliverable: the managers are told, chat and reps see “not confirmed yet”", () => {
    const back = ticket().awaiting().replied("undeliverable");
    expect(back.state().confirmation).toBe("undeliverable");
    expect(back.latelyEffects()).toMatchObject([
      { type: "SayToManagers", sentence: { key: "ticket_undeliverable" } },
    ]);
    expect(shownToReps("undeliverable")).toBe("not_confirmed");
  });

  it("expires after 72 hours, on the full quarter of an hour, and not before", () => {
    const asked = ticket().at(1.1).awaiting();
    expect(asked.at(73.2).checked().lately()).toEqual([]);
    expect(asked.at(73.25).checked().lately()).toEqual(["ConfirmationExpired"]);
    expect(asked.state().confirmation).toBe("expired");
    expect(asked.saidInChat()).toMatchObject([{ state: "expired" }]);
  });

  it("expires after what the policy file says", () => {
    const asked = ticket(deskWith({ confirmWithinMs: 3 * HOUR })).awaiting();
    expect(nextWakeAt(asked.state())).toBe(3 * HOUR);
    expect(asked.at(3).checked().state().confirmation).toBe("expired");
  });

  it("does not expire by an answer to an older mail while a newer one may be answered", () => {
    const twice = ticket().awaiting().at(48).resent().lookedUp().sent();
    expect(twice.at(80).replied("expired").lately()).toEqual(["ReplyJudged"]);
    expect(twice.replied("authenticated").state().confirmation).toBe("authenticated");
  });

  it("goes back to unauthenticated when the account's contact is another one now, and the old answer counts no more", () => {
    const moved = ticket().awaiting().replied("unclear").resent().lookedUp({ contactId: "contact-2" });
    expect(moved.state()).toMatchObject({
      confirmation: "unauthenticated",
      contactId: "contact-2",
      unclear: null,
    });
    expect(moved.confirmedBy("ana").refusal()).toBe("not_verified");
    const gone = ticket().awaiting().replied("unclear").resent().lookedUp({ contactId: null });
    expect(gone.state()).toMatchObject({ confirmation: "unauthenticated", contactId: null });
    expect(gone.confirmedBy("ana").refusal()).toBe("not_verified");
  });

  it("keeps what cannot be verified as a comment and changes nothing", () => {
    for (const outcome of ["unverified", "staff_review", "ignored", "retry"] as const) {
      const asked = ticket().awaiting().replied(outcome);
      expect(asked.state().confirmation).toBe("awaiting");
      expect(asked.lately()).not.toContain("TicketAuthenticated");
    }
  });

  it("shows what only SPF speaks for to the lead", () => {
    const doubtful = ticket().awaiting().replied("staff_review");
    expect(doubtful.latelyEffects()[0]).toMatchObject({
      type: "SayToTicket",
      sentence: { key: "ticket_reply", outcome: "staff_review", verified: false },
      mention: ["dev"],
    });
  });

  it("tells the address on file once a day that an answer came which could not be verified", () => {
    const asked = ticket().awaiting();
    expect(asked.replied("unverified").latelyLetters()).toEqual(["not_verified"]);
    expect(asked.at(23).replied("unverified").latelyLetters()).toEqual([]);
    expect(asked.at(24).replied("unverified").latelyLetters()).toEqual(["not_verified"]);
    expect(DAY).toBe(24 * HOUR);
  });
});

describe("an unclear answer", () => {
  it("is read by a rep, who may press “customer confirmed”, recorded by name", () => {
    const read = ticket().awaiting().replied("unclear", { mailId: "mail-7" }).confirmedBy("ben");
    expect(read.lately()).toEqual(["TicketAuthenticated"]);
    expect(read.events().at(-1)).toMatchObject({ by: "ben", mailId: "mail-7" });
  });

  it("is nothing for a rep to confirm when its sender was not verified", () => {
    const doubtful = ticket().awaiting().replied("unclear", { verified: false });
    expect(doubtful.confirmedBy("ana").refusal()).toBe("not_verified");
  });

  it("is nothing for a rep to confirm when it lacks the number that only chat shows: a reflex answers YES to anything", () => {
    const reflex = ticket().awaiting().replied("unclear", { confirmable: false });
    expect(reflex.confirmedBy("ana").refusal()).toBe("not_verified");
    expect(reflex.state().confirmation).toBe("awaiting");
  });

  it("is confirmed by nobody but a rep", () => {
    expect(ticket().awaiting().replied("unclear").confirmedBy(STRANGER).refusal()).toBe("not_a_rep");
  });

  it("cannot be confirmed after the time is over, after a no, or on a closed ticket", () => {
    expect(ticket().awaiting().replied("unclear").at(72).checked().confirmedBy("ana").refusal()).toBe(
      "not_verified",
    );
    expect(ticket().awaiting().replied("unclear").replied("denied").confirmedBy("ana").refusal()).toBe(
      "not_verified",
    );
    expect(ticket().awaiting().replied("unclear").closed().confirmedBy("ana").refusal()).toBe("not_verified");
  });
});

describe("number matching", () => {
  it("is asked for where the policy file names the category: credentials, dns and account by default", () => {
    const numbered = (
      ["account", "subscription", "server", "network", "website", "dns", "credentials"] as const
    ).filter((category) => ticket().drafted({ category }).state().numberMatching);
    expect(numbered).toEqual(["account", "dns", "credentials"]);
    expect(ticket().drafted({ category: null }).state().numberMatching).toBe(false);
    expect(
      ticket(deskWith({ numberMatching: ["website"] }))
        .drafted({ category: "website" })
        .state().numberMatching,
    ).toBe(true);
  });

  it("denies at the third wrong number, and tells the lead", () => {
    const wrong = { wrongNumber: true, confirmable: false };
    const asked = ticket().awaiting().replied("unclear", wrong).replied("unclear", wrong);
    expect(asked.state().confirmation).toBe("awaiting");
    expect(asked.replied("unclear", wrong).events().at(-1)).toMatchObject({
      type: "TicketDenied",
      cause: "wrong_numbers",
    });
  });

  it("counts wrong numbers over all mails of a ticket: asking for another mail gives no new tries", () => {
    const wrong = { wrongNumber: true, confirmable: false };
    const asked = ticket()
      .awaiting()
      .replied("unclear", wrong)
      .replied("unclear", wrong)
      .resent()
      .lookedUp()
      .sent();
    expect(asked.replied("unclear", wrong).state().confirmation).toBe("denied");
  });

  it("counts no number of somebody who was not verified: a stranger cannot deny a ticket", () => {
    const asked = ticket().awaiting();
    for (let tries = 0; tries < 5; tries += 1) asked.replied("unverified", { wrongNumber: true });
    expect(asked.state()).toMatchObject({ confirmation: "awaiting", wrongNumbers: 0 });
  });
});

describe("authenticated", () => {
  it("becomes denied by a later no, as long as work has not begun", () => {
    expect(ticket().authenticated().replied("denied").state().confirmation).toBe("denied");
    const begun = ticket().authenticated().started().replied("denied");
    expect(begun.lately()).toEqual(["ReplyJudged"]);
    expect(begun.state().confirmation).toBe("authenticated");
  });

  it("goes back to unauthenticated when the address on file changes", () => {
    const changed = ticket().authenticated().addressChanged();
    expect(changed.state().confirmation).toBe("unauthenticated");
    expect(changed.started().refusal()).toBe("not_authenticated");
  });

  it("may be asked for again then, and is confirmed by the new address", () => {
    const again = ticket().authenticated().addressChanged().resent().lookedUp({ contactId: "contact-2" });
    expect(again.latelyLetters()).toEqual(["confirmation"]);
    expect(again.sent().replied("authenticated").state()).toMatchObject({
      confirmation: "authenticated",
      contactId: "contact-2",
    });
  });

  it("is not authenticated twice, expired or sent back by mails that come late", () => {
    for (const outcome of ["authenticated", "expired", "undeliverable", "unclear"] as const) {
      const confirmed = ticket().authenticated().at(100).replied(outcome);
      expect(confirmed.lately()).toEqual(["ReplyJudged"]);
      expect(confirmed.checked().state().confirmation).toBe("authenticated");
    }
  });

  it("calls whoever takes it on when they are on duty, and says in chat that it is confirmed", () => {
    const confirmed = ticket().authenticated();
    const told = confirmed
      .latelyEffects()
      .find((one) => one.type === "SayToTicket" && one.sentence.key === "ticket_authenticated");
    expect(told).toMatchObject({ mention: ["ana"] });
    expect(confirmed.saidInChat()).toMatchObject([
      { key: "ticket_state", state: "confirmed", person: "ana" },
    ]);
    expect(confirmed.latelyEffects()).toContainEqual({ type: "HandOn", ticketId: "t1" });
  });
});

describe("denied and expired are final", () => {
  const ends = {
    denied: () => ticket().awaiting().replied("denied"),
    expired: () => ticket().awaiting().at(72).checked(),
  };
  for (const [end, over] of Object.entries(ends)) {
    it(`${end}: no mail, no reply, no rep and no lead brings it back`, () => {
      const ended = over();
      expect(ended.sent().lately()).toEqual([]);
      expect(ended.replied("authenticated").lately()).toEqual(["ReplyJudged"]);
      expect(ended.resent().refusal()).toBe("over");
      expect(ended.released().refusal()).toBe("no_limit");
      expect(ended.started("dev", true).refusal()).toBe("not_authenticated");
      expect(ended.closed().reopened().state().confirmation).toBe(end);
      expect(nextWakeAt(ended.state())).toBeNull();
    });

    it(`${end}: a look-up that was under way sends nothing, and the ticket does not wake for it again`, () => {
      const ended =
        end === "denied"
          ? ticket().awaiting().resent().replied("denied")
          : ticket().awaiting().at(71).resent().at(143).checked();
      expect(ended.state().confirmation).toBe(end);
      expect(ended.lookedUp().lately()).toEqual([]);
      expect(nextWakeAt(ended.state())).toBeNull();
    });
  }
});

describe("undeliverable", () => {
  it("may be asked for again, as any ticket that is not confirmed, and then waits for an answer", () => {
    const again = ticket().awaiting().replied("undeliverable").resent().lookedUp();
    expect(again.latelyLetters()).toEqual(["confirmation"]);
    expect(again.sent().state().confirmation).toBe("awaiting");
    expect(again.replied("authenticated").state().confirmation).toBe("authenticated");
  });

  it("is over in time like one whose mail arrived", () => {
    expect(ticket().awaiting().replied("undeliverable").at(72).checked().lately()).toEqual([
      "ConfirmationExpired",
    ]);
  });
});

describe("a customer's own mail", () => {
  it("is authenticated for its text when it came from the address on file", () => {
    const own = ticket().mailed();
    expect(own.state()).toMatchObject({
      status: "open",
      origin: "mail",
      confirmation: "authenticated",
      contactId: CONTACT,
    });
    expect(own.letters()).toEqual(["received"]);
    expect(own.started().state().startedBy).toBe("ana");
  });

  it("is not, and gets no mail, when it came from anybody else", () => {
    const strangers = ticket().mailed({ contactId: null, authenticated: false });
    expect(strangers.state().confirmation).toBe("unauthenticated");
    expect(strangers.letters()).toEqual([]);
    expect(strangers.replied("authenticated").state().confirmation).toBe("unauthenticated");
    expect(strangers.started("dev", true).refusal()).toBe("not_authenticated");
  });

  it("is nobody's word without a contact on file, whatever was judged", () => {
    expect(ticket().mailed({ contactId: null }).state().confirmation).toBe("unauthenticated");
  });

  it("works while somebody else has used up every limit", () => {
    const tight = deskWith({ limits: { perPerson: 0, perAddress: 0, perDesk: 0 } });
    expect(ticket(tight).mailed().state().confirmation).toBe("authenticated");
  });
});

it("reps see the same of a mail that went out, one that came back and one that did not go", () => {
  expect((["unauthenticated", "awaiting", "undeliverable"] as const).map(shownToReps)).toEqual(
    Array(3).fill("not_confirmed"),
  );
  expect((["authenticated", "denied", "expired"] as const).map(shownToReps)).toEqual([
    "authenticated",
    "denied",
    "expired",
  ]);
  expect(15 * MINUTE).toBe(HOUR / 4);
});
